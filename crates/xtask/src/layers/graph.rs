//! The dependency tree as plain data, so that the checks can be tried on trees made up for them.

use cargo_metadata::{DependencyKind, Metadata};

/// A crate, and what it says it needs.
#[derive(Debug, Clone)]
pub(super) struct Crate {
    pub(super) name: String,
    /// Whether it is part of this workspace.
    pub(super) ours: bool,
    /// Licence expression of its manifest.
    pub(super) licence: Option<String>,
    pub(super) needs: Vec<Need>,
}

/// One line of a manifest's dependencies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Need {
    pub(super) name: String,
    /// Whether tests alone need it.
    pub(super) tests_only: bool,
}

/// Returns all crates of the tree.
pub(super) fn crates(metadata: &Metadata) -> Vec<Crate> {
    metadata
        .packages
        .iter()
        .map(|package| Crate {
            name: package.name.to_string(),
            ours: metadata.workspace_members.contains(&package.id),
            licence: package.license.clone(),
            needs: package
                .dependencies
                .iter()
                .map(|dependency| Need {
                    name: dependency.name.clone(),
                    tests_only: dependency.kind == DependencyKind::Development,
                })
                .collect(),
        })
        .collect()
}

#[cfg(test)]
pub(super) mod made_up {
    use super::{Crate, Need};

    /// Makes a crate of the workspace; a need that starts with `test:` is for tests alone.
    pub(in crate::layers) fn ours(name: &str, needs: &[&str]) -> Crate {
        let needs = needs
            .iter()
            .map(|need| match need.strip_prefix("test:") {
                Some(name) => Need { name: name.to_owned(), tests_only: true },
                None => Need { name: (*need).to_owned(), tests_only: false },
            })
            .collect();
        let licence = Some("MIT OR Apache-2.0".to_owned());
        Crate { name: name.to_owned(), ours: true, licence, needs }
    }

    /// Makes a crate from outside.
    pub(in crate::layers) fn foreign(name: &str, licence: Option<&str>) -> Crate {
        Crate {
            name: name.to_owned(),
            ours: false,
            licence: licence.map(str::to_owned),
            needs: Vec::new(),
        }
    }
}
