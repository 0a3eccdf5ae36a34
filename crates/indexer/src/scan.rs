//! What lies in a library folder: the files that are to be articles, and what was passed over.

use std::collections::{BTreeMap, HashSet};
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

use unicode_normalization::{UnicodeNormalization as _, is_nfc};
use walkdir::{DirEntry, WalkDir};

use crate::rules::Rules;
use crate::stat::Stat;
use crate::{IndexError, Progress, Settings, SkipRule, Unreadable};

/// A file that is to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// Path inside the library, NFC, `/` between folders.
    pub(crate) path: Box<str>,
    /// The same path as the disk has it, where that differs.
    pub(crate) disk: Option<Box<Path>>,
    pub(crate) stat: Stat,
}

impl Found {
    /// Returns where to open the file.
    pub(crate) fn location(&self, library: &Path) -> PathBuf {
        library.join(self.disk.as_deref().unwrap_or(Path::new(&*self.path)))
    }
}

/// What a walk through the library found.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    /// Sorted by path, each path once.
    pub(crate) files: Vec<Found>,
    pub(crate) skipped: BTreeMap<SkipRule, u64>,
    pub(crate) unreadable: Vec<Unreadable>,
    /// Folders that could not be listed to their end, and files that could not be looked at.
    blind: HashSet<String>,
}

impl Scan {
    /// Tells whether a path that was not found may be there all the same.
    pub(crate) fn is_blind_to(&self, path: &str) -> bool {
        !self.blind.is_empty()
            && (self.blind.contains(path)
                || path.match_indices('/').any(|(end, _)| self.blind.contains(&path[..end])))
    }
}

/// Walks the library. Fails only when the library itself cannot be listed.
pub(crate) fn scan(
    settings: &Settings,
    rules: &Rules,
    progress: &dyn Progress,
) -> Result<Scan, IndexError> {
    let library = &settings.library;
    let unlisted = |source| IndexError::Library { library: library.clone(), source };
    let root = library.canonicalize().map_err(unlisted)?;
    // A folder that is a file, or cannot be listed, is said so here, with the system's own reason.
    drop(std::fs::read_dir(&root).map_err(unlisted)?);
    let data = settings.data.canonicalize().ok();
    let mut walk = Walk { root: &root, rules, scan: Scan::default(), vanished: false };
    let mut entries = WalkDir::new(&root).min_depth(1).into_iter();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) => {
                let is_data = data.as_deref() == Some(entry.path());
                if !walk.visit(&entry, is_data) && entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
                if walk.scan.files.len() % 1024 == 1023 {
                    progress.scanned(walk.scan.files.len() as u64, 0, false);
                }
            }
            Err(error) => {
                let path = error.path().unwrap_or(&root).to_owned();
                let source = error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
                if path == root {
                    return Err(unlisted(source));
                }
                walk.failed(&path, &source);
            }
        }
    }
    if walk.vanished {
        // What is missing may be missing because the whole library went away under the walk.
        drop(std::fs::read_dir(&root).map_err(unlisted)?);
    }
    let mut scan = walk.scan;
    keep_one_of_each_name(&mut scan);
    Ok(scan)
}

struct Walk<'a> {
    root: &'a Path,
    rules: &'a Rules,
    scan: Scan,
    vanished: bool,
}

impl Walk<'_> {
    /// Takes an entry in, or notes why not. Returns whether to go on below it.
    fn visit(&mut self, entry: &DirEntry, is_data: bool) -> bool {
        let disk = entry.path().strip_prefix(self.root).unwrap_or(entry.path());
        let Some(path) = library_path(disk) else {
            self.unreadable(disk, "its name is not UTF-8");
            return false;
        };
        let kind = entry.file_type();
        if kind.is_dir() {
            let rule = self.rules.of_folder(&path).or(is_data.then_some(SkipRule::Settings));
            if let Some(rule) = rule {
                self.skip(rule);
            }
            return rule.is_none();
        }
        match self.rules.of_file(&path) {
            None => {}
            Some(SkipRule::UnknownEnding) if kind.is_symlink() && entry.path().is_dir() => {
                self.skip(SkipRule::Link);
                return false;
            }
            Some(rule) => {
                self.skip(rule);
                return false;
            }
        }
        let metadata = if kind.is_symlink() {
            match self.follow(entry.path()) {
                Ok(Some(metadata)) => Ok(metadata),
                Ok(None) => {
                    self.skip(SkipRule::Link);
                    return false;
                }
                Err(error) => Err(error),
            }
        } else {
            entry.metadata().map_err(|error| {
                error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into())
            })
        };
        match metadata {
            Ok(metadata) if metadata.is_file() => {
                let plain = path.as_str() == disk.as_os_str();
                self.scan.files.push(Found {
                    path: path.into(),
                    disk: (!plain).then(|| disk.into()),
                    stat: Stat::of(&metadata),
                });
            }
            // Opening a pipe or a device would wait for ever.
            Ok(_) => self.unreadable(disk, "it is no regular file"),
            Err(error) => self.failed(entry.path(), &error),
        }
        false
    }

    /// Returns what a link leads to if that is a file inside the library.
    fn follow(&self, link: &Path) -> io::Result<Option<Metadata>> {
        let target = match link.canonicalize() {
            Ok(target) => target,
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) || error.raw_os_error() == Some(TOO_MANY_LINKS) =>
            {
                return Ok(None);
            }
            Err(error) => return Err(error),
        };
        let metadata = target.metadata()?;
        Ok((metadata.is_file() && target.starts_with(self.root)).then_some(metadata))
    }

    fn skip(&mut self, rule: SkipRule) {
        *self.scan.skipped.entry(rule).or_default() += 1;
    }

    fn unreadable(&mut self, disk: &Path, reason: &str) {
        let path = library_path(disk).unwrap_or_else(|| disk.to_string_lossy().into_owned());
        self.scan.unreadable.push(Unreadable { path, reason: reason.to_owned() });
    }

    fn failed(&mut self, path: &Path, error: &io::Error) {
        if error.kind() == io::ErrorKind::NotFound {
            self.vanished = true;
            return;
        }
        let disk = path.strip_prefix(self.root).unwrap_or(path);
        self.scan.blind.extend(library_path(disk));
        self.unreadable(disk, &error.to_string());
    }
}

/// What Linux and macOS say of a link that leads in a circle; its `ErrorKind` has no stable name.
const TOO_MANY_LINKS: i32 = if cfg!(target_os = "macos") { 62 } else { 40 };

/// Returns the name of a file inside the library: NFC, `/` between folders; none if it is not UTF-8.
fn library_path(disk: &Path) -> Option<String> {
    let mut path = String::with_capacity(disk.as_os_str().len());
    for part in disk {
        if !path.is_empty() {
            path.push('/');
        }
        path.push_str(part.to_str()?);
    }
    Some(if is_nfc(&path) { path } else { path.nfc().collect() })
}

/// Sorts the files, and lists those whose names differ from another's only in Unicode form.
fn keep_one_of_each_name(scan: &mut Scan) {
    // No `disk` means that the name on the disk is the normal one: it comes first.
    scan.files.sort_unstable_by(|a, b| (&a.path, &a.disk).cmp(&(&b.path, &b.disk)));
    let unreadable = &mut scan.unreadable;
    scan.files.dedup_by(|later, first| {
        let same = later.path == first.path;
        if same {
            unreadable.push(Unreadable {
                path: later.path.to_string(),
                reason: "another file's name differs from its only in Unicode form".to_owned(),
            });
        }
        same
    });
    unreadable.sort_by(|a, b| a.path.cmp(&b.path));
}
