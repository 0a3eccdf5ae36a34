//! What holds for whatever was read from whatever bytes.

use precis_briefing::{Article, checked_id, decode};

use crate::expected::Results;

/// Checks every article of a file; panics with the law that is broken.
pub(crate) fn check(path: &str, bytes: &[u8], results: &Results) {
    for (result, raw) in results {
        match result {
            Ok(member) => {
                if !is_packed(bytes) {
                    let (start, end) = (member.range.start as usize, member.range.end as usize);
                    // An item of a feed is read from what the feed says as well.
                    assert!(
                        raw.ends_with(&bytes[start..end]),
                        "the raw bytes are those of the range"
                    );
                }
                assert!(
                    member.notes.iter().all(|note| !note.code.is_refusal()),
                    "{:?}",
                    member.notes
                );
                check_article(&member.article);
                if path.ends_with(".txt") {
                    check_slices(&member.article, bytes);
                }
            }
            Err(fault) => {
                assert!(fault.code.is_refusal(), "{fault:?}");
                assert!(!fault.detail.is_empty() && !fault.detail.ends_with('.'), "{fault:?}");
                assert!(
                    is_packed(bytes)
                        || fault.range.as_ref().is_none_or(|range| range.end <= bytes.len() as u64),
                    "{fault:?}"
                );
            }
        }
    }
}

fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x1F, 0x8B, 8]) || bytes.starts_with(&[0x28, 0xB5, 0x2F, 0xFD])
}

fn check_article(article: &Article) {
    assert_eq!(checked_id(&article.id).ok().as_ref(), Some(&article.id));
    assert!(
        !article.title.is_empty() && article.title.trim() == article.title,
        "{:?}",
        article.title
    );
    assert!(!article.title.contains(char::is_control), "{:?}", article.title);
    assert_eq!(article.date.is_some(), article.date_from.is_some());
    assert_eq!(article.source.is_some(), article.source_from.is_some());
    let mut anchors = std::collections::HashSet::new();
    for section in &article.sections {
        assert!(
            anchors.insert(&section.anchor) && !section.anchor.is_empty(),
            "{:?}",
            section.anchor
        );
        let (mut end, mut source_end) = (0, 0);
        for unit in &section.units {
            assert!(
                unit.span.start >= end && unit.span.start < unit.span.end,
                "units in order: {section:?}"
            );
            end = unit.span.end;
            let text = section.text.get(unit.span.clone()).expect("a unit lies in its text");
            assert_eq!(text, text.trim(), "a unit is trimmed");
            let has_blank_line =
                text.replace("\r\n", "\n").split(['\n', '\r']).any(|line| line.trim().is_empty());
            assert!(!has_blank_line, "a paragraph's end ends a unit: {text:?}");
            if let Some(source) = &unit.source {
                assert!(
                    source.start >= source_end && source.start < source.end,
                    "places in order: {section:?}"
                );
                source_end = source.end;
            }
        }
        let covered: usize =
            section.units.iter().map(|unit| letters(&section.text[unit.span.clone()])).sum();
        assert_eq!(covered, letters(&section.text), "every word lies in a unit: {section:?}");
    }
}

/// For plain text, every section and unit is a slice of the source.
fn check_slices(article: &Article, bytes: &[u8]) {
    let source = decode(bytes).expect("text").text;
    for section in &article.sections {
        assert_eq!(section.text, section.text.trim());
        assert!(source.contains(&section.text), "{:?}", section.text);
        for unit in &section.units {
            if let Some(place) = &unit.source {
                assert_eq!(source.get(place.clone()), section.text.get(unit.span.clone()));
            }
        }
    }
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphabetic()).count()
}
