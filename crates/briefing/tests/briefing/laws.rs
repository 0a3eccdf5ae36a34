//! Laws over generated files.

use precis_briefing::{ARTICLE_LIMIT_BYTES, FaultCode};
use proptest::prelude::*;
use serde_json::json;

use crate::expected::{Results, read_all};
use crate::invariants;
use crate::markup::{document, on_one_line, without_markup};

const PATHS: [&str; 10] = [
    "a/b.txt",
    "2026/b.md",
    "c.json",
    "d.jsonl",
    "e.html",
    "f.eml",
    "g.mbox",
    "h.xml",
    "i.jsonl.gz",
    "no ending",
];

/// What the readers of other formats look for, and what ends it.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<h1>",
    "</h1>",
    "<h2>",
    "<b>",
    "</b>",
    "<ul>",
    "<li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "<th>",
    "</table>",
    "<br>",
    "<pre>",
    "</pre>",
    "<div style='display:none'>",
    "</div>",
    "<!--",
    "-->",
    "<title>",
    "</title>",
    "<article>",
    "<blockquote>",
    "<template>",
    "<svg>",
    "<a href='x'>",
    "<meta charset=utf-16>",
    "<script type=\"application/ld+json\">",
    "</script>",
    "{\"@type\":\"Article\",\"headline\":\"a\"}",
    "<time datetime=2026-04-27>",
    "<rss>",
    "<feed>",
    "<channel>",
    "<item>",
    "</item>",
    "<item/>",
    "<entry>",
    "</entry>",
    "</channel>",
    "</rss>",
    "<link>",
    "<guid>",
    "</guid>",
    "<content type='xhtml'>",
    "</content>",
    "<description>",
    "</description>",
    "<![CDATA[",
    "]]>",
    "<?xml version='1.0' encoding='x'?>",
    "<!DOCTYPE x [",
    "]>",
    "<dc:date>",
    "From a@b 10:00\n",
    "\n\nFrom - 1:00\n",
    "Subject: x\n",
    "Content-Type: text/html\n\n",
    "--b\n",
    "--b--\n",
    "Content-Type: multipart/mixed; boundary=b\n\n",
    "Content-Transfer-Encoding: base64\n",
    "Message-ID: <a..b>\n",
    "Date: Mon, 99 Apr 2026 10:00:00\n",
    ">From x\n",
    "To unsubscribe",
    "• a<br>",
    "\n",
    " ",
    "&amp;",
    "&#0;",
    "&nosuch;",
    "Key Points",
    "words of a text",
    "é",
    "\u{200b}",
    "\u{a0}",
    "{\"version\":\"https://jsonfeed.org/version/1\",",
    "\"items\":[",
    "{\"id\":1,",
    "\"content_html\":\"<p>\",",
    "}",
    "]",
    "<",
    ">",
    "'",
    "\"",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

fn read_checked(path: &str, limit_bytes: u64, bytes: &[u8]) -> Results {
    let results = read_all(path, limit_bytes, bytes);
    invariants::check(path, bytes, &results);
    results
}

/// Lines that mean something to one reader or another.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("---".into()),
        Just("+++".into()),
        Just("Key Points".into()),
        Just("My take:".into()),
        Just("## Outlook".into()),
        Just("**Context**".into()),
        Just("2026-04-27".into()),
        Just("date: soon".into()),
        Just("{\"title\": \"x\"}".into()),
        Just("```".into()),
        Just("<div> {% if %}".into()),
        "[-*•–0-9][.)]? {0,2}[a-zA-Z. ]{0,20}",
        "[ >#|*_`\\[\\](){}<&!a-z.;:é]{0,30}",
        "[A-Z][a-z]{1,6} [A-Za-z0-9 ,.$%—’]{0,60}",
        "\\PC{0,20}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    let end = prop_oneof![5 => Just("\n"), 1 => Just("\r\n"), 1 => Just("\r")];
    prop::collection::vec((line(), end), 0..14).prop_map(|lines| {
        lines.into_iter().flat_map(|(line, end)| [line, end.to_owned()]).collect()
    })
}

/// Openings without an end, one after the other, are where parsers lose their way.
#[test]
fn openings_without_end_keep_the_laws() {
    for opening in [
        "{% a",
        "{% comment %}",
        "{{ a",
        "<a ",
        "<a \"",
        "<style>",
        "<!-- ",
        "<div>\n<style>x</style>",
        "&amp",
        "[a",
        "[a][",
        "![a](",
        "**a",
        "*a _b ",
        "`a ``",
        "> ",
        "- ",
        "1. a\n",
        "# a\n",
        "**Context**\n",
        "Summary\n",
        "a. B",
        "a.a",
        "U.S. ",
        "\n",
        "x",
        "|a",
        "|a|\n|-|\n",
        "[^1]: a\n",
        "---\n",
        "- a: [\n",
        "{\"a\":",
        "[",
        "[{",
        "\"",
        "2026-",
        "<b>",
        "<b><p>",
        "<ul><li>",
        "<table><tr><td>",
        "<h2>",
        "<blockquote>",
        "<item>",
        "<rss><item>",
        "<rss>",
        "<![CDATA[",
        "<!DOCTYPE [",
        "<rss><item><a>",
        "From a 1:00\n\n",
        "Content-Type: multipart/mixed; boundary=a\n\n--a\n",
        "To unsubscribe\n\n",
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[",
    ] {
        let text = opening.repeat(3_000 / opening.len());
        for path in PATHS {
            read_checked(path, ARTICLE_LIMIT_BYTES, text.as_bytes());
            read_checked(path, ARTICLE_LIMIT_BYTES, format!("<div>\n{text}").as_bytes());
            read_checked(
                path,
                ARTICLE_LIMIT_BYTES,
                format!("---\na: {text}\n---\n{text}").as_bytes(),
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), limit in 0..300_u64) {
        for path in PATHS {
            prop_assert!(!read_checked(path, limit, &bytes).is_empty());
        }
    }

    #[test]
    fn any_text_keeps_the_laws(text in text(), with_mark: bool) {
        let text = if with_mark { format!("\u{feff}{text}") } else { text };
        for path in PATHS {
            let results = read_checked(path, ARTICLE_LIMIT_BYTES, text.as_bytes());
            prop_assert!(!results.is_empty());
            let articles = results.iter().filter_map(|(result, _)| Some(&result.as_ref().ok()?.article));
            for section in articles.flat_map(|article| &article.sections) {
                prop_assert!(!section.text.contains('\u{feff}'), "the mark is no text: {:?}", section.text);
            }
        }
    }

    #[test]
    fn any_pieces_of_pages_mail_and_feeds_keep_the_laws(pieces in pieces()) {
        for path in PATHS {
            prop_assert!(!read_checked(path, ARTICLE_LIMIT_BYTES, pieces.as_bytes()).is_empty());
        }
        for begun in [
            format!("<rss><channel>{pieces}"),
            format!("{{\"version\":\"https://jsonfeed.org/version/1\",{pieces}"),
            format!("Subject: s\nFrom: a@b.example\nContent-Type: text/html\n\n{pieces}"),
        ] {
            prop_assert!(!read_checked("no ending", ARTICLE_LIMIT_BYTES, begun.as_bytes()).is_empty());
        }
    }

    #[test]
    fn encodings_do_not_change_what_is_read(text in text()) {
        let marked = format!("\u{feff}{text}");
        let wide: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for path in ["a.txt", "a.md", "a.jsonl"] {
            let articles = |bytes: &[u8]| -> Vec<_> {
                read_checked(path, ARTICLE_LIMIT_BYTES, bytes)
                    .into_iter()
                    .map(|(result, _)| result.map(|member| member.article).map_err(|fault| fault.code))
                    .collect()
            };
            prop_assert_eq!(articles(marked.as_bytes()), articles(&wide));
        }
    }

    #[test]
    fn markdown_places_hold_the_text_under_its_markup(document in document()) {
        let results = read_checked("a.md", ARTICLE_LIMIT_BYTES, document.as_bytes());
        for member in results.iter().filter_map(|(result, _)| result.as_ref().ok()) {
            for section in &member.article.sections {
                for unit in &section.units {
                    let place = unit.source.clone().expect("a place in the source");
                    let slice = document.get(place).expect("a slice of the source");
                    let text = &section.text[unit.span.clone()];
                    prop_assert_eq!(without_markup(slice), on_one_line(text), "{:?} in {:?}", slice, document);
                }
            }
        }
    }

    #[test]
    fn lists_and_lines_hold_the_same_articles(
        articles in prop::collection::vec((text(), any::<bool>()), 1..6),
        cut in 0..400_usize,
        limit in 20..400_u64,
    ) {
        let articles: Vec<_> = articles
            .into_iter()
            .map(|(text, titled)| if titled { json!({"title": "t", "text": text}) } else { json!({"text": text}) })
            .collect();
        let list = serde_json::to_string_pretty(&articles).unwrap();
        let lines: String = articles.iter().map(|article| format!("{article}\n")).collect();
        let found = |path: &str, limit: u64, bytes: &[u8]| -> Vec<_> {
            read_checked(path, limit, bytes)
                .into_iter()
                .map(|(result, _)| result.map(|member| (member.article.title, member.article.sections)).map_err(|fault| fault.code))
                .collect()
        };
        let whole = found("a.json", ARTICLE_LIMIT_BYTES, list.as_bytes());
        prop_assert_eq!(&whole, &found("a.jsonl", ARTICLE_LIMIT_BYTES, lines.as_bytes()));
        prop_assert_eq!(whole.len(), articles.len());

        // Cut off anywhere, the list still gives what stands before the cut, then says that it is broken.
        let cut = (0..=cut.min(list.len() - 1)).rev().find(|&at| list.is_char_boundary(at)).unwrap_or(0);
        let part = found("a.json", ARTICLE_LIMIT_BYTES, &list.as_bytes()[..cut]);
        let refused = part.last().and_then(|last| last.as_ref().err());
        prop_assert!(matches!(refused, Some(FaultCode::Json | FaultCode::Empty)), "{:?}", part);
        let good = part.iter().take_while(|result| result.is_ok()).count();
        prop_assert_eq!(&part[..good.min(articles.len())], &whole[..good.min(articles.len())]);

        // Over the limit, a line is refused by itself.
        let limited = found("a.jsonl", limit, lines.as_bytes());
        for (line, result) in lines.lines().zip(&limited) {
            prop_assert_eq!(line.len() as u64 > limit, *result == Err(FaultCode::TooLarge));
        }
    }
}
