//! Dependencies that a manifest names and the code does not use.

use std::path::{Path, PathBuf};

use cargo_metadata::{DependencyKind, Package};

use crate::outcome::{Outcome, none_of};
use crate::{sources, workspace};

/// A crate's dependencies and its code, as far as this check is concerned.
#[derive(Debug)]
struct Manifest {
    name: String,
    /// Names as code spells them, with how the manifest spells them.
    dependencies: Vec<(String, String)>,
    code: String,
}

/// Runs the check over every crate of the workspace.
pub(crate) fn run() -> Outcome {
    let metadata = workspace::metadata()?;
    let mut findings = Vec::new();
    for package in metadata.workspace_packages() {
        findings.extend(unused(&manifest_of(package)?));
    }
    none_of(&findings, "unused dependencies")
}

fn manifest_of(package: &Package) -> Outcome<Manifest> {
    let mut code = String::new();
    for folder in source_folders(package) {
        for file in sources::rust_files(&folder)? {
            code.push_str(&sources::read_code(&file)?);
        }
    }
    let dependencies = package
        .dependencies
        .iter()
        .filter(|dependency| dependency.kind != DependencyKind::Unknown)
        .map(|dependency| {
            let named = dependency.rename.as_ref().unwrap_or(&dependency.name);
            (named.replace('-', "_"), named.clone())
        })
        .collect();
    Ok(Manifest { name: package.name.to_string(), dependencies, code })
}

/// Folders that hold the crate's targets, wherever in the checkout they lie.
fn source_folders(package: &Package) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = package
        .targets
        .iter()
        .filter_map(|target| target.src_path.parent())
        .map(|folder| Path::new(folder.as_str()).to_owned())
        .collect();
    folders.sort();
    folders.dedup();
    folders
}

fn unused(manifest: &Manifest) -> Vec<String> {
    manifest
        .dependencies
        .iter()
        .filter(|(in_code, _)| !sources::names_crate(&manifest.code, in_code))
        .map(|(_, in_manifest)| {
            format!("{} does not use its dependency {in_manifest}", manifest.name)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(dependencies: &[&str], code: &str) -> Manifest {
        Manifest {
            name: "room".to_owned(),
            dependencies: dependencies
                .iter()
                .map(|name| (name.replace('-', "_"), (*name).to_owned()))
                .collect(),
            code: code.to_owned(),
        }
    }

    #[test]
    fn what_the_code_does_not_name_is_unused() {
        let found = unused(&manifest(&["serde", "serde-saphyr"], "use serde::Serialize;"));
        assert_eq!(found, ["room does not use its dependency serde-saphyr"]);
    }

    #[test]
    fn a_hyphen_is_an_underscore_in_code() {
        assert!(unused(&manifest(&["tower-http"], "tower_http::trace::layer()")).is_empty());
    }
}
