//! Which files are no articles, by their names.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

use crate::{IndexError, Settings, SkipRule};

/// Names that are a project's own files at the root of a library.
const PROJECT_FILES: [&str; 3] = ["README", "LICENSE", "CHANGELOG"];

/// Says of a path whether it is taken for an article.
#[derive(Debug)]
pub(crate) struct Rules {
    ignored: GlobSet,
    ignored_folders: GlobSet,
    aliases: Option<String>,
}

impl Rules {
    /// Understands the patterns. A pattern without `/` holds in every folder, any other from the root;
    /// one that ends in `/` means folders alone.
    pub(crate) fn new(settings: &Settings) -> Result<Self, IndexError> {
        let mut all = GlobSetBuilder::new();
        let mut folders = GlobSetBuilder::new();
        for pattern in &settings.ignore {
            let bad = |reason: String| IndexError::Pattern { pattern: pattern.clone(), reason };
            let (name, folder_only) =
                pattern.strip_suffix('/').map_or((pattern.as_str(), false), |name| (name, true));
            if name.is_empty() {
                return Err(bad("it names nothing".to_owned()));
            }
            let anchored = match name.strip_prefix('/') {
                Some(rest) => rest.to_owned(),
                None if name.contains('/') => name.to_owned(),
                None => format!("**/{name}"),
            };
            let glob = GlobBuilder::new(&anchored)
                .literal_separator(true)
                .build()
                .map_err(|error| bad(error.kind().to_string()))?;
            if !folder_only {
                all.add(glob.clone());
            }
            folders.add(glob);
        }
        let built = |set: GlobSetBuilder| {
            set.build().map_err(|error| IndexError::Pattern {
                pattern: error.glob().unwrap_or_default().to_owned(),
                reason: error.kind().to_string(),
            })
        };
        Ok(Self {
            ignored: built(all)?,
            ignored_folders: built(folders)?,
            aliases: settings.aliases.as_ref().map(|file| file.name.replace('\\', "/")),
        })
    }

    /// Returns the rule that keeps a folder out, with all below it.
    pub(crate) fn of_folder(&self, path: &str) -> Option<SkipRule> {
        if file_name(path).starts_with('.') {
            Some(SkipRule::DotEntry)
        } else if self.ignored_folders.is_match(path) {
            Some(SkipRule::Ignored)
        } else {
            None
        }
    }

    /// Returns the rule by which a file is no article. Folders above it are not looked at.
    pub(crate) fn of_file(&self, path: &str) -> Option<SkipRule> {
        if file_name(path).starts_with('.') {
            Some(SkipRule::DotEntry)
        } else if path == "precis.toml" || self.aliases.as_deref() == Some(path) {
            Some(SkipRule::Settings)
        } else if is_project_file(path) {
            Some(SkipRule::ProjectFile)
        } else if self.ignored.is_match(path) {
            Some(SkipRule::Ignored)
        } else if !precis_briefing::is_known_ending(path) {
            Some(SkipRule::UnknownEnding)
        } else {
            None
        }
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Tells whether a file at the root is README, LICENSE or CHANGELOG, with any ending, or a variant in capitals
/// (`LICENSE-MIT.txt`, `README.de.md`).
fn is_project_file(path: &str) -> bool {
    if path.contains('/') {
        return false;
    }
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    PROJECT_FILES.iter().any(|name| {
        stem.eq_ignore_ascii_case(name)
            || path.strip_prefix(name).is_some_and(|rest| rest.starts_with(['.', '-', '_']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(ignore: &[&str]) -> Result<Rules, IndexError> {
        Rules::new(&Settings {
            library: "library".into(),
            data: "data".into(),
            vocabulary: precis_briefing::Vocabulary::default(),
            ignore: ignore.iter().map(|&pattern| pattern.to_owned()).collect(),
            aliases: Some(crate::AliasesFile {
                name: "names/aliases.json".to_owned(),
                aliases: precis_briefing::Aliases::built_in(),
            }),
            threads: 1,
        })
    }

    #[test]
    fn each_rule_is_named() {
        let rules = rules(&["draft-*", "/old/*.txt", "private/"]).unwrap();
        for (path, rule) in [
            (".hidden.txt", Some(SkipRule::DotEntry)),
            ("2026/.hidden.txt", Some(SkipRule::DotEntry)),
            ("precis.toml", Some(SkipRule::Settings)),
            ("names/aliases.json", Some(SkipRule::Settings)),
            ("README.md", Some(SkipRule::ProjectFile)),
            ("readme.txt", Some(SkipRule::ProjectFile)),
            ("LICENSE-MIT.txt", Some(SkipRule::ProjectFile)),
            ("license-deal.txt", None),
            ("2026/README.md", None),
            ("draft-one.txt", Some(SkipRule::Ignored)),
            ("2026/draft-one.txt", Some(SkipRule::Ignored)),
            ("old/one.txt", Some(SkipRule::Ignored)),
            ("old/deeper/one.txt", None),
            ("2026/old/one.txt", None),
            ("private", Some(SkipRule::UnknownEnding)),
            ("chart.png", Some(SkipRule::UnknownEnding)),
            ("2026/one.txt", None),
        ] {
            assert_eq!(rules.of_file(path), rule, "{path}");
        }
    }

    #[test]
    fn folders_are_kept_out_whole() {
        let rules = rules(&["private/", "2026/drafts"]).unwrap();
        assert_eq!(rules.of_folder(".precis"), Some(SkipRule::DotEntry));
        assert_eq!(rules.of_folder("2026/private"), Some(SkipRule::Ignored));
        assert_eq!(rules.of_folder("2026/drafts"), Some(SkipRule::Ignored));
        assert_eq!(rules.of_folder("drafts"), None);
    }

    #[test]
    fn a_broken_pattern_is_named() {
        let error = rules(&["ok", "[a"]).unwrap_err();
        assert!(matches!(error, IndexError::Pattern { pattern, .. } if pattern == "[a"));
        assert!(matches!(rules(&["/"]).unwrap_err(), IndexError::Pattern { .. }));
    }
}
