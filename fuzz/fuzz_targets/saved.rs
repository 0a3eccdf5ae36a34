//! Any bytes are read as what people save from elsewhere: pages, mail, feeds, packed files.
#![no_main]

use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use precis_briefing::{Article, Reading, Vocabulary, checked_id, read};

const LIMIT_BYTES: u64 = 1024 * 1024;
const PATHS: &[&str] = &[
    "page.html",
    "mail.eml",
    "box.mbox",
    "feed.xml",
    "feed.json",
    "lines.jsonl.gz",
    "text.md.zst",
    "by content",
];

fuzz_target!(|bytes: &[u8]| {
    let vocabulary = Vocabulary::default();
    for path in PATHS {
        let reading = Reading { path, vocabulary: &vocabulary, limit_bytes: LIMIT_BYTES };
        let mut input = bytes;
        let mut said = 0;
        let done = read(&reading, &mut input, &mut |result, _| {
            said += 1;
            match result {
                Ok(member) => check(&member.article),
                Err(fault) => assert!(fault.code.is_refusal(), "{fault:?}"),
            }
            ControlFlow::Continue(())
        });
        assert!(done.is_ok(), "bytes in memory are always read");
        assert!(said > 0, "nothing is passed over in silence");
    }
});

fn check(article: &Article) {
    assert_eq!(checked_id(&article.id).ok().as_ref(), Some(&article.id));
    assert!(!article.title.is_empty());
    assert_eq!(article.date.is_some(), article.date_from.is_some());
    assert_eq!(article.source.is_some(), article.source_from.is_some());
    for section in &article.sections {
        let mut from = 0;
        for unit in &section.units {
            let text = section.text.get(unit.span.clone()).expect("a unit lies between characters");
            assert!(from <= unit.span.start && !text.is_empty(), "{unit:?}");
            from = unit.span.end;
        }
    }
}
