//! Files packed with gzip or zstd.

use std::io::{self, Read, Write};
use std::ops::ControlFlow;

use flate2::write::GzEncoder;
use precis_briefing::{ARTICLE_LIMIT_BYTES, FaultCode, Reading, Vocabulary, read};

use crate::expected::read_all;

const LINES: &[u8] = b"{\"title\": \"One\"}\nbad\n{\"title\": \"Two\"}\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).expect("memory takes it")
}

/// Ids of articles, or what kept them out.
fn ids(path: &str, limit_bytes: u64, bytes: &[u8]) -> Vec<Result<String, FaultCode>> {
    let results = read_all(path, limit_bytes, bytes);
    let id = |result: Result<precis_briefing::Member, precis_briefing::Fault>| {
        result.map(|member| member.article.id).map_err(|fault| fault.code)
    };
    results.into_iter().map(|(result, _)| id(result)).collect()
}

#[test]
fn packed_files_hold_what_they_would_hold_unpacked() {
    let expected = [Ok("a@1".to_owned()), Err(FaultCode::Json), Ok("a@3".to_owned())];
    assert_eq!(ids("a.jsonl", ARTICLE_LIMIT_BYTES, LINES), expected);
    for bytes in [gzip(LINES), zstd(LINES), [gzip(&LINES[..20]), gzip(&LINES[20..])].concat()] {
        // The first bytes tell how it is packed, whatever the name says.
        for path in ["a.jsonl.gz", "a.jsonl.zst", "a.jsonl"] {
            assert_eq!(ids(path, ARTICLE_LIMIT_BYTES, &bytes), expected, "{path}");
        }
    }
    let page = b"<title>Page</title><p>Text.</p>";
    assert_eq!(ids("b/a.html.gz", ARTICLE_LIMIT_BYTES, &gzip(page)), [Ok("b/a".to_owned())]);
}

#[test]
fn what_does_not_unpack_is_refused_after_what_does() {
    let long: Vec<u8> = LINES.repeat(20_000);
    for mut bytes in [gzip(&long), zstd(&long)] {
        bytes.truncate(bytes.len() / 2);
        let results = ids("a.jsonl.gz", ARTICLE_LIMIT_BYTES, &bytes);
        assert_eq!(results.last(), Some(&Err(FaultCode::Packed)));
        assert!(results.iter().filter(|result| result.is_ok()).count() > 100);
        // Half an article is none.
        let results = ids("a.txt.gz", ARTICLE_LIMIT_BYTES, &bytes);
        assert_eq!(results, [Err(FaultCode::Packed)]);
    }
    for path in ["a.txt.gz", "a.txt.zst"] {
        assert_eq!(ids(path, ARTICLE_LIMIT_BYTES, b"plain text"), [Err(FaultCode::Packed)]);
        assert_eq!(ids(path, ARTICLE_LIMIT_BYTES, b""), [Err(FaultCode::Empty)]);
    }
}

#[test]
fn little_that_unpacks_to_much_is_refused() {
    let much = io::repeat(b' ').take(200_000_000);
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(b"{\"title\": \"One\"}\n").unwrap();
    io::copy(&mut { much }, &mut encoder).unwrap();
    let bytes = encoder.finish().unwrap();
    for path in ["a.jsonl.gz", "a.mbox.gz", "a.xml.gz", "a.txt.gz", "a.html.gz"] {
        let results = ids(path, 1000, &bytes);
        let expected = [FaultCode::TooLarge, FaultCode::Mail, FaultCode::Feed];
        let last = results.last().unwrap().as_ref().unwrap_err();
        assert!(expected.contains(last), "{path}: {results:?}");
    }
    let lines = ids("a.jsonl.gz", 1000, &bytes);
    assert_eq!(lines, [Ok("a@1".to_owned()), Err(FaultCode::TooLarge)]);
}

/// Gives some bytes, then fails.
struct Failing(Vec<u8>);

impl Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return Err(io::Error::other("the disk is gone"));
        }
        let length = self.0.len().min(buffer.len());
        buffer[..length].copy_from_slice(&self.0[..length]);
        self.0.drain(..length);
        Ok(length)
    }
}

#[test]
fn a_disk_that_fails_is_not_the_fault_of_the_file() {
    let vocabulary = Vocabulary::default();
    let reading =
        Reading { path: "a.jsonl.gz", vocabulary: &vocabulary, limit_bytes: ARTICLE_LIMIT_BYTES };
    let mut bytes = gzip(&LINES.repeat(20_000));
    bytes.truncate(bytes.len() / 2);
    let mut input = io::BufReader::new(Failing(bytes));
    let result = read(&reading, &mut input, &mut |_, _| ControlFlow::Continue(()));
    assert_eq!(result.unwrap_err().to_string(), "the disk is gone");
}
