//! Our side: through the doors that the front ends use.

use std::path::Path;
use std::time::Instant;

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use precis_briefing::Vocabulary;
use precis_indexer::{Mode, Report, Settings, Silent};
use precis_query::{Library, SearchRequest};

use super::questions::Question;
use crate::outcome::Outcome;

/// Brings the index in line with the library, and returns the seconds that took and what was done.
pub(super) fn index(library: &Path, data: &Path) -> Outcome<(f64, Report)> {
    let settings = Settings {
        library: library.to_owned(),
        data: data.to_owned(),
        vocabulary: Vocabulary::default(),
        ignore: Vec::new(),
        aliases: None,
        threads: 0,
    };
    let start = Instant::now();
    let report = precis_indexer::index(&settings, Mode::Update, Timestamp::now(), &Silent)?;
    Ok((start.elapsed().as_secs_f64(), report))
}

/// Our library, ready to answer as the server has it.
pub(super) struct OurSearch {
    library: Library,
    now: Zoned,
}

impl OurSearch {
    pub(super) fn open(data: &Path) -> Outcome<Self> {
        let now = date(2026, 11, 1).to_zoned(TimeZone::UTC)?;
        Ok(Self { library: Library::open(data, &Vocabulary::default())?, now })
    }

    /// Answers with the number of articles and the snippets of the ten best.
    pub(super) fn answer(&self, question: &Question) -> Outcome<(usize, Vec<String>)> {
        let query = question.typed();
        if let Question::Typing(_) = question {
            let answer = self.library.suggest(&query, &self.now)?;
            let texts = answer.suggestions.into_iter().map(|suggestion| suggestion.text);
            return Ok((0, texts.collect()));
        }
        let facets = matches!(question, Question::Faceted(_));
        let request = SearchRequest { query, facets, limit: 10, ..SearchRequest::default() };
        let answer = self.library.search(&request, &self.now)?;
        let sections = answer.results.into_iter().flat_map(|hit| hit.sections);
        let snippets = sections.flat_map(|section| section.snippets).map(|snippet| snippet.text);
        Ok((usize::try_from(answer.total)?, snippets.collect()))
    }
}
