//! What every article that was read promises.

use precis_briefing::{Article, checked_id};

/// Panics where one of the promises is not kept.
pub fn check(article: &Article) {
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
