//! What the ledger keeps of one file.

use std::ops::Range;

use precis_briefing::Fault;
use serde::{Deserialize, Serialize};

use crate::stat::Stat;

/// The first half of a blake3 hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Hash128([u8; 16]);

impl Hash128 {
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self::from(blake3::hash(bytes))
    }
}

impl From<blake3::Hash> for Hash128 {
    fn from(hash: blake3::Hash) -> Self {
        let mut half = [0; 16];
        half.copy_from_slice(&hash.as_bytes()[..16]);
        Self(half)
    }
}

/// What the ledger keeps of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// As it was when the file was opened.
    pub(crate) stat: Stat,
    /// Whether an equal stat proves equal contents; otherwise they are hashed.
    pub(crate) settled: bool,
    /// Hash of the whole file; none if it could not be read to its end.
    pub(crate) hash: Option<Hash128>,
    /// Its articles, by place.
    pub(crate) members: Vec<Member>,
    /// Refusals and notes, by place.
    pub(crate) faults: Vec<Fault>,
}

/// One article of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Member {
    pub(crate) id: Box<str>,
    pub(crate) place: Option<u64>,
    /// Half-open byte range in the file.
    pub(crate) range: Range<u64>,
    /// Hash of the bytes it was read from.
    pub(crate) hash: Hash128,
    /// Whether another article with the same id is searched in its stead.
    pub(crate) hidden: bool,
}

/// Returns the name of an article by where it stands: `path`, or `path@place` for a member.
pub(crate) fn spot(path: &str, place: Option<u64>) -> String {
    place.map_or_else(|| path.to_owned(), |place| format!("{path}@{place}"))
}
