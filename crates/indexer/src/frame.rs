//! Records of a log, each with its length and a checksum, so that a torn end is known as one.

use std::io::{self, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Bytes before each record: length (4) and checksum (8), little-endian.
const HEAD_BYTES: usize = 12;

/// Writes a record and returns its size in bytes.
pub(crate) fn write(out: &mut impl Write, record: &impl Serialize) -> io::Result<u64> {
    let payload = postcard::to_stdvec(record).map_err(io::Error::other)?;
    let length = u32::try_from(payload.len())
        .map_err(|_| io::Error::new(io::ErrorKind::FileTooLarge, "a record of a log"))?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(&checksum(&payload))?;
    out.write_all(&payload)?;
    Ok((payload.len() + HEAD_BYTES) as u64)
}

/// Takes the first record off some bytes, with its size; none where they end, are torn or damaged.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<(T, usize)> {
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
