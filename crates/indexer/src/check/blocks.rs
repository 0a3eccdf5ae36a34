//! The documents of each article: one header, then its sections, without a gap, all there or all deleted.

use precis_schema::Layout;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

/// One block of documents of a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Block {
    Whole { sections: u64 },
    Deleted,
    Broken,
}

/// Goes through the blocks of a segment by their ids.
pub(super) fn walk(
    segment: &SegmentReader,
    layout: &Layout,
    visit: &mut dyn FnMut(&str, Block),
) -> tantivy::Result<()> {
    let name = layout.schema.get_field_name(layout.ordinal);
    let ordinals = segment.fast_fields().u64(name)?;
    let ordinal = |document: DocId| ordinals.first(document);
    let inverted = segment.inverted_index(layout.article)?;
    let mut terms = inverted.terms().stream()?;
    while terms.advance() {
        let id = String::from_utf8_lossy(terms.key()).into_owned();
        let mut postings =
            inverted.read_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
        let mut documents = Vec::new();
        while postings.doc() != TERMINATED {
            documents.push(postings.doc());
            postings.advance();
        }
        // A replaced article may stand here twice, the old block deleted.
        let starts = |document: &DocId| ordinal(*document) == Some(0);
        let mut rest = &documents[..];
        while let Some((first, others)) = rest.split_first() {
            let end = others.iter().position(starts).unwrap_or(others.len());
            let (sections, later) = others.split_at(end);
            rest = later;
            let in_order = starts(first)
                && sections.iter().zip(1..).all(|(document, offset)| {
                    ordinal(*document) == Some(offset) && u64::from(*document - first) == offset
                });
            let alive = |document: &DocId| !segment.is_deleted(*document);
            let together = sections.iter().all(|section| alive(section) == alive(first));
            visit(
                &id,
                match (in_order && together, alive(first)) {
                    (false, _) => Block::Broken,
                    (true, true) => Block::Whole { sections: sections.len() as u64 },
                    (true, false) => Block::Deleted,
                },
            );
        }
    }
    Ok(())
}
