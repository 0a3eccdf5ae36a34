//! The aliases file: what a library adds to the built-in companies, and its synonyms.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use precis_briefing::Aliases;
use precis_indexer::AliasesFile;

use crate::failure::reason;

/// Name of the file where `precis.toml` names no other.
const FILE_NAME: &str = "aliases.toml";

/// Reads the aliases file of a library, and says what of it cannot be used; the rest is. None without such a file.
pub(super) fn read(library: &Path, named: Option<&str>) -> (Option<AliasesFile>, Vec<String>) {
    let name = named.unwrap_or(FILE_NAME);
    let text = match fs::read_to_string(library.join(name)) {
        Ok(text) => text,
        Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => {
            return (None, Vec::new());
        }
        Err(error) => {
            let told = format!(
                "{name} cannot be read, only the built-in companies are known: {}",
                reason(&error)
            );
            return (None, vec![told]);
        }
    };
    let (aliases, faults) = Aliases::read(&text);
    let told = faults.iter().map(|fault| format!("{name}, {fault}; it is left out")).collect();
    (Some(AliasesFile { name: name.to_owned(), aliases: Arc::new(aliases) }), told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_library_without_the_file_has_the_built_in_companies() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(read(folder.path(), None), (None, told) if told.is_empty()));
    }

    #[test]
    fn a_file_that_is_named_must_be_there() {
        let folder = tempfile::tempdir().unwrap();
        let (file, told) = read(folder.path(), Some("names.toml"));
        assert!(file.is_none() && told[0].starts_with("names.toml cannot be read"), "{told:?}");
    }

    #[test]
    fn faults_name_file_line_and_key_and_the_rest_is_used() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(
            folder.path().join("aliases.toml"),
            "[companies]\nContoso = { short = [\"CTS\"], tikcers = [\"C\"] }\n",
        )
        .unwrap();
        let (file, told) = read(folder.path(), None);
        assert!(
            told[0].starts_with("aliases.toml, line 2: `Contoso.tikcers` is not known"),
            "{told:?}"
        );
        assert!(file.unwrap().aliases.companies().named("cts").is_some());
    }
}
