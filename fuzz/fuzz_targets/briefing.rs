//! Any bytes are read as each format: an article that keeps its promises, or a fault.
#![no_main]

use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use precis_briefing::{Article, FaultCode, Reading, Vocabulary, read};

const LIMIT_BYTES: u64 = 1024 * 1024;

fuzz_target!(|bytes: &[u8]| {
    let vocabulary = Vocabulary::default();
    for path in ["news/2026/story.txt", "news/story.md", "story.json", "stories.jsonl"] {
        let reading = Reading { path, vocabulary: &vocabulary, limit_bytes: LIMIT_BYTES };
        let mut input = bytes;
        let done = read(&reading, &mut input, &mut |member, raw| {
            if let Ok(member) = member {
                assert!(member.range.start <= member.range.end);
                assert!(member.range.end <= bytes.len() as u64);
                // Places in the source are those of its bytes only where nothing was decoded.
                let decoded = member.notes.iter().any(|note| note.code == FaultCode::Encoding);
                let plain = path.ends_with(".txt") && !decoded;
                check(&member.article, plain.then_some(raw));
            }
            ControlFlow::Continue(())
        });
        assert!(done.is_ok(), "bytes in memory are always read");
    }
});

fn check(article: &Article, plain: Option<&[u8]>) {
    let id = &article.id;
    assert!(!id.is_empty() && id.len() <= 512 && !id.chars().any(char::is_control), "{id:?}");
    assert!(!id.split('/').any(|part| part == ".."), "{id:?}");
    assert!(!article.title.is_empty());
    assert_eq!(article.date.is_some(), article.date_from.is_some());
    assert_eq!(article.source.is_some(), article.source_from.is_some());
    let source = plain.and_then(|raw| std::str::from_utf8(raw).ok());
    for section in &article.sections {
        let mut from = 0;
        for unit in &section.units {
            let text = section.text.get(unit.span.clone()).expect("a unit lies between characters");
            assert!(from <= unit.span.start && !text.is_empty(), "{unit:?}");
            from = unit.span.end;
            if let (Some(source), Some(range)) = (source, unit.source.clone()) {
                assert_eq!(source.get(range), Some(text), "plain text is a slice of its source");
            }
        }
    }
}
