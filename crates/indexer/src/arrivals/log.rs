//! The file of arrivals: an append-only log, rewritten when more than half of it is past.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::ledger::Hash128;
use crate::{durable, frame, state};

/// Version of the records; another one makes the log as good as lost.
const FORMAT: u32 = 1;
/// A log shorter than this is never rewritten.
const SMALL_BYTES: u64 = 256 * 1024;

/// First of each log.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    format: u32,
    /// Name of the revision count that the log goes by.
    epoch: String,
}

/// What a commit brought and took away; first it took, then it brought.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) revision: u64,
    /// In milliseconds since 1970-01-01 UTC.
    pub(super) at_ms: i64,
    pub(super) came: Vec<Hash128>,
    pub(super) went: Vec<Hash128>,
}

/// The file, held by the one who writes.
#[derive(Debug)]
pub(super) struct Log {
    data: PathBuf,
    path: PathBuf,
    epoch: String,
    /// None until it is written for the first time.
    file: Option<File>,
    /// Up to where the file is sound.
    length_bytes: u64,
    /// Length up to which it is not worth looking how much of it is past.
    fine_bytes: u64,
}

impl Log {
    /// A log that is to be written as a whole, over whatever is there.
    pub(super) fn unwritten(data: &Path, epoch: &str) -> Self {
        let path = state::folder(data).join("arrivals");
        Self {
            data: data.to_owned(),
            path,
            epoch: epoch.to_owned(),
            file: None,
            length_bytes: 0,
            fine_bytes: SMALL_BYTES,
        }
    }

    /// Opens a log to write on, behind the last sound record that `take` takes; none if there is none of this epoch.
    pub(super) fn open(
        data: &Path,
        epoch: &str,
        take: &mut dyn FnMut(Record) -> bool,
    ) -> io::Result<Option<Self>> {
        let mut log = Self::unwritten(data, epoch);
        let bytes = match std::fs::read(&log.path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let Some((head, mut at)) = frame::read::<Head>(&bytes) else { return Ok(None) };
        if head.format != FORMAT || head.epoch != epoch {
            return Ok(None);
        }
        while let Some((record, size)) = frame::read::<Record>(&bytes[at..])
            && take(record)
        {
            at += size;
        }
        // What lies behind is cut off by the next write, not by who only looks.
        log.file = Some(OpenOptions::new().write(true).open(&log.path)?);
        log.length_bytes = at as u64;
        Ok(Some(log))
    }

    pub(super) fn is_written(&self) -> bool {
        self.file.is_some()
    }

    /// Writes one record more, durably.
    pub(super) fn append(&mut self, record: &Record) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let mut bytes = Vec::new();
        frame::write(&mut bytes, record)?;
        // What a write that failed half-way left, or a commit that never came, is written over.
        file.set_len(self.length_bytes)?;
        file.seek(SeekFrom::Start(self.length_bytes))?;
        file.write_all(&bytes)?;
        file.sync_data()?;
        self.length_bytes += bytes.len() as u64;
        Ok(())
    }

    /// Writes the log as a whole.
    pub(super) fn rewrite(&mut self, records: impl Fn() -> Vec<Record>) -> io::Result<()> {
        let head = Head { format: FORMAT, epoch: self.epoch.clone() };
        let mut length_bytes = 0;
        state::make_folder(&self.data)?;
        durable::replace(&self.path, |out| {
            length_bytes += frame::write(out, &head)?;
            for record in records() {
                length_bytes += frame::write(out, &record)?;
            }
            Ok(())
        })?;
        self.file = Some(OpenOptions::new().write(true).open(&self.path)?);
        self.length_bytes = length_bytes;
        self.fine_bytes = SMALL_BYTES.max(2 * length_bytes);
        Ok(())
    }

    /// Writes the log as a whole if more than half of it is past. `records` say the same as all of it.
    pub(super) fn compact(&mut self, records: impl Fn() -> Vec<Record>) -> io::Result<()> {
        if self.length_bytes <= self.fine_bytes {
            return Ok(());
        }
        let mut live = 0;
        for record in records() {
            live += frame::write(&mut io::sink(), &record)?;
        }
        self.fine_bytes = SMALL_BYTES.max(2 * live);
        if self.length_bytes <= self.fine_bytes { Ok(()) } else { self.rewrite(records) }
    }
}
