//! How far a run has come.

/// Hears how far a run has come. Called from several threads.
pub trait Progress: Sync {
    /// Files found so far, and how many of them are to be read; the last call of a scan has `done`.
    fn scanned(&self, files: u64, to_read: u64, done: bool);
    /// Files read so far, articles in them, and bytes.
    fn read(&self, files: u64, articles: u64, bytes: u64);
    /// All is read; the index is being written out.
    fn committing(&self);
}

/// A [`Progress`] that nobody hears.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Progress for Silent {
    fn scanned(&self, _: u64, _: u64, _: bool) {}
    fn read(&self, _: u64, _: u64, _: u64) {}
    fn committing(&self) {}
}
