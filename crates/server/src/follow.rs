//! Who follows the library as it grows: how many there may be, and what tells them that it moved.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

/// Where those who follow the library are told of it.
#[derive(Debug)]
pub(crate) struct Follow {
    told: watch::Sender<Told>,
    places: Arc<Semaphore>,
}

/// What they are told; to be looked at anew whenever it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Told {
    /// How often the library moved.
    moves: u64,
    /// Whether the server ends.
    pub(crate) is_ending: bool,
}

impl Follow {
    pub(crate) fn new(places: usize) -> Self {
        let places = Arc::new(Semaphore::new(places.min(Semaphore::MAX_PERMITS)));
        Self { told: watch::Sender::default(), places }
    }

    /// Takes a place, to be kept as long as one follows; none if there is none left.
    pub(crate) fn take_place(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.places).try_acquire_owned().ok()
    }

    /// Hears of all that is told from now on.
    pub(crate) fn listen(&self) -> watch::Receiver<Told> {
        self.told.subscribe()
    }

    /// The library may be at another revision.
    pub(crate) fn moved(&self) {
        self.told.send_modify(|told| told.moves = told.moves.wrapping_add(1));
    }

    /// The server ends.
    pub(crate) fn end(&self) {
        self.told.send_modify(|told| told.is_ending = true);
    }
}
