//! The search as people get it, on a collection written out as a library.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use jiff::civil::date;
use jiff::{Zoned, tz::TimeZone};
use precis_briefing::Vocabulary;
use precis_indexer::{Mode, Settings, Silent};
use precis_query::{Library, SearchRequest, Weights};

use super::sets::{Document, native_line};
use crate::outcome::Outcome;

/// A collection indexed as a library.
pub(super) struct Ours {
    library: Library,
    data: PathBuf,
    now: Zoned,
}

impl Ours {
    /// Writes the collection below a folder, indexes it, and opens it for questions.
    pub(super) fn new(documents: &[Document], folder: &Path) -> Outcome<Self> {
        let mut file = BufWriter::new(fs::File::create(folder.join("collection.jsonl"))?);
        for document in documents {
            writeln!(file, "{}", native_line(document))?;
        }
        file.into_inner()?.sync_all()?;
        let settings = Settings {
            library: folder.to_owned(),
            data: folder.join(".precis"),
            vocabulary: Vocabulary::default(),
            ignore: Vec::new(),
            aliases: None,
            threads: 0,
        };
        // A fixed day: the ranking knows recency, and a measurement must be the same tomorrow.
        let now = date(2026, 11, 1).to_zoned(TimeZone::UTC)?;
        let report = precis_indexer::index(&settings, Mode::Update, now.timestamp(), &Silent)?;
        let missing = documents.len() as u64 - report.added.min(documents.len() as u64);
        if missing > 0 {
            println!("  {missing} of {} documents were not indexed:", documents.len());
            for refused in report.refused.iter().take(3) {
                println!("    {}: {}", refused.path, refused.fault);
            }
        }
        let library = Library::open(&settings.data, &settings.vocabulary)?;
        Ok(Self { library, data: settings.data, now })
    }

    /// The same collection, ranked by other weights.
    pub(super) fn weighed(&self, weights: Weights) -> Outcome<Self> {
        let library = Library::open(&self.data, &Vocabulary::default())?.with_weights(weights)?;
        Ok(Self { library, data: self.data.clone(), now: self.now.clone() })
    }

    /// Returns the ids of the best articles of the default search, best first, page by page.
    pub(super) fn search(&self, query: &str, limit: usize) -> Outcome<Vec<String>> {
        let mut request =
            SearchRequest { query: query.to_owned(), limit, ..SearchRequest::default() };
        let mut ids = Vec::new();
        loop {
            let page = self.library.search(&request, &self.now)?;
            let is_last = page.results.is_empty() || page.next.is_none();
            ids.extend(page.results.into_iter().map(|hit| hit.id));
            if is_last || ids.len() >= limit {
                ids.truncate(limit);
                return Ok(ids);
            }
            request.cursor = page.next;
        }
    }
}
