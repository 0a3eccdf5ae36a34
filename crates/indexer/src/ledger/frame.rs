//! Records of the ledger's log.

use serde::{Deserialize, Serialize};

use super::packed::Packed;
pub(crate) use crate::frame::{read, write};

/// Version of the records; another one makes the ledger unreadable, which rebuilds the index.
pub(crate) const FORMAT: u32 = 1;

/// One record. `P` is how it holds paths and ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Record<P> {
    /// First of each log: its format, and how articles were read.
    Opened { format: u32, reading: [u8; 16] },
    /// A commit is about to be made that writes or deletes these ids.
    Intent { revision: u64, ids: Vec<P> },
    /// A file as of a revision.
    Put { revision: u64, path: P, entry: Packed },
    /// A file that is gone as of a revision.
    Gone { revision: u64, path: P },
    /// All of a revision is written.
    Done { revision: u64 },
}

/// A record as it is read.
pub(crate) type Owned = Record<Box<str>>;
/// A record as it is written.
pub(crate) type Borrowed<'a> = Record<&'a str>;
