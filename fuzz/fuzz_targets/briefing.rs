//! Any bytes are read as each format: an article that keeps its promises, or a fault.
#![no_main]

mod promises;

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
                promises::check(&member.article);
                if plain {
                    check_places(&member.article, raw);
                }
            }
            ControlFlow::Continue(())
        });
        assert!(done.is_ok(), "bytes in memory are always read");
    }
});

/// Panics where a unit of plain text is not the slice of its source that it says it is.
fn check_places(article: &Article, raw: &[u8]) {
    let Ok(source) = std::str::from_utf8(raw) else { return };
    for section in &article.sections {
        for unit in &section.units {
            let text = section.text.get(unit.span.clone());
            if let Some(range) = unit.source.clone() {
                assert_eq!(source.get(range), text, "plain text is a slice of its source");
            }
        }
    }
}
