//! What is to be read, and what comes of it.

use precis_briefing::Fault;
use precis_schema::Block;

use crate::ledger::{Entry, Hash128, Member};
use crate::scan::Found;
use crate::stat::Stat;

/// A file that is to be read.
#[derive(Debug)]
pub(crate) struct Task<'a> {
    pub(crate) found: &'a Found,
    /// What the ledger knows of it.
    pub(crate) prior: Option<&'a Entry>,
    pub(crate) want: Want,
}

/// Which articles of a file are wanted as blocks.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Want {
    /// Those that are not searched already as they are.
    Changed,
    /// Those that start at these bytes, sorted, provided the file is as the ledger says.
    Only(Vec<u64>),
}

/// Part of what comes of a file: articles in their order, then one end.
#[derive(Debug)]
pub(crate) enum Piece {
    Article(Parsed),
    End(End),
}

/// One article.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) member: Member,
    /// None if it is not wanted.
    pub(crate) block: Option<Block>,
}

/// How the reading of a file ended.
#[derive(Debug)]
pub(crate) enum End {
    /// It holds the bytes that the ledger knows; no article was handed over.
    Same(Stat),
    /// All of it was read.
    Read { stat: Stat, hash: Hash128, faults: Vec<Fault> },
    /// Its bytes are not those of the ledger, as [`Want::Only`] asks; no article was handed over.
    Different,
    /// It went away since it was found.
    Gone,
    /// Opening it failed, or reading, perhaps after some articles.
    Unreadable { stat: Option<Stat>, reason: String, faults: Vec<Fault> },
}
