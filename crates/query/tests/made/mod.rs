//! Small libraries made in memory and written straight into an index, segment by segment.

#![allow(dead_code, reason = "each test file uses its part")]

use std::collections::HashMap;
use std::path::Path;

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Zoned};
use precis_briefing::{Article, Kind, Section, TitleFrom, Unit, UnitKind, Vocabulary};
use precis_query::Library;
use precis_schema::{Arrival, Encoder, FileMeta, Home, Layout, Stamp, create};
use tantivy::indexer::NoMergePolicy;
use tantivy::{Index, IndexWriter, TantivyDocument};

/// A noon on which nothing depends.
pub fn now() -> Zoned {
    jiff::civil::date(2026, 11, 23).at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap()
}

/// An article whose sections are lists of sentences.
pub fn article(id: &str, title: Option<&str>, sections: &[(Kind, &[&str])]) -> Article {
    let mut counts = std::collections::HashMap::new();
    let sections = sections
        .iter()
        .map(|(kind, sentences)| {
            let mut text = String::new();
            let mut units = Vec::new();
            for sentence in *sentences {
                if !text.is_empty() {
                    text.push(' ');
                }
                let start = text.len();
                text.push_str(sentence);
                let kind = UnitKind::Sentence;
                units.push(Unit { kind, span: start..text.len(), source: None });
            }
            let count = counts.entry(*kind).and_modify(|n| *n += 1).or_insert(1);
            let anchor = match *count {
                1 => kind.as_str().to_owned(),
                n => format!("{}-{n}", kind.as_str()),
            };
            Section {
                kind: *kind,
                heading: (*kind != Kind::Lead).then(|| kind.label().to_owned()),
                heading_in_vocabulary: *kind != Kind::Other,
                subheadings: Vec::new(),
                anchor,
                text,
                units,
            }
        })
        .collect();
    Article {
        id: id.to_owned(),
        title: title.unwrap_or("derived").to_owned(),
        title_from: if title.is_some() { TitleFrom::Given } else { TitleFrom::Text },
        date: None,
        date_from: None,
        source: None,
        source_from: None,
        author: None,
        url: None,
        tags: Vec::new(),
        language: None,
        extra: serde_json::Map::new(),
        sections,
    }
}

/// An index under construction: each commit is a segment, and none are merged until asked.
pub struct Made {
    pub dir: tempfile::TempDir,
    layout: Layout,
    index: Index,
    writer: Option<IndexWriter<TantivyDocument>>,
    revision: u64,
    arrived: HashMap<String, Arrival>,
}

impl Made {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::new(dir.path());
        let folder = home.begin().unwrap();
        let layout = Layout::new();
        let index = create(&folder, &layout).unwrap();
        home.publish(&folder).unwrap();
        Self { dir, layout, index, writer: None, revision: 0, arrived: HashMap::new() }
    }

    fn writer(&mut self) -> &mut IndexWriter<TantivyDocument> {
        let index = &self.index;
        self.writer.get_or_insert_with(|| {
            let writer = index.writer_with_num_threads(1, 15_000_000).unwrap();
            writer.set_merge_policy(Box::new(NoMergePolicy));
            writer
        })
    }

    /// Puts articles in, in place of those with the same ids, and commits.
    pub fn put<'a>(&mut self, articles: impl IntoIterator<Item = &'a Article>) {
        let mut encoder = Encoder::new(self.layout.clone());
        for article in articles {
            let file = FileMeta { path: format!("{}.txt", article.id), place: None };
            let mut block = encoder.block(article, &file);
            let revision = self.revision + 1;
            // A minute a revision, from noon on.
            let at = date(2026, 5, 1).at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
            let at = at + SignedDuration::from_mins(i64::try_from(revision).unwrap());
            let arrival = self.arrived.entry(article.id.clone());
            block.set_arrival(&self.layout, *arrival.or_insert(Arrival { revision, at }));
            self.writer().run(block.operations).unwrap();
        }
        self.commit();
    }

    /// Takes articles out, and commits.
    pub fn remove(&mut self, ids: &[&str]) {
        let encoder = Encoder::new(self.layout.clone());
        for id in ids {
            self.arrived.remove(*id);
            self.writer().run(encoder.removal(id)).unwrap();
        }
        self.commit();
    }

    fn commit(&mut self) {
        self.revision += 1;
        let payload = Stamp::new("made", self.revision).to_payload();
        let mut commit = self.writer().prepare_commit().unwrap();
        commit.set_payload(&payload);
        commit.commit().unwrap();
    }

    /// Merges all segments into one.
    pub fn merge(&mut self) {
        let segments = self.index.searchable_segment_ids().unwrap();
        self.writer().merge(&segments).wait().unwrap();
        self.commit();
    }

    pub fn segments(&self) -> usize {
        self.index.searchable_segment_ids().unwrap().len()
    }

    pub fn open(&self) -> Library {
        open(self.dir.path())
    }
}

pub fn open(data: &Path) -> Library {
    Library::open(data, &Vocabulary::default()).unwrap()
}
