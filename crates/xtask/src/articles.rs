//! Files read as articles, without an index.

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use precis_briefing::{
    ARTICLE_LIMIT_BYTES, Fault, Member, Reading, Vocabulary, is_known_ending, read,
};
use walkdir::{DirEntry, WalkDir};

use crate::outcome::Outcome;

/// A folder of real articles, which is no part of the project.
#[derive(Debug, clap::Args)]
pub(crate) struct Folder {
    /// Folder to read
    #[arg(long, value_name = "DIR")]
    dir: PathBuf,
}

impl Folder {
    /// Returns the folder; where there is none, says that `what` is skipped.
    pub(crate) fn find(&self, what: &str) -> Option<&Path> {
        if self.dir.is_dir() {
            return Some(&self.dir);
        }
        println!("{what}: skipped, there is no folder {}", self.dir.display());
        None
    }
}

/// One article, or what kept it out.
#[derive(Debug)]
pub(crate) struct Read {
    /// Path inside the folder.
    pub(crate) path: String,
    pub(crate) result: Result<Member, Fault>,
}

/// Returns the articles, each with its path, and collects what is said of what was refused.
pub(crate) fn articles<'r>(
    all: &'r [Read],
    refused: &'r mut Vec<String>,
) -> impl Iterator<Item = (&'r str, &'r Member)> {
    all.iter().filter_map(|one| match &one.result {
        Ok(member) => Some((one.path.as_str(), member)),
        Err(fault) => {
            refused.push(format!("{}: {fault}", one.path));
            None
        }
    })
}

/// Reads every file below a folder whose ending is that of a briefing, in order of path. A README at the root is none,
/// nor is what lies below a name with a dot in front: an index, perhaps.
pub(crate) fn read_folder(folder: &Path) -> Outcome<Vec<Read>> {
    let mut all = Vec::new();
    let is_shown = |entry: &DirEntry| {
        entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
    };
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_shown) {
        let entry = entry?;
        let path = entry.path().strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        if !entry.file_type().is_file() || !is_known_ending(&path) || path.starts_with("README") {
            continue;
        }
        let results = read_file(entry.path(), &path)?;
        all.extend(results.into_iter().map(|result| Read { path: path.clone(), result }));
    }
    Ok(all)
}

/// Reads a file as one of that path would be read in a library.
pub(crate) fn read_file(file: &Path, path: &str) -> Outcome<Vec<Result<Member, Fault>>> {
    let vocabulary = Vocabulary::default();
    let reading = Reading { path, vocabulary: &vocabulary, limit_bytes: ARTICLE_LIMIT_BYTES };
    let mut results = Vec::new();
    read(&reading, &mut BufReader::new(File::open(file)?), &mut |result, _| {
        results.push(result);
        ControlFlow::Continue(())
    })?;
    Ok(results)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_is_no_briefing_is_left_aside() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let write = |name: &str| {
            let file = folder.path().join(name);
            fs::create_dir_all(file.parent().expect("it is in a folder")).expect("it can be made");
            fs::write(file, "Words.\n").expect("a file can be written");
        };
        for name in [
            "2026/a.txt",
            "b.md",
            "README.md",
            "picture.png",
            ".hidden.txt",
            ".precis/state/x.json",
        ] {
            write(name);
        }
        let read = read_folder(folder.path()).expect("it can be read");
        let paths: Vec<&str> = read.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(paths, ["2026/a.txt", "b.md"]);
    }
}
