//! A reader that hashes and counts what goes through it.

use std::io::{self, BufRead, Read};

use crate::ledger::Hash128;

pub(crate) struct Hashing<R> {
    inner: R,
    hasher: blake3::Hasher,
}

impl<R: BufRead> Hashing<R> {
    pub(crate) fn new(inner: R) -> Self {
        Self { inner, hasher: blake3::Hasher::new() }
    }

    /// Returns how many bytes went through.
    pub(crate) fn count(&self) -> u64 {
        self.hasher.count()
    }

    /// Reads to the end, and returns the hash of all that went through.
    pub(crate) fn finish(&mut self) -> io::Result<Hash128> {
        loop {
            let length = self.fill_buf()?.len();
            if length == 0 {
                return Ok(self.hasher.finalize().into());
            }
            self.consume(length);
        }
    }
}

impl<R: BufRead> Read for Hashing<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.hasher.update(&buffer[..length]);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Hashing<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        loop {
            // Asked for twice, because the borrow of the first cannot be given away from inside the loop.
            match self.inner.fill_buf() {
                Ok(_) => return self.inner.fill_buf(),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn consume(&mut self, amount: usize) {
        // What is consumed is still in the buffer, so this reads nothing and cannot fail.
        if let Ok(buffer) = self.inner.fill_buf() {
            self.hasher.update(&buffer[..amount.min(buffer.len())]);
        }
        self.inner.consume(amount);
    }
}
