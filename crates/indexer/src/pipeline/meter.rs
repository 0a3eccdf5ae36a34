//! Counts what has been read, for those who watch.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use crate::Progress;

pub(crate) struct Meter<'a> {
    progress: &'a dyn Progress,
    files: AtomicU64,
    articles: AtomicU64,
    bytes: AtomicU64,
}

impl<'a> Meter<'a> {
    pub(crate) fn new(progress: &'a dyn Progress) -> Self {
        Self {
            progress,
            files: AtomicU64::new(0),
            articles: AtomicU64::new(0),
            bytes: AtomicU64::new(0),
        }
    }

    /// Bytes read so far.
    pub(crate) fn total_bytes(&self) -> u64 {
        self.bytes.load(Relaxed)
    }

    pub(crate) fn bytes(&self, count: u64) {
        self.bytes.fetch_add(count, Relaxed);
    }

    pub(crate) fn article(&self) {
        let articles = self.articles.fetch_add(1, Relaxed) + 1;
        // Files of many articles take long; so they are heard of on the way.
        if articles.is_multiple_of(256) {
            self.tell();
        }
    }

    pub(crate) fn file(&self) {
        self.files.fetch_add(1, Relaxed);
        self.tell();
    }

    fn tell(&self) {
        let (files, articles) = (self.files.load(Relaxed), self.articles.load(Relaxed));
        self.progress.read(files, articles, self.total_bytes());
    }
}
