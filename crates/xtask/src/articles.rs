//! Files read as articles, without an index.

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::Path;

use precis_briefing::{
    ARTICLE_LIMIT_BYTES, Fault, Member, Reading, Vocabulary, is_known_ending, read,
};
use walkdir::WalkDir;

use crate::outcome::Outcome;

/// One article, or what kept it out.
#[derive(Debug)]
pub(crate) struct Read {
    /// Path inside the folder.
    pub(crate) path: String,
    pub(crate) result: Result<Member, Fault>,
}

/// Reads every file below a folder whose ending is that of a briefing, in order of path; a README at the root is none.
pub(crate) fn read_folder(folder: &Path) -> Outcome<Vec<Read>> {
    let mut all = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
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
