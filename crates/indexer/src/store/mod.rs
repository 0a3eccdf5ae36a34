//! Articles into the library: durable files, each the old one or the new one after any crash.

mod files;
mod incoming;
mod unheld;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;
use precis_briefing::{Article, native_json};

use crate::ledger::{Hash128, Ledger};
use crate::stat::Stat;
use crate::{Settings, StoreError};
pub(crate) use files::sweep;
use files::{New, write_all};
use incoming::Incoming;
pub use unheld::store_articles;

/// Locks that ids share by their hash.
const LOCKS: usize = 64;

/// Files that are remembered as written by us, so that hearing of them means nothing new.
const OWN: usize = 20_000;

/// An article as it lies in the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its id.
    pub id: String,
    /// Path of its file inside the library.
    pub path: String,
    /// Whether the file was written; otherwise it held these very bytes.
    pub is_written: bool,
    /// Whether there was no such file before.
    pub is_new: bool,
}

/// The files that articles from outside are stored as: one native JSON file each, below `incoming/`.
#[derive(Debug)]
pub(crate) struct Store {
    library: PathBuf,
    incoming: Mutex<Incoming>,
    locks: Vec<Mutex<()>>,
    own: Mutex<HashMap<PathBuf, Stat>>,
}

/// Keeps everybody else from storing or removing some ids.
pub(crate) struct Locked<'a> {
    _guards: Vec<MutexGuard<'a, ()>>,
}

impl Store {
    pub(crate) fn new(settings: &Settings) -> Self {
        Self::of(&settings.library)
    }

    pub(crate) fn of(library: &Path) -> Self {
        Self {
            // As events name it, and as a folder that is not there does no harm.
            library: library.canonicalize().unwrap_or_else(|_| library.to_owned()),
            incoming: Mutex::default(),
            locks: std::iter::repeat_with(Mutex::default).take(LOCKS).collect(),
            own: Mutex::default(),
        }
    }

    /// Tells whether a file, by its whole path, is as this store has just written it: it has been asked to be looked
    /// at already.
    pub(crate) fn is_own(&self, path: &Path) -> bool {
        let own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(written) = own.get(path) else { return false };
        path.symlink_metadata().is_ok_and(|now| Stat::of(&now) == *written)
    }

    fn note_own(&self, paths: Vec<PathBuf>) {
        let stats = paths.into_iter().filter_map(|path| {
            let stat = Stat::of(&path.symlink_metadata().ok()?);
            Some((path, stat))
        });
        let stats: Vec<_> = stats.collect();
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        if own.len() > OWN {
            own.clear();
        }
        own.extend(stats);
    }

    /// Waits until nobody else stores or removes one of these ids.
    pub(crate) fn lock<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Locked<'_> {
        let number = |id: &str| usize::from(blake3::hash(id.as_bytes()).as_bytes()[0]) % LOCKS;
        let mut numbers: Vec<usize> = ids.into_iter().map(number).collect();
        // Everybody takes them in the same order, so that nobody waits for each other.
        numbers.sort_unstable();
        numbers.dedup();
        let guard =
            |number: usize| self.locks[number].lock().unwrap_or_else(PoisonError::into_inner);
        Locked { _guards: numbers.into_iter().map(guard).collect() }
    }

    /// Stores articles durably, under their lock: in place of the file below `incoming/` that holds the id, wherever
    /// it lies, else in the folder of the article's month. Of several with one id, the last is kept.
    ///
    /// Fails when one cannot be written; others may have been written then.
    pub(crate) fn put(
        &self,
        articles: &[Article],
        _: &Locked<'_>,
    ) -> Result<Vec<Stored>, StoreError> {
        let mut stored: Vec<Stored> = Vec::with_capacity(articles.len());
        let mut news: Vec<New> = Vec::new();
        for article in articles {
            let mut bytes = serde_json::to_vec_pretty(&native_json(article)).map_err(|error| {
                StoreError::Disk { path: PathBuf::from(&article.id), source: error.into() }
            })?;
            bytes.push(b'\n');
            let path = self.place_of(article)?;
            let whole = self.library.join(&path);
            news.retain(|earlier| earlier.path != whole);
            let there = std::fs::read(&whole).ok();
            let (is_new, is_written) = (there.is_none(), there.as_deref() != Some(&bytes));
            if is_written {
                news.push(New { path: whole, bytes });
            }
            stored.push(Stored { id: article.id.clone(), path, is_written, is_new });
        }
        let paths = news.iter().map(|new| new.path.clone()).collect();
        write_all(&self.library, news)?;
        self.note_own(paths);
        let mut incoming = self.incoming();
        for article in &stored {
            incoming.learn(&article.id, &article.path);
        }
        Ok(stored)
    }

    /// Returns the path of the file that an article is to be stored as.
    fn place_of(&self, article: &Article) -> Result<String, StoreError> {
        let id = &article.id;
        let known = self.incoming().path_of(id).map(str::to_owned);
        let usual = usual_path(id, article.date);
        for path in known.into_iter().chain([usual.clone()]) {
            match incoming::holds(&self.library.join(&path), id) {
                incoming::Holds::It | incoming::Holds::Nothing => return Ok(path),
                incoming::Holds::Other => {}
                incoming::Holds::AmongOthers => {
                    return Err(StoreError::Held { id: id.clone(), path });
                }
            }
        }
        Err(StoreError::Held { id: id.clone(), path: usual })
    }

    /// Removes files durably. One that is not there counts as removed.
    pub(crate) fn remove(&self, paths: &[String], _: &Locked<'_>) -> Result<(), StoreError> {
        for path in paths {
            files::remove(&self.library.join(path))?;
        }
        Ok(())
    }

    /// Takes over where articles lie below `incoming/`, from a ledger: of these paths, or of all.
    pub(crate) fn learn(&self, ledger: &Ledger, paths: Option<&[PathBuf]>) {
        let mut incoming = self.incoming();
        match paths.map(|paths| paths.iter().map(|path| path.to_str()).collect::<Option<Vec<_>>>())
        {
            Some(Some(paths)) => {
                for path in paths {
                    if let Some(entry) = ledger.files.get(path) {
                        incoming.learn_entry(path, entry);
                    }
                }
            }
            _ => {
                for (path, entry) in &ledger.files {
                    incoming.learn_entry(path, entry);
                }
            }
        }
    }

    fn incoming(&self) -> MutexGuard<'_, Incoming> {
        self.incoming.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the path of an article's file below `incoming/`: the folder of its month, and a name that no other id has.
fn usual_path(id: &str, date: Option<Date>) -> String {
    let folder = match date {
        Some(date) if (0..=9999).contains(&date.year()) => {
            format!("{:04}/{:02}", date.year(), date.month())
        }
        _ => "undated".to_owned(),
    };
    let hash = blake3::hash(id.as_bytes()).to_hex();
    let slug = slug(id, 60);
    let name =
        if slug.is_empty() { hash[..16].to_owned() } else { format!("{slug}-{}", &hash[..16]) };
    format!("incoming/{folder}/{name}.json")
}

/// Returns a text as lower-case words of ASCII letters and digits, with `-` between them, at most so many bytes long.
#[must_use]
pub fn slug(text: &str, limit_bytes: usize) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let mut slug = String::new();
    let mut gap = false;
    // Accents come apart from their letters, and go.
    for c in text.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)) {
        if !c.is_ascii_alphanumeric() {
            gap = true;
            continue;
        }
        if slug.len() + usize::from(gap) + 1 > limit_bytes {
            break;
        }
        if gap && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        slug.push(c.to_ascii_lowercase());
    }
    slug
}

/// Returns an id for an article that has none: words of its title, and a hash of all that it says, so that the same
/// article gets the same id again.
#[must_use]
pub fn id_of_content(article: &Article) -> String {
    let mut fields = native_json(article);
    fields.remove("id");
    let text = serde_json::Value::from(fields).to_string();
    let hash = blake3::hash(text.as_bytes()).to_hex();
    let slug = slug(&article.title, 80);
    let slug = if slug.is_empty() { "article" } else { &slug };
    format!("{slug}-{}", &hash[..12])
}

/// Writes an article's bytes into the library as a file of its own: the folder of its month, or `undated`, and the
/// name given. Where that name is taken by other bytes, a number is added.
///
/// Returns the path inside the library, and whether the file was written; otherwise these very bytes lie there.
/// Fails when it cannot be written.
pub fn store_file(
    library: &Path,
    date: Option<Date>,
    name: &str,
    ending: &str,
    bytes: &[u8],
) -> Result<(String, bool), StoreError> {
    let folder = match date {
        Some(date) => format!("{:04}/{:02}", date.year(), date.month()),
        None => "undated".to_owned(),
    };
    for number in 1_u32.. {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        let path = format!("{folder}/{name}{number}.{ending}");
        let whole = library.join(&path);
        match std::fs::read(&whole) {
            Ok(there) if there == bytes => return Ok((path, false)),
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                if files::write_new(library, &whole, bytes)? {
                    return Ok((path, true));
                }
            }
            Err(source) => return Err(StoreError::Disk { path: whole, source }),
        }
    }
    Err(StoreError::Held { id: name.to_owned(), path: folder })
}

/// Removes a file of the library durably, by its path inside it. One that is not there counts as removed.
/// Fails when it cannot be removed.
pub fn remove_file(library: &Path, path: &str) -> Result<(), StoreError> {
    files::remove(&library.join(path))
}

/// Hash that ids are known by.
fn key(id: &str) -> Hash128 {
    Hash128::of(id.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_the_id_and_belongs_to_it_alone() {
        let day = Some(jiff::civil::date(2026, 4, 27));
        let path = usual_path("2026/OpenAI & Microsoft: Café", day);
        assert!(path.starts_with("incoming/2026/04/2026-openai-microsoft-cafe-"), "{path}");
        assert!(path.ends_with(".json"));
        assert_ne!(path, usual_path("2026/openai-microsoft-cafe", day));
        let odd = usual_path("東京/../..", None);
        assert!(odd.starts_with("incoming/undated/") && !odd.contains(".."), "{odd}");
        let long = usual_path(&"x/".repeat(250), None);
        assert!(long.len() < 120, "{long}");
    }
}
