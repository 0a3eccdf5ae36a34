//! Records of the ledger's log, each with its length and a checksum.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::packed::Packed;

/// Version of the records; another one makes the ledger unreadable, which rebuilds the index.
pub(crate) const FORMAT: u32 = 1;

/// Bytes before each record: length (4) and checksum (8), little-endian.
const HEAD_BYTES: usize = 12;

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

/// Writes a record and returns its size in bytes.
pub(crate) fn write(out: &mut impl Write, record: &Borrowed<'_>) -> io::Result<u64> {
    let payload = postcard::to_stdvec(record).map_err(io::Error::other)?;
    let length = u32::try_from(payload.len())
        .map_err(|_| io::Error::new(io::ErrorKind::FileTooLarge, "a record of the ledger"))?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&checksum(&payload))?;
    out.write_all(&payload)?;
    Ok((payload.len() + HEAD_BYTES) as u64)
}

/// Takes the first record off some bytes, with its size; none where they end, are torn or damaged.
pub(crate) fn read(bytes: &[u8]) -> Option<(Owned, usize)> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (sum, rest) = rest.split_first_chunk::<8>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    let payload = rest.get(..length)?;
    if checksum(payload) != *sum {
        return None;
    }
    Some((postcard::from_bytes(payload).ok()?, HEAD_BYTES + length))
}

fn checksum(payload: &[u8]) -> [u8; 8] {
    let hash = blake3::hash(payload);
    let mut sum = [0; 8];
    sum.copy_from_slice(&hash.as_bytes()[..8]);
    sum
}
