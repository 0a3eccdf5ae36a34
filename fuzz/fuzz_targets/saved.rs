//! Any bytes are read as what people save from elsewhere: pages, mail, feeds, packed files.
#![no_main]

mod promises;

use std::ops::ControlFlow;

use libfuzzer_sys::fuzz_target;
use precis_briefing::{Reading, Vocabulary, read};

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
                Ok(member) => promises::check(&member.article),
                Err(fault) => assert!(fault.code.is_refusal(), "{fault:?}"),
            }
            ControlFlow::Continue(())
        });
        assert!(done.is_ok(), "bytes in memory are always read");
        assert!(said > 0, "nothing is passed over in silence");
    }
});
