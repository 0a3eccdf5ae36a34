//! A body as it comes in, read on a thread that may block.

use std::cell::Cell;
use std::io::{self, BufRead, Read};

use axum::body::Bytes;
use tokio::sync::mpsc::{Receiver, error::TryRecvError};

/// Pieces of a body, in order. Where it breaks off it ends, so that what came whole is not lost.
pub(crate) struct Feed<'a> {
    pieces: Receiver<io::Result<Bytes>>,
    current: Bytes,
    /// Why it broke off.
    broken: &'a Cell<Option<io::Error>>,
    /// Called before the next piece has to be waited for.
    idle: &'a dyn Fn(),
}

impl<'a> Feed<'a> {
    pub(crate) fn new(
        pieces: Receiver<io::Result<Bytes>>,
        broken: &'a Cell<Option<io::Error>>,
        idle: &'a dyn Fn(),
    ) -> Self {
        Self { pieces, current: Bytes::new(), broken, idle }
    }

    fn next(&mut self) -> Option<io::Result<Bytes>> {
        match self.pieces.try_recv() {
            Ok(piece) => Some(piece),
            Err(TryRecvError::Disconnected) => None,
            Err(TryRecvError::Empty) => {
                (self.idle)();
                self.pieces.blocking_recv()
            }
        }
    }
}

impl BufRead for Feed<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.current.is_empty() {
            match self.next() {
                None => break,
                Some(Ok(piece)) => self.current = piece,
                Some(Err(error)) => {
                    self.broken.set(Some(error));
                    break;
                }
            }
        }
        Ok(&self.current)
    }

    fn consume(&mut self, amount: usize) {
        let _ = self.current.split_to(amount.min(self.current.len()));
    }
}

impl Read for Feed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let there = self.fill_buf()?;
        let length = there.len().min(buffer.len());
        buffer[..length].copy_from_slice(&there[..length]);
        self.consume(length);
        Ok(length)
    }
}
