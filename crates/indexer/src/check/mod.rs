//! Whether the index is sound: its files, its blocks, and that it holds what the ledger says.

mod blocks;

use std::collections::HashMap;
use std::panic::{self, AssertUnwindSafe};

use precis_schema::{Home, Layout, SchemaError};
use tantivy::{Index, ReloadPolicy};

use crate::ledger::{self, Ledger};
use crate::{IndexError, Refused, Settings, Shadowed, standing};

/// What was found in an index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CheckReport {
    /// Articles in it.
    pub articles: u64,
    /// Sections in it.
    pub sections: u64,
    /// Name of the revision count; empty without a usable index.
    pub epoch: String,
    /// Revision of the index; 0 without a usable index.
    pub revision: u64,
    /// What is wrong. None of it endangers an article: a rebuild mends it all.
    pub problems: Vec<Problem>,
    /// Files and members that could not be read as articles, as of the last run.
    pub refused: Vec<Refused>,
    /// Articles that were read, and what was mended on the way, as of the last run.
    pub noted: Vec<Refused>,
    /// Articles hidden behind another one with the same id, as of the last run.
    pub shadowed: Vec<Shadowed>,
}

/// Something wrong with an index.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Problem {
    /// There is none.
    #[error("there is no index yet")]
    NoIndex,
    /// It was made by another version, or never finished.
    #[error("the index was made by another version")]
    OtherVersion,
    /// The engine cannot open or read it.
    #[error("the index cannot be read: {reason}")]
    Unreadable {
        /// What the engine said.
        reason: String,
    },
    /// A file of the index does not match its checksum.
    #[error("the index file {file} is damaged")]
    DamagedFile {
        /// Name of the file in the index folder.
        file: String,
    },
    /// The documents of an article do not stand together as they should.
    #[error("the documents of `{id}` are out of order")]
    BrokenBlock {
        /// Id of the article.
        id: String,
    },
    /// An article is in the index more than once.
    #[error("`{id}` is in the index more than once")]
    Twice {
        /// Id of the article.
        id: String,
    },
    /// An article that was indexed is not in the index.
    #[error("`{id}` is missing from the index")]
    Missing {
        /// Id of the article.
        id: String,
    },
    /// The index holds an article of which the ledger knows nothing.
    #[error("`{id}` is in the index, but no file is known for it")]
    Unknown {
        /// Id of the article.
        id: String,
    },
    /// The ledger is missing or damaged.
    #[error("the list of files is missing or damaged")]
    NoLedger,
    /// A run is under way, or the last one was cut off; the next one settles it.
    #[error("an indexing run is under way or was cut off")]
    Unfinished,
}

/// Checks the index whole, without lock and without writing. Reads all of it.
///
/// Fails when the data folder cannot be read.
pub fn check(settings: &Settings) -> Result<CheckReport, IndexError> {
    let home = Home::new(&settings.data);
    let mut report = CheckReport::default();
    let Some(folder) = home.current().map_err(IndexError::at(home.data()))? else {
        report.problems.push(Problem::NoIndex);
        return Ok(report);
    };
    let layout = Layout::new();
    let ledger = ledger::load(&folder).map_err(IndexError::at(&folder))?;
    let unreadable = |reason: String| Problem::Unreadable { reason };
    match precis_schema::open(&folder, &layout) {
        Ok((index, stamp)) => {
            report.epoch = stamp.epoch;
            report.revision = stamp.revision;
            // The engine may panic over damaged files; that is what a check is to find.
            let found =
                panic::catch_unwind(AssertUnwindSafe(|| contents(&index, &layout, &mut report)));
            match found {
                Ok(Ok(Some(articles))) => compare(&mut report, ledger.as_ref(), &articles),
                Ok(Ok(None)) => {}
                Ok(Err(error)) => report.problems.push(unreadable(error.to_string())),
                Err(_) => report.problems.push(unreadable("its files are damaged".to_owned())),
            }
        }
        Err(SchemaError::Stale { .. }) => report.problems.push(Problem::OtherVersion),
        Err(error) => report.problems.push(unreadable(error.to_string())),
    }
    match &ledger {
        Some(ledger) => {
            let last = standing::report(ledger);
            (report.refused, report.noted) = (last.refused, last.noted);
            report.shadowed = last.shadowed;
        }
        None => report.problems.push(Problem::NoLedger),
    }
    report.problems.sort();
    report.problems.dedup();
    Ok(report)
}

/// Goes through the index; returns how often each article is in it, or none if its files are damaged.
fn contents(
    index: &Index,
    layout: &Layout,
    report: &mut CheckReport,
) -> tantivy::Result<Option<HashMap<String, u64>>> {
    let damaged = index.validate_checksum()?;
    if !damaged.is_empty() {
        let file = |path: std::path::PathBuf| path.to_string_lossy().into_owned();
        let damaged = damaged.into_iter().map(|path| Problem::DamagedFile { file: file(path) });
        report.problems.extend(damaged);
        return Ok(None);
    }
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let mut articles = HashMap::new();
    for segment in reader.searcher().segment_readers() {
        blocks::walk(segment, layout, &mut |id, block| match block {
            blocks::Block::Whole { sections } => {
                report.articles += 1;
                report.sections += sections;
                *articles.entry(id.to_owned()).or_default() += 1;
            }
            blocks::Block::Deleted => {}
            blocks::Block::Broken => {
                report.problems.push(Problem::BrokenBlock { id: id.to_owned() });
            }
        })?;
    }
    Ok(Some(articles))
}

fn compare(report: &mut CheckReport, ledger: Option<&Ledger>, articles: &HashMap<String, u64>) {
    let twice = articles.iter().filter(|(_, count)| **count > 1);
    report.problems.extend(twice.map(|(id, _)| Problem::Twice { id: id.clone() }));
    let Some(ledger) = ledger else { return };
    if ledger.revision != report.revision || !ledger.doubt.is_empty() {
        report.problems.push(Problem::Unfinished);
        return;
    }
    let members = ledger.files.values().flat_map(|entry| &entry.members);
    let mut known: HashMap<&str, bool> = HashMap::new();
    for member in members.filter(|member| !member.hidden) {
        known.insert(&member.id, articles.contains_key(&*member.id));
    }
    let missing = known.iter().filter(|(_, there)| !**there);
    report.problems.extend(missing.map(|(id, _)| Problem::Missing { id: (*id).to_owned() }));
    let unknown = articles.keys().filter(|id| !known.contains_key(id.as_str()));
    report.problems.extend(unknown.map(|id| Problem::Unknown { id: id.clone() }));
}
