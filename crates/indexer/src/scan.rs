//! What lies in a library folder: the files that are to be articles, and what was passed over.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::Metadata;
use std::io;
use std::path::{Component, Path, PathBuf};

use unicode_normalization::{UnicodeNormalization as _, is_nfc};
use walkdir::{DirEntry, WalkDir};

use crate::rules::Rules;
use crate::stat::Stat;
use crate::{IndexError, Progress, Settings, Silent, SkipRule, Unreadable};

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
    /// What was looked at, by path inside the library; none means all of it.
    pub(crate) reach: Option<BTreeSet<String>>,
    /// Folders that could not be listed to their end, and files that could not be looked at.
    blind: HashSet<String>,
}

impl Scan {
    /// Returns a file by its path inside the library.
    pub(crate) fn find(&self, path: &str) -> Option<&Found> {
        let index = self.files.binary_search_by(|found| (*found.path).cmp(path)).ok()?;
        Some(&self.files[index])
    }

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
    let root = root(settings)?;
    let mut walk = Walk::new(settings, rules, &root);
    walk.below(WalkDir::new(&root).min_depth(1), progress)?;
    walk.finish(settings)
}

/// Looks at some files and folders alone, by their paths as the disk has them, from the library's root on.
///
/// Each is found exactly if a walk through the whole library would find it. Fails as [`scan`] does.
pub(crate) fn look_at<'a>(
    settings: &Settings,
    rules: &Rules,
    paths: impl IntoIterator<Item = &'a Path>,
) -> Result<Scan, IndexError> {
    let root = root(settings)?;
    let mut walk = Walk::new(settings, rules, &root);
    let mut reach = BTreeSet::new();
    for path in paths {
        let is_plain = path.components().all(|part| matches!(part, Component::Normal(_)));
        let Some(name) = library_path(path).filter(|name| is_plain && !name.is_empty()) else {
            continue;
        };
        if !reach.insert(name.clone()) || !walk.leads_to(path) {
            continue;
        }
        for disk in spellings(&root, path, &name) {
            walk.below(WalkDir::new(disk).follow_root_links(false), &Silent)?;
        }
    }
    walk.scan.reach = Some(reach);
    walk.finish(settings)
}

/// Returns where the library is, provided that it can be listed.
fn root(settings: &Settings) -> Result<PathBuf, IndexError> {
    let root = settings.library.canonicalize().map_err(unlisted(settings))?;
    // A folder that is a file, or cannot be listed, is said so here, with the system's own reason.
    drop(std::fs::read_dir(&root).map_err(unlisted(settings))?);
    Ok(root)
}

fn unlisted(settings: &Settings) -> impl FnOnce(io::Error) -> IndexError {
    |source| IndexError::Library { library: settings.library.clone(), source }
}

/// Returns the paths on the disk whose names are one name in the library: names may differ in Unicode form.
fn spellings(root: &Path, path: &Path, name: &str) -> Vec<PathBuf> {
    let whole = root.join(path);
    if name.is_ascii() {
        return vec![whole];
    }
    let parent = whole.parent().unwrap_or(root);
    let Ok(entries) = std::fs::read_dir(parent) else { return vec![whole] };
    let same = |entry: &Path| {
        entry.strip_prefix(root).ok().and_then(library_path).is_some_and(|it| it == name)
    };
    entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| same(path)).collect()
}

struct Walk<'a> {
    root: &'a Path,
    data: Option<PathBuf>,
    rules: &'a Rules,
    scan: Scan,
    vanished: bool,
}

impl<'a> Walk<'a> {
    fn new(settings: &Settings, rules: &'a Rules, root: &'a Path) -> Self {
        let data = settings.data.canonicalize().ok();
        Self { root, data, rules, scan: Scan::default(), vanished: false }
    }

    /// Takes in what lies at a path and below.
    fn below(&mut self, walk: WalkDir, progress: &dyn Progress) -> Result<(), IndexError> {
        let mut entries = walk.into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) => {
                    let is_data = self.data.as_deref() == Some(entry.path());
                    if !self.visit(&entry, is_data) && entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                    if self.scan.files.len() % 1024 == 1023 {
                        progress.scanned(self.scan.files.len() as u64, 0, false);
                    }
                }
                Err(error) => {
                    let path = error.path().unwrap_or(self.root).to_owned();
                    let source =
                        error.into_io_error().unwrap_or_else(|| io::ErrorKind::Other.into());
                    if path == self.root {
                        let library = self.root.to_owned();
                        return Err(IndexError::Library { library, source });
                    }
                    self.failed(&path, &source);
                }
            }
        }
        Ok(())
    }

    /// Tells whether a walk from the root would come to a path: through folders that are none of links, and not
    /// kept out.
    fn leads_to(&mut self, path: &Path) -> bool {
        for folder in path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
            let whole = self.root.join(folder);
            let kept_out =
                library_path(folder).is_none_or(|it| self.rules.of_folder(&it).is_some());
            if kept_out || self.data.as_deref() == Some(&whole) {
                return false;
            }
            match whole.symlink_metadata() {
                Ok(metadata) if metadata.is_dir() => {}
                Ok(_) => return false,
                Err(error) => {
                    self.failed(&whole, &error);
                    return false;
                }
            }
        }
        true
    }

    fn finish(self, settings: &Settings) -> Result<Scan, IndexError> {
        if self.vanished {
            // What is missing may be missing because the whole library went away under the walk.
            drop(std::fs::read_dir(self.root).map_err(unlisted(settings))?);
        }
        let mut scan = self.scan;
        keep_one_of_each_name(&mut scan);
        Ok(scan)
    }

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
    // Looked at twice, on its own and with its folder.
    scan.files.dedup_by(|later, first| (&later.path, &later.disk) == (&first.path, &first.disk));
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
