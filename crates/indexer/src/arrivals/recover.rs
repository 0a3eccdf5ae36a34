//! Arrivals read back from an index, where the log is lost.

use tantivy::{Index, ReloadPolicy};

use super::Table;
use crate::ledger::Hash128;

/// Reads when each article of an index arrived, from the columns beside them.
pub(super) fn table(index: &Index) -> tantivy::Result<Table> {
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let mut table = Table::default();
    let mut id = String::new();
    for segment in reader.searcher().segment_readers() {
        let fast = segment.fast_fields();
        let Some(ids) = fast.str("id")? else { continue };
        let Some(revisions) = fast.column_opt::<u64>("arrived")? else { continue };
        let times = fast.column_opt::<i64>("arrived_at")?;
        for document in segment.doc_ids_alive() {
            let Some(revision) = revisions.first(document) else { continue };
            let Some(ord) = ids.term_ords(document).next() else { continue };
            id.clear();
            ids.ord_to_str(ord, &mut id)?;
            table.revisions.insert(Hash128::of(id.as_bytes()), revision);
            let at = times.as_ref().and_then(|times| times.first(document));
            table.times.insert(revision, at.unwrap_or_default());
        }
    }
    Ok(table)
}
