//! The one error of the command line: what went wrong, and what to do about it.

use std::fmt::Display;
use std::io;

use precis_fetch::{FeedError, FetchError};
use precis_indexer::{IndexError, StoreError};
use precis_query::{OpenError, SearchError};

/// Why a command has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The reader of standard output went away. Not an error.
    ClosedPipe,
    /// To be told on standard error.
    Told {
        /// What went wrong: one clause, no full stop.
        message: String,
        /// What to do about it, one line each; may be none.
        hints: Vec<String>,
    },
}

impl Failure {
    /// Makes a failure of a message.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self::Told { message: message.into(), hints: Vec::new() }
    }

    /// Adds what to do about it.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        if let Self::Told { hints, .. } = &mut self {
            hints.push(hint.into());
        }
        self
    }

    /// Makes a failure of something that could not be done, and the reason.
    pub(crate) fn because(what: impl Display, reason: impl Display) -> Self {
        Self::new(format!("{what}: {reason}"))
    }

    /// Makes a failure of an error in writing an answer; a closed pipe is none.
    pub(crate) fn writing(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::ClosedPipe
        } else {
            Self::because("the answer cannot be written", error)
        }
    }
}

/// Says why the system refused, in words without its error number.
pub(crate) fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read or written".to_owned(),
        _ => error.to_string(),
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        let hint = match &error {
            OpenError::Missing { .. } => "`precis index` builds it",
            OpenError::Stale { .. } | OpenError::Unreadable { .. } => {
                "`precis index --rebuild` makes it anew from the library"
            }
        };
        Self::new(error.to_string()).hint(hint)
    }
}

impl From<SearchError> for Failure {
    fn from(error: SearchError) -> Self {
        let failure = Self::new(error.to_string());
        match &error {
            SearchError::BadCursor | SearchError::BadParameter { .. } | SearchError::Stopped => {
                failure
            }
            SearchError::Unreadable { .. } => {
                failure.hint("`precis index --rebuild` makes it anew from the library")
            }
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let is_disk_full = error.is_disk_full();
        let failure = Self::new(error.to_string());
        match error {
            StoreError::Disk { .. } if is_disk_full => failure.hint("free some disk space"),
            StoreError::Disk { .. } => failure.hint("may this user write to the library?"),
            StoreError::Held { .. } => failure.hint("edit that file instead"),
            StoreError::NotIndexed(_) => failure.hint("`precis index` takes it in"),
        }
    }
}

impl From<FetchError> for Failure {
    fn from(error: FetchError) -> Self {
        let failure = Self::new(error.to_string());
        match error {
            FetchError::Private { .. } => {
                failure.hint("`--private` allows it for the host that is named")
            }
            FetchError::Address { .. } => {
                failure.hint("write it as https://briefings.example.org/feed.atom")
            }
            _ => failure,
        }
    }
}

impl From<FeedError> for Failure {
    fn from(error: FeedError) -> Self {
        let failure = Self::new(error.to_string());
        match error {
            FeedError::Address(error) => error.into(),
            FeedError::Known { .. } => failure.hint("`precis feed fetch` fetches it now"),
            FeedError::NameTaken { .. } => failure.hint("give it another one with `--name`"),
            FeedError::Unknown { .. } => failure.hint("`precis feed list` names them"),
            FeedError::Several { urls, .. } => urls.into_iter().fold(failure, Self::hint),
            FeedError::InSettings { .. } => failure.hint("take it out of that file"),
            FeedError::State { .. } => {
                failure.hint("may this user write to the data folder? `--data DIR` names another")
            }
        }
    }
}

impl From<IndexError> for Failure {
    fn from(error: IndexError) -> Self {
        let hint = match &error {
            IndexError::Busy { .. } => "wait until it is done, then try again",
            IndexError::Library { .. } => "`--library DIR` names another folder of articles",
            IndexError::Data { .. } => {
                "`--data DIR` keeps the index elsewhere, for a library that cannot be written to"
            }
            IndexError::Pattern { .. } => "mend `ignore` in precis.toml",
            IndexError::Engine { .. } => {
                "free some disk space if there is little; `precis index --rebuild` starts afresh"
            }
        };
        Self::new(error.to_string()).hint(hint)
    }
}
