//! When an article came into the library, as the index keeps it beside the article.

use jiff::Timestamp;
use tantivy::TantivyDocument;
use tantivy::indexer::UserOperation;

use crate::{Block, Layout};

/// The commit that an article came with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrival {
    /// Its revision.
    pub revision: u64,
    /// When it was made, to the millisecond.
    pub at: Timestamp,
}

impl Block {
    /// Says when the article arrived: known only once its turn to be written has come.
    pub fn set_arrival(&mut self, layout: &Layout, arrival: Arrival) {
        let header = self.operations.iter_mut().find_map(|operation| match operation {
            UserOperation::Add(document) => Some(document),
            UserOperation::Delete(_) => None,
        });
        if let Some(header) = header {
            let header: &mut TantivyDocument = header;
            header.add_u64(layout.arrived, arrival.revision);
            header.add_i64(layout.arrived_at, arrival.at.as_millisecond());
        }
    }
}
