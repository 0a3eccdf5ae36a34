//! Files packed with gzip or zstd.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;

use crate::read::{Sink, unpacked};
use crate::{Fault, FaultCode, Reading};

/// Endings that a packed file has behind its own, lower case.
const ENDINGS: &[(&str, Packing)] =
    &[(".gz", Packing::Gzip), (".zst", Packing::Zstd), (".zstd", Packing::Zstd)];
/// How much may be unpacked beyond the limit of an article before it must be one: buffers read ahead.
const SLACK_BYTES: u64 = 1024 * 1024;
/// Largest window of zstd, as a power of two: what its own command makes unless told otherwise.
const WINDOW_LOG: u32 = 27;

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstd,
}

impl Packing {
    /// Tells by the first bytes whether a file is packed, and how.
    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1F, 0x8B, 8, ..] => Some(Self::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Self::Zstd),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}

/// Splits a name into that of what is packed, and how the ending says it is packed.
pub(crate) fn split_ending(name: &str) -> (&str, Option<Packing>) {
    let found = ENDINGS.iter().find_map(|(ending, packing)| {
        let at = name.len().checked_sub(ending.len())?;
        let is_it = name.get(at..)?.eq_ignore_ascii_case(ending);
        is_it.then(|| (&name[..at], Some(*packing)))
    });
    found.unwrap_or((name, None))
}

/// Reads a packed file; places are those of what it holds. Fails only when reading the bytes fails.
///
/// What unpacks to more than one article may be is no article: there the reading ends.
pub(crate) fn read(
    reading: &Reading<'_>,
    packing: Packing,
    input: &mut dyn BufRead,
    sink: &mut Sink<'_>,
) -> io::Result<()> {
    let failed = Cell::new(false);
    let since = Cell::new(0);
    let watched = Watched { inner: input, failed: &failed };
    let unpacking: Box<dyn Read + '_> = match packing {
        Packing::Gzip => Box::new(MultiGzDecoder::new(watched)),
        Packing::Zstd => {
            let mut decoder = zstd::stream::read::Decoder::with_buffer(watched)?;
            decoder.window_log_max(WINDOW_LOG)?;
            Box::new(decoder)
        }
    };
    let most = reading.limit_bytes.saturating_add(SLACK_BYTES);
    let mut input = BufReader::new(Bounded { inner: unpacking, since: &since, most });
    let mut ended = false;
    let done = unpacked(reading, &mut input, &mut |result, raw| {
        since.set(0);
        let flow = sink(result, raw);
        ended = flow.is_break();
        flow
    });
    match done {
        Err(error) if failed.get() => Err(error),
        Err(_) if !ended => {
            let fault = if since.get() > most {
                reading.too_large()
            } else {
                let detail = format!("it does not unpack as {}", packing.name());
                Fault::new(FaultCode::Packed, detail)
            };
            let _ = sink(Err(fault), &[]);
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Remembers whether the bytes could not be read, which is not the fault of what is packed.
struct Watched<'a> {
    inner: &'a mut dyn BufRead,
    failed: &'a Cell<bool>,
}

impl Watched<'_> {
    fn note(&self, error: &io::Error) {
        if error.kind() != io::ErrorKind::Interrupted {
            self.failed.set(true);
        }
    }
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let result = self.inner.read(buffer);
        result.inspect_err(|error| self.note(error))
    }
}

impl BufRead for Watched<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let failed = self.failed;
        self.inner.fill_buf().inspect_err(|error| {
            if error.kind() != io::ErrorKind::Interrupted {
                failed.set(true);
            }
        })
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
    }
}

/// Gives no more than `most` bytes without an article among them.
struct Bounded<'a> {
    inner: Box<dyn Read + 'a>,
    since: &'a Cell<u64>,
    most: u64,
}

impl Read for Bounded<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.since.set(self.since.get() + length as u64);
        if self.since.get() > self.most {
            return Err(io::Error::other("it unpacks to more than an article may be"));
        }
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_names_have_another_ending_before() {
        assert_eq!(split_ending("a.jsonl.GZ"), ("a.jsonl", Some(Packing::Gzip)));
        assert_eq!(split_ending("a.txt.zst"), ("a.txt", Some(Packing::Zstd)));
        assert_eq!(split_ending("a.txt"), ("a.txt", None));
        assert_eq!(split_ending("é"), ("é", None));
    }
}
