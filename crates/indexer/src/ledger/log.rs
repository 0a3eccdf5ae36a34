//! The ledger's file: an append-only log, rewritten when more than half of it is past.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::frame::{self, Borrowed, FORMAT, Owned, Record};
use super::packed::Packed;
use super::{Change, Entry, Ledger};
use crate::durable;

/// A log shorter than this is never rewritten.
const SMALL_BYTES: u64 = 256 * 1024;

/// The ledger's file, held by the one who writes.
#[derive(Debug)]
pub(crate) struct Log {
    path: PathBuf,
    file: File,
    /// Up to where the file is sound.
    length_bytes: u64,
    /// Length up to which it is not worth looking how much of it is past.
    fine_bytes: u64,
}

/// Reads the ledger of an index folder without a lock; none if there is none or its head cannot be understood.
pub(crate) fn load(folder: &Path) -> io::Result<Option<Ledger>> {
    Ok(read(folder)?.map(|(ledger, _)| ledger))
}

fn file(folder: &Path) -> PathBuf {
    folder.join("ledger")
}

/// Reads a log up to its end or the first torn record, with its sound length.
fn read(folder: &Path) -> io::Result<Option<(Ledger, u64)>> {
    let bytes = match std::fs::read(file(folder)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let Some((Record::Opened { format: FORMAT, reading }, mut at)) = frame::read::<Owned>(&bytes)
    else {
        return Ok(None);
    };
    let mut ledger = Ledger::new(reading);
    while let Some((record, size)) = frame::read::<Owned>(&bytes[at..]) {
        at += size;
        match record {
            Record::Opened { .. } => return Ok(None),
            Record::Intent { revision, ids } => {
                ledger.doubt.revision = ledger.doubt.revision.max(revision);
                ledger.doubt.ids.extend(ids);
            }
            Record::Put { path, entry, .. } => {
                let entry = entry.unpack(&path);
                ledger.files.insert(path, entry);
            }
            Record::Gone { path, .. } => {
                ledger.files.remove(&path);
            }
            Record::Done { revision } => {
                ledger.revision = revision;
                ledger.doubt = super::Doubt::default();
            }
        }
    }
    Ok(Some((ledger, at as u64)))
}

impl Log {
    /// Starts a log in a new index folder.
    pub(crate) fn create(folder: &Path, reading: [u8; 16]) -> io::Result<Self> {
        let path = file(folder);
        let mut file = OpenOptions::new().create(true).truncate(true).write(true).open(&path)?;
        let length_bytes = frame::write(&mut file, &Borrowed::Opened { format: FORMAT, reading })?;
        file.sync_all()?;
        durable::sync_folder(folder)?;
        Ok(Self { path, file, length_bytes, fine_bytes: SMALL_BYTES })
    }

    /// Opens the log of an index folder to write on, behind its last sound record.
    pub(crate) fn open(folder: &Path) -> io::Result<Option<(Self, Ledger)>> {
        let Some((ledger, length_bytes)) = read(folder)? else { return Ok(None) };
        let path = file(folder);
        let mut file = OpenOptions::new().write(true).open(&path)?;
        file.set_len(length_bytes)?;
        file.seek(SeekFrom::Start(length_bytes))?;
        Ok(Some((Self { path, file, length_bytes, fine_bytes: SMALL_BYTES }, ledger)))
    }

    /// Notes which ids a commit is about to write or delete. To be called before it.
    pub(crate) fn intend<'a>(
        &mut self,
        revision: u64,
        ids: impl Iterator<Item = &'a str>,
    ) -> io::Result<()> {
        self.append(std::iter::once(Record::Intent { revision, ids: ids.collect() }))
    }

    /// Notes what became of files. To be called after the commit.
    pub(crate) fn record(&mut self, revision: u64, changes: &[Change]) -> io::Result<()> {
        let changes = changes.iter().map(|change| match change {
            Change::Put(path, entry) => put(revision, path, entry),
            Change::Gone(path) => Record::Gone { revision, path: &**path },
        });
        self.append(changes.chain(std::iter::once(Record::Done { revision })))
    }

    fn append<'a>(&mut self, records: impl Iterator<Item = Borrowed<'a>>) -> io::Result<()> {
        // A write that failed half-way is written over.
        self.file.seek(SeekFrom::Start(self.length_bytes))?;
        let mut added = 0;
        let mut out = BufWriter::new(&self.file);
        for record in records {
            added += frame::write(&mut out, &record)?;
        }
        out.flush()?;
        drop(out);
        self.file.set_len(self.length_bytes + added)?;
        self.file.sync_data()?;
        self.length_bytes += added;
        Ok(())
    }

    /// Writes the log anew if more than half of it is past. `ledger` must be all that the log says.
    pub(crate) fn compact(&mut self, ledger: &Ledger) -> io::Result<()> {
        if self.length_bytes <= self.fine_bytes {
            return Ok(());
        }
        let mut live = 0;
        for record in records(ledger) {
            live += frame::write(&mut io::sink(), &record)?;
        }
        self.fine_bytes = SMALL_BYTES.max(2 * live);
        if self.length_bytes <= self.fine_bytes {
            return Ok(());
        }
        durable::replace(&self.path, |out| {
            for record in records(ledger) {
                frame::write(out, &record)?;
            }
            Ok(())
        })?;
        self.file = OpenOptions::new().write(true).open(&self.path)?;
        self.length_bytes = live;
        Ok(())
    }
}

fn put<'a>(revision: u64, path: &'a str, entry: &Entry) -> Borrowed<'a> {
    Record::Put { revision, path, entry: Packed::new(path, entry) }
}

/// The shortest log that says what a ledger says.
fn records(ledger: &Ledger) -> impl Iterator<Item = Borrowed<'_>> {
    let revision = ledger.revision;
    let head = Record::Opened { format: FORMAT, reading: ledger.reading };
    let files = ledger.files.iter().map(move |(path, entry)| put(revision, path, entry));
    std::iter::once(head).chain(files).chain(std::iter::once(Record::Done { revision }))
}
