//! A place of its own for a test: home, settings, current folder and library, gone when the test ends.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::Outcome;

/// The time that tests run at.
pub(crate) const NOW: &str = "2025-06-15T12:00:00Z";

/// A place of its own for a test.
pub(crate) struct Desk {
    root: tempfile::TempDir,
}

impl Desk {
    /// Makes an empty place.
    pub(crate) fn empty() -> Self {
        let root = tempfile::Builder::new().prefix("precis-").tempdir().unwrap();
        let desk = Self { root };
        fs::create_dir_all(desk.path("home")).unwrap();
        desk
    }

    /// Makes a place with a copy of a library of `tests/fixtures` in the folder `library`.
    pub(crate) fn with(name: &str) -> Self {
        let desk = Self::empty();
        copy(&fixture(name), &desk.path("library"));
        desk
    }

    /// Makes a place with a copy of the example library in the folder `library`.
    pub(crate) fn with_corpus() -> Self {
        let desk = Self::empty();
        copy(&fixture("../../corpus"), &desk.path("library"));
        desk
    }

    /// Returns where a path of this place is.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        // Seen from the root without links, as the command sees its current folder.
        fs::canonicalize(self.root.path()).unwrap().join(path)
    }

    /// Writes a file, with the folders it is in.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Returns the command, to be run in a folder of this place, with nothing of the outer environment.
    pub(crate) fn command_in(&self, folder: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_precis"));
        command
            .args(arguments)
            .current_dir(self.path(folder))
            .env_clear()
            .env("HOME", self.path("home"))
            .env("COLUMNS", "80")
            .env("PRECIS_NOW", NOW)
            .stdin(Stdio::null());
        command
    }

    /// Runs the command in the folder `library`, if there is one, else at the root of this place.
    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        let folder = if self.path("library").is_dir() { "library" } else { "" };
        self.run_in(folder, arguments)
    }

    /// Runs the command in a folder.
    pub(crate) fn run_in(&self, folder: &str, arguments: &[&str]) -> Outcome {
        self.finish(&mut self.command_in(folder, arguments))
    }

    /// Runs a command that was prepared, and waits for it.
    pub(crate) fn finish(&self, command: &mut Command) -> Outcome {
        Outcome::of(&command.output().unwrap(), &self.path(""))
    }
}

/// Returns where a fixture is.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(name)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name() == ".precis" {
            continue;
        }
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
