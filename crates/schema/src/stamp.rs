//! What each commit says of itself.

use serde::{Deserialize, Serialize};

/// Travels in the payload of each commit, so that index and revision can never disagree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Name of the revision count.
    pub epoch: String,
    /// Revision that the commit made.
    pub revision: u64,
    /// [`crate::VERSION`] of the program that made the index.
    pub schema: u32,
    /// [`precis_analysis::VERSION`] of the program that made the index.
    pub analyzer: u32,
}

impl Stamp {
    /// Stamps a revision with the versions of this program.
    #[must_use]
    pub fn new(epoch: &str, revision: u64) -> Self {
        Self {
            epoch: epoch.to_owned(),
            revision,
            schema: crate::VERSION,
            analyzer: precis_analysis::VERSION,
        }
    }

    /// Tells whether layout and analysis are those of this program.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        self.schema == crate::VERSION && self.analyzer == precis_analysis::VERSION
    }

    /// Writes the stamp as a commit's payload.
    #[must_use]
    pub fn to_payload(&self) -> String {
        serde_json::json!({
            "epoch": self.epoch,
            "revision": self.revision,
            "schema": self.schema,
            "analyzer": self.analyzer,
        })
        .to_string()
    }

    /// Reads the stamp from a commit's payload; none if it is not one of ours.
    #[must_use]
    pub fn from_payload(payload: &str) -> Option<Self> {
        serde_json::from_str(payload).ok()
    }
}
