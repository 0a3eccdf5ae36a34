//! The aliases file: what a library adds to the built-in companies, and its synonyms.

use std::path::Path;
use std::sync::Arc;

use precis_briefing::Aliases;
use precis_indexer::AliasesFile;

use super::contents::{self, Contents};

/// Name of the file where `precis.toml` names no other.
const FILE_NAME: &str = "aliases.toml";

/// The file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Read {
    /// Its path inside the library.
    pub(super) name: String,
    contents: Contents,
}

/// What the file says.
pub(super) struct Said {
    /// None where there is no such file.
    pub(super) file: Option<AliasesFile>,
    /// What of it cannot be used, with its place; the rest is.
    pub(super) faults: Vec<String>,
}

/// Reads the file of a library.
pub(super) fn read(library: &Path, named: Option<&str>) -> Read {
    let name = named.unwrap_or(FILE_NAME);
    let contents = match contents::of(&library.join(name)) {
        Ok(None) if named.is_some() => Err("it does not exist".to_owned()),
        contents => contents,
    };
    Read { name: name.to_owned(), contents }
}

impl Read {
    /// Understands the file. Fails when it could not be read.
    pub(super) fn understand(&self) -> Result<Said, String> {
        let name = &self.name;
        let text = match &self.contents {
            Ok(Some(text)) => text,
            Ok(None) => return Ok(Said { file: None, faults: Vec::new() }),
            Err(reason) => return Err(format!("{name} cannot be read: {reason}")),
        };
        let (aliases, faults) = Aliases::read(text);
        let file = AliasesFile { name: name.clone(), aliases: Arc::new(aliases) };
        let faults = faults.iter().map(|fault| format!("{name}, {fault}")).collect();
        Ok(Said { file: Some(file), faults })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_without_the_file_has_the_built_in_companies() {
        let folder = tempfile::tempdir().unwrap();
        let said = read(folder.path(), None).understand().unwrap();
        assert!(said.file.is_none() && said.faults.is_empty());
    }

    #[test]
    fn a_file_that_is_named_must_be_there() {
        let folder = tempfile::tempdir().unwrap();
        let error = read(folder.path(), Some("names.toml")).understand().err();
        assert_eq!(error.as_deref(), Some("names.toml cannot be read: it does not exist"));
    }

    #[test]
    fn faults_name_file_line_and_key_and_the_rest_is_used() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(
            folder.path().join("aliases.toml"),
            "[companies]\nContoso = { short = [\"CTS\"], tikcers = [\"C\"] }\n",
        )
        .unwrap();
        let said = read(folder.path(), None).understand().unwrap();
        assert!(
            said.faults[0].starts_with("aliases.toml, line 2: `Contoso.tikcers` is not known"),
            "{:?}",
            said.faults
        );
        assert!(said.file.unwrap().aliases.companies().named("cts").is_some());
    }
}
