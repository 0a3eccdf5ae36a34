//! A library in a temporary folder, and what its index holds.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::{Timestamp, ToSpan as _};
use precis_briefing::{ARTICLE_LIMIT_BYTES, Article, Reading, Vocabulary};
use precis_indexer::{IndexError, Mode, Report, Settings, Silent};
use precis_schema::{Home, Layout, StoredHeader, StoredSection};
use tantivy::TantivyDocument;
use tempfile::TempDir;

/// An article as the index holds it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Held {
    pub(crate) header: StoredHeader,
    pub(crate) sections: Vec<StoredSection>,
}

/// A library that is being written to.
pub(crate) struct Library {
    _folder: TempDir,
    pub(crate) settings: Settings,
}

impl Library {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("library");
        std::fs::create_dir(&library).unwrap();
        let settings = Settings {
            data: library.join(".precis"),
            library,
            vocabulary: Vocabulary::default(),
            ignore: Vec::new(),
            aliases: None,
            threads: 2,
        };
        Self { _folder: folder, settings }
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.settings.library.join(path)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Writes an article in plain text whose summary is `text`.
    pub(crate) fn article(&self, path: &str, text: &str) {
        self.write(path, format!("About {path}\n\nQuick Summary\n{text}\n"));
    }

    pub(crate) fn remove(&self, path: &str) {
        std::fs::remove_file(self.path(path)).unwrap();
    }

    pub(crate) fn rename(&self, from: &str, to: &str) {
        let to = self.path(to);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::rename(self.path(from), to).unwrap();
    }

    /// Runs an update, as if an hour after the last change, so that every file has settled.
    pub(crate) fn update(&self) -> Report {
        self.run(Mode::Update).unwrap()
    }

    pub(crate) fn run(&self, mode: Mode) -> Result<Report, IndexError> {
        precis_indexer::index(&self.settings, mode, later(), &Silent)
    }

    /// Index folder that is served.
    pub(crate) fn folder(&self) -> PathBuf {
        Home::new(&self.settings.data).current().unwrap().expect("there is an index")
    }

    /// Everything the index holds, by id. Fails unless every article is there once and whole.
    pub(crate) fn held(&self) -> BTreeMap<String, Held> {
        held(&self.folder())
    }

    /// The article of that id: path and text of its sections.
    pub(crate) fn text(&self, id: &str) -> Option<(String, String)> {
        let held = self.held().remove(id)?;
        let texts = held.sections.iter().map(|section| section.section.text.as_str());
        Some((held.header.path.clone(), texts.collect::<Vec<_>>().join("\n")))
    }

    pub(crate) fn ids(&self) -> Vec<String> {
        self.held().into_keys().collect()
    }

    /// The revision that each article of the index arrived with, and when, in seconds since 1970-01-01.
    pub(crate) fn arrivals(&self) -> BTreeMap<String, (u64, i64)> {
        let (index, _) = precis_schema::open(&self.folder(), &Layout::new()).unwrap();
        let searcher = index.reader().unwrap().searcher();
        let mut arrivals = BTreeMap::new();
        for segment in searcher.segment_readers() {
            let fast = segment.fast_fields();
            let Some(ids) = fast.str("id").unwrap() else { continue };
            let (revisions, times) =
                (fast.u64("arrived").unwrap(), fast.i64("arrived_at").unwrap());
            for document in segment.doc_ids_alive() {
                let Some(ord) = ids.term_ords(document).next() else { continue };
                let mut id = String::new();
                ids.ord_to_str(ord, &mut id).unwrap();
                let seen: Vec<u64> = revisions.values_for_doc(document).collect();
                assert_eq!(seen.len(), 1, "{id} arrives once");
                arrivals.insert(id, (seen[0], times.first(document).unwrap() / 1000));
            }
        }
        arrivals
    }

    /// What an index made from nothing would hold.
    pub(crate) fn held_afresh(&self) -> BTreeMap<String, Held> {
        let data = tempfile::tempdir().unwrap();
        let settings = Settings { data: data.path().to_owned(), ..self.settings.clone() };
        precis_indexer::index(&settings, Mode::Update, later(), &Silent).unwrap();
        held(&Home::new(data.path()).current().unwrap().unwrap())
    }

    /// Fails unless the index is sound and holds what one made from nothing would.
    #[track_caller]
    pub(crate) fn assert_is_as_if_fresh(&self) {
        let report = precis_indexer::check(&self.settings).unwrap();
        assert_eq!(report.problems, []);
        assert_eq!(self.held(), self.held_afresh());
        assert!(precis_indexer::pending(&self.settings).unwrap().is_empty());
        let again = self.update();
        assert_eq!(counts(&again), (0, 0, 0, self.held().len() as u64));
        assert_eq!((again.bytes_read, again.revision), (0, report.revision));
    }

    /// Copies the data folder aside.
    pub(crate) fn save_data(&self) -> TempDir {
        let copy = tempfile::tempdir().unwrap();
        copy_folder(&self.settings.data, copy.path());
        copy
    }

    /// Puts a copy of the data folder in its place.
    pub(crate) fn restore_data(&self, copy: &TempDir) {
        std::fs::remove_dir_all(&self.settings.data).unwrap();
        std::fs::create_dir(&self.settings.data).unwrap();
        copy_folder(copy.path(), &self.settings.data);
    }
}

pub(crate) fn later() -> Timestamp {
    Timestamp::now() + 1.hour()
}

/// Added, replaced, removed, same.
pub(crate) fn counts(report: &Report) -> (u64, u64, u64, u64) {
    (report.added, report.replaced, report.removed, report.same)
}

fn held(folder: &Path) -> BTreeMap<String, Held> {
    let layout = Layout::new();
    let (index, _) = precis_schema::open(folder, &layout).unwrap();
    let searcher = index.reader().unwrap().searcher();
    let mut articles = BTreeMap::new();
    for segment in searcher.segment_readers() {
        let store = segment.get_store_reader(10).unwrap();
        let mut sections_due = 0;
        let mut last = String::new();
        for document in segment.doc_ids_alive() {
            let document: TantivyDocument = store.get(document).unwrap();
            if sections_due == 0 {
                let header = precis_schema::decode_header(&layout, &document).unwrap();
                sections_due = header.sections;
                last.clone_from(&header.id);
                let held = Held { header, sections: Vec::new() };
                assert!(articles.insert(last.clone(), held).is_none(), "{last} is there twice");
            } else {
                let section = precis_schema::decode_section(&layout, &document).unwrap();
                articles.get_mut(&last).unwrap().sections.push(section);
                sections_due -= 1;
            }
        }
        assert_eq!(sections_due, 0, "{last} is not whole");
    }
    articles
}

fn copy_folder(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&target).unwrap();
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// An article as its native JSON says.
pub(crate) fn native(json: &str) -> Article {
    let vocabulary = Vocabulary::default();
    let reading =
        Reading { path: "a.json", vocabulary: &vocabulary, limit_bytes: ARTICLE_LIMIT_BYTES };
    let mut articles = Vec::new();
    precis_briefing::read(&reading, &mut json.as_bytes(), &mut |member, _| {
        articles.push(member.unwrap().article);
        std::ops::ControlFlow::Continue(())
    })
    .unwrap();
    articles.remove(0)
}
