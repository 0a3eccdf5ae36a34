//! Rust sources as lines of code, without what is only said about them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// Returns every Rust file below a folder, in order of path; none if there is no such folder.
pub(crate) fn rust_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let path = entry?.into_path();
        if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    Ok(files)
}

/// Reads a file as [`code_of`] sees it.
pub(crate) fn read_code(path: &Path) -> io::Result<String> {
    Ok(code_of(&fs::read_to_string(path)?))
}

/// Returns a source without its comments, line by line. A `use` line in a documentation example stays, since examples
/// are compiled; a `//` inside a string cuts the rest of that line off, which no check here minds.
pub(crate) fn code_of(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    for line in source.lines() {
        let trimmed = line.trim_start();
        let documentation = trimmed.strip_prefix("///").or_else(|| trimmed.strip_prefix("//!"));
        match documentation.map(str::trim_start) {
            Some(example) if example.starts_with("use ") => code.push_str(example),
            Some(_) => {}
            None => code.push_str(line.split("//").next().unwrap_or_default()),
        }
        code.push('\n');
    }
    code
}

/// Tells whether a word stands in the code as a word of its own.
pub(crate) fn has_word(code: &str, word: &str) -> bool {
    word_places(code, word).next().is_some()
}

/// Tells whether the code names something of a crate: `name::…`, `use name;`, `use name as …`, `use name::…`.
pub(crate) fn names_crate(code: &str, name: &str) -> bool {
    word_places(code, name).any(|place| {
        let before = code[..place].trim_end();
        let after = code[place + name.len()..].trim_start();
        after.starts_with("::") || before.ends_with("use") || before.ends_with("extern crate")
    })
}

fn word_places<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word).map(|(place, _)| place).filter(move |&place| {
        !code[..place].ends_with(is_part) && !code[place + word.len()..].starts_with(is_part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_no_code() {
        let code = code_of("// tantivy::Index\nlet a = 1; // tantivy\n/// [`tantivy::Term`]\n");
        assert!(!has_word(&code, "tantivy"));
        assert!(has_word(&code, "let"));
    }

    #[test]
    fn documentation_examples_use_crates() {
        assert!(names_crate(&code_of("/// use tempfile::tempdir;\n"), "tempfile"));
    }

    #[test]
    fn a_crate_is_named_by_its_paths_alone() {
        assert!(names_crate("use serde::Serialize;", "serde"));
        assert!(names_crate("#[derive(thiserror::Error)]", "thiserror"));
        assert!(names_crate("use axum;", "axum"));
        assert!(!names_crate("let serde = 1;", "serde"));
        assert!(!names_crate("use serde_json::Value;", "serde"));
        assert!(!names_crate("use my_serde::Value;", "serde"));
    }
}
