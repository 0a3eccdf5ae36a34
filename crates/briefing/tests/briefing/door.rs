//! The door itself: endings, breaking off, failing input, memory.

use std::io::{self, BufReader, Read};
use std::ops::ControlFlow;

use precis_briefing::{
    ARTICLE_LIMIT_BYTES, FaultCode, Reading, Vocabulary, ending_of_content_type, is_known_ending,
    read,
};

use crate::expected::read_all;

/// Gives a text over and over, then fails.
struct Failing {
    text: &'static [u8],
    times: usize,
}

impl Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.times == 0 {
            return Err(io::Error::other("the disk is gone"));
        }
        self.times -= 1;
        let length = self.text.len().min(buffer.len());
        buffer[..length].copy_from_slice(&self.text[..length]);
        Ok(length)
    }
}

fn reading<'a>(path: &'a str, vocabulary: &'a Vocabulary) -> Reading<'a> {
    Reading { path, vocabulary, limit_bytes: ARTICLE_LIMIT_BYTES }
}

#[test]
fn endings_are_known_in_any_case() {
    for path in [
        "a.txt",
        "a/b.TEXT",
        "a.md",
        "a.markdown",
        "a.Json",
        "a.jsonl",
        "a.ndjson",
        "v1.2.md",
        "a.html",
        "a.HTM",
        "a.eml",
        "a.mbox",
        "a.rss",
        "a.atom",
        "a.xml",
        "a.txt.gz",
        "a.jsonl.ZST",
    ] {
        assert!(is_known_ending(path), "{path}");
    }
    for path in [
        "a", "a.pdf", "txt", ".txt", "a.md/b", "a.md.bak", "", "a.gz", "a.tar.gz", "txt.gz",
        ".txt.gz",
    ] {
        assert!(!is_known_ending(path), "{path}");
    }
}

#[test]
fn breaking_ends_the_reading() {
    let vocabulary = Vocabulary::default();
    for (path, text) in [
        ("a.jsonl", "{\"title\":\"1\"}\n{\"title\":\"2\"}\nbad\n"),
        ("a.json", "{\"title\":\"1\"}\n{\"title\":\"2\"}\nbad\n"),
        ("a.json", "[{\"title\":\"1\"}, {\"title\":\"2\"}, "),
        ("a.json", "{\"title\":\n\"1\"}\n{\"title\":\"2\"}\nbad\n"),
    ] {
        let mut count = 0;
        read(&reading(path, &vocabulary), &mut text.as_bytes(), &mut |_, _| {
            count += 1;
            ControlFlow::Break(())
        })
        .unwrap();
        assert_eq!(count, 1, "{text}");
    }
}

#[test]
fn failing_input_fails_after_what_was_read() {
    let vocabulary = Vocabulary::default();
    for (path, delivered) in [("a.jsonl", 1000), ("a.txt", 0)] {
        let failing = Failing { text: b"{\"title\":\"x\"}\n", times: 1000 };
        let mut count = 0;
        let result =
            read(&reading(path, &vocabulary), &mut BufReader::new(failing), &mut |member, _| {
                count += usize::from(member.is_ok());
                ControlFlow::Continue(())
            });
        assert_eq!(result.unwrap_err().to_string(), "the disk is gone");
        assert_eq!(count, delivered, "{path}");
    }
}

#[test]
fn what_is_over_the_limit_is_passed_over_in_pieces() {
    let vocabulary = Vocabulary::default();
    let reading = Reading { path: "a.json", vocabulary: &vocabulary, limit_bytes: 1000 };
    let long = io::repeat(b'x').take(3_000_000);
    let mut input =
        BufReader::new(b"[{\"text\": \"".chain(long).chain(&b"\"}, {\"title\": \"Fits\"}]"[..]));
    let mut results = Vec::new();
    read(&reading, &mut input, &mut |result, raw| {
        results.push((
            result.map(|member| member.article.title).map_err(|fault| (fault.code, fault.range)),
            raw.len(),
        ));
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(
        results,
        [(Err((FaultCode::TooLarge, Some(1..3_000_013))), 0), (Ok("Fits".into()), 17)]
    );
}

#[test]
fn texts_longer_than_what_tells_the_format_are_whole() {
    let text = format!("Summary\n{}", "A sentence of some words. ".repeat(1000));
    for path in ["a.txt", "a.md", "a"] {
        let results = read_all(path, ARTICLE_LIMIT_BYTES, text.as_bytes());
        let article = &results[0].0.as_ref().unwrap().article;
        assert_eq!(article.sections[0].units.len(), 1000, "{path}");
    }
}

#[test]
fn unknown_endings_are_told_by_content() {
    for (text, title) in [
        ("{\"title\": \"JSON\"}", "JSON"),
        ("[ {\"title\": \"List\"} ]", "List"),
        ("# Markdown\n\nText", "Markdown"),
        ("---\ntitle: Front\n---\nText", "Front"),
        ("Plain line\n\nText", "Plain line"),
        ("[1] is a note. {It}", "[1] is a note."),
    ] {
        let results = read_all("notes.brief", ARTICLE_LIMIT_BYTES, text.as_bytes());
        assert_eq!(results[0].0.as_ref().unwrap().article.title, title, "{text}");
    }
}

#[test]
fn content_types_have_endings_that_are_read() {
    for (content_type, ending) in [
        ("text/html; charset=utf-8", "html"),
        ("Message/RFC822", "eml"),
        ("application/mbox", "mbox"),
        ("application/atom+xml", "atom"),
        ("application/feed+json", "json"),
        ("application/x-ndjson", "jsonl"),
    ] {
        assert_eq!(ending_of_content_type(content_type), Some(ending));
        assert!(is_known_ending(&format!("a.{ending}")));
    }
    assert_eq!(ending_of_content_type("image/png"), None);
}

/// Elements in each other, and elements that open anew in every paragraph: short texts that make trees without bounds.
#[test]
fn pages_without_bounds_are_refused() {
    let reopened: String = (0..3_000).map(|number| format!("<b id={number}><p>")).collect();
    let formats: String = (0..400).map(|number| format!("<b id={number}>")).collect();
    let paragraphs = format!("<div>{formats}</div>{}", "<p>x</p>".repeat(20_000));
    for page in ["<div>".repeat(100_000), "<ul><li>".repeat(100_000), reopened, paragraphs] {
        let feed = format!(
            "<rss><item><title>T</title><description><![CDATA[{page}]]></description></item></rss>"
        );
        let mail = format!("Subject: S\nContent-Type: text/html\n\n{page}");
        for (path, text) in [("a.html", &page), ("a.xml", &feed), ("a.eml", &mail)] {
            let results = read_all(path, ARTICLE_LIMIT_BYTES, text.as_bytes());
            let code = results[0].0.as_ref().map(|_| ()).map_err(|fault| fault.code);
            assert_eq!(code, Err(FaultCode::Html), "{path}: {}", &page[..20]);
        }
    }
}

#[test]
fn pages_may_nest_deeper_than_people_make_them() {
    for (open, close) in [("<div>", "</div>"), ("<ul><li>", "</li></ul>"), ("<b>", "</b>")] {
        let text = format!("<title>Deep</title>{}Words{}", open.repeat(200), close.repeat(200));
        let results = read_all("deep.html", ARTICLE_LIMIT_BYTES, text.as_bytes());
        let article = &results[0].0.as_ref().expect("it is read").article;
        assert!(article.sections[0].text.ends_with("Words"), "{open}");
    }
}
