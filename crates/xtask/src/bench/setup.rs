//! What a bench needs before it measures: the programs as they are shipped, and a made-up library.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use walkdir::WalkDir;

use crate::generate::{self, Library};
use crate::outcome::Outcome;
use crate::{release, workspace};

/// How often to measure, on what, and where.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Setup {
    /// Runs of each side, in turn.
    #[arg(long, default_value_t = 3)]
    pub(super) runs: usize,
    /// Seed of the library and of the queries.
    #[arg(long, default_value_t = 1)]
    pub(super) seed: u64,
    /// Folder for the library and the indexes; `target/bench` by default. What is there of an earlier run is replaced.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Runs this build instead of an optimised one, to try the harness; its numbers mean nothing.
    #[arg(long)]
    as_built: bool,
}

/// A made-up library on the disk.
pub(super) struct Made {
    pub(super) folder: PathBuf,
    pub(super) text_bytes: u64,
}

impl Setup {
    /// Measures in an optimised build, unless this one is wanted.
    pub(super) fn run(&self, measure: impl FnOnce() -> Outcome) -> Outcome {
        if self.as_built { measure() } else { release::run(measure) }
    }

    /// Returns the folder that everything is below.
    pub(super) fn folder(&self) -> PathBuf {
        self.dir.clone().unwrap_or_else(|| workspace::root().join("target/bench"))
    }

    /// Returns an empty folder of that name.
    pub(super) fn emptied(&self, name: &str) -> Outcome<PathBuf> {
        let folder = self.folder().join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// Builds the program as it is shipped and returns its path.
    pub(super) fn build_precis(&self) -> Outcome<PathBuf> {
        self.build(&["--package", "precis"])?;
        Ok(std::env::current_exe()?.with_file_name("precis"))
    }

    /// Builds the program and the framework's bare route, and returns their paths.
    pub(super) fn build_with_bare_route(&self) -> Outcome<(PathBuf, PathBuf)> {
        let both = ["--package", "precis", "--package", "precis-server"];
        self.build(&[&both[..], &["--bin", "precis", "--example", "bare_route"]].concat())?;
        let precis = std::env::current_exe()?.with_file_name("precis");
        let bare = precis.with_file_name("examples").join("bare_route");
        Ok((precis, bare))
    }

    fn build(&self, what: &[&str]) -> Outcome {
        let profile = if self.as_built { "dev" } else { "release" };
        let status = Command::new("cargo")
            .args(["build", "--quiet", "--locked", "--profile", profile])
            .args(what)
            .current_dir(workspace::root())
            .stdin(Stdio::null())
            .status()?;
        if status.success() { Ok(()) } else { Err("precis does not build".into()) }
    }

    /// Writes the library if it is not there yet, and reads it once, so that every side finds it in the page cache.
    pub(super) fn library(&self, articles: usize) -> Outcome<Made> {
        let folder = self.folder().join(format!("library-{articles}-{}", self.seed));
        let finished = folder.with_extension("finished");
        if !finished.is_file() {
            if folder.exists() {
                fs::remove_dir_all(&folder)?;
            }
            generate::write(&Library::new(self.seed), articles, &folder)?;
            fs::write(&finished, "")?;
        }
        let mut text_bytes = 0;
        for entry in WalkDir::new(&folder) {
            let entry = entry?;
            if entry.file_type().is_file() {
                text_bytes += fs::read(entry.path())?.len() as u64;
            }
        }
        Ok(Made { folder, text_bytes })
    }
}

/// Makes a second library of the same files, under names of its own: what is added to it or replaced in it leaves the
/// first as it is, since nothing of ours writes into a file that has its name.
pub(super) fn linked(from: &Path, to: &Path) -> Outcome {
    for entry in WalkDir::new(from) {
        let entry = entry?;
        let target = to.join(entry.path().strip_prefix(from)?);
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else {
            fs::hard_link(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Indexes a library with the program itself.
pub(super) fn index(precis: &Path, library: &Path, data: &Path) -> Outcome {
    let output = Command::new(precis)
        .arg("index")
        .arg(library)
        .arg("--data")
        .arg(data)
        .stdin(Stdio::null())
        .output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("precis index ended with {}: {said}", output.status).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_added_to_a_linked_library_is_in_it_alone() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let (first, second) = (folder.path().join("first"), folder.path().join("second"));
        fs::create_dir_all(first.join("wire")).expect("a folder can be made");
        fs::write(first.join("wire/one.txt"), "one").expect("it can be written");
        linked(&first, &second).expect("it can be linked");
        fs::write(second.join("wire/two.txt"), "two").expect("it can be written");
        let text = fs::read_to_string(second.join("wire/one.txt")).expect("it is there");
        assert_eq!(text, "one");
        assert!(!first.join("wire/two.txt").exists());
    }
}
