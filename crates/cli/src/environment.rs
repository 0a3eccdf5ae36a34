//! The environment, read once: variables, the current folder, the clock and the terminals.

#![allow(
    clippy::disallowed_methods,
    reason = "the one place where the command line reads environment and clock; all else is handed them"
)]

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::output::Look;

/// Columns that text is set for when nothing says how many there are.
const USUAL_WIDTH: usize = 80;
/// Fewest columns that text is set for.
const LEAST_WIDTH: usize = 30;

/// What the command line knows of where it was started.
#[derive(Debug, Clone)]
pub(crate) struct Surroundings {
    /// The current folder; none if it is gone.
    pub(crate) folder: Option<PathBuf>,
    /// `PRECIS_LIBRARY`, unless empty.
    pub(crate) library_variable: Option<PathBuf>,
    /// Folder of this person's settings (`~/.config/precis`); none without a home.
    pub(crate) config: Option<PathBuf>,
    /// `RUST_LOG`, for `serve`.
    pub(crate) log: Option<String>,
    /// How to print to standard output.
    pub(crate) out: Look,
    /// How to print to standard error.
    pub(crate) err: Look,
}

/// Returns the arguments, the name of the command first.
pub(crate) fn arguments() -> Vec<OsString> {
    env::args_os().collect()
}

/// Returns the time, in the zone of this machine; `PRECIS_NOW` (`2026-04-27T12:00:00Z`) fixes it, in UTC, for tests.
pub(crate) fn now() -> Zoned {
    let fixed: Option<Timestamp> = env::var("PRECIS_NOW").ok().and_then(|now| now.parse().ok());
    fixed.map_or_else(Zoned::now, |now| now.to_zoned(TimeZone::UTC))
}

/// Reads the environment.
pub(crate) fn read() -> Surroundings {
    let width = width();
    let links = takes_links(&|name| env::var(name).ok());
    let look = |terminal: bool, colour: anstream::ColorChoice| Look {
        terminal,
        colour: colour != anstream::ColorChoice::Never,
        links: terminal && links,
        width,
    };
    Surroundings {
        folder: env::current_dir().ok(),
        library_variable: path("PRECIS_LIBRARY"),
        config: path("XDG_CONFIG_HOME")
            .filter(|folder| folder.is_absolute())
            .or_else(|| path("HOME").map(|home| home.join(".config")))
            .map(|folder| folder.join("precis")),
        log: env::var("RUST_LOG").ok(),
        out: look(io::stdout().is_terminal(), anstream::AutoStream::choice(&io::stdout())),
        err: look(io::stderr().is_terminal(), anstream::AutoStream::choice(&io::stderr())),
    }
}

/// Returns a variable that holds a path; an empty one is as good as none.
fn path(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

/// Returns the columns to print for: `COLUMNS`, else the terminal's, else [`USUAL_WIDTH`].
fn width() -> usize {
    let asked = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let seen = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    asked.or_else(seen).unwrap_or(USUAL_WIDTH).max(LEAST_WIDTH)
}

/// Tells whether the terminal is one that takes links (OSC 8). Others would show rubbish, so only known ones count.
fn takes_links(variable: &dyn Fn(&str) -> Option<String>) -> bool {
    if let Some(forced) = variable("FORCE_HYPERLINK") {
        return forced != "0";
    }
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    let number = |name: &str| variable(name).and_then(|value| value.parse::<u64>().ok());
    let term = variable("TERM").unwrap_or_default();
    let program = variable("TERM_PROGRAM").unwrap_or_default();
    let known_program =
        ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "WarpTerminal"].contains(&&*program);
    let known_term = ["xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour"]
        .iter()
        .any(|known| term.starts_with(known));
    known_program
        || known_term
        || set("WT_SESSION")
        || set("KONSOLE_VERSION")
        || set("DOMTERM")
        || number("VTE_VERSION").is_some_and(|version| version >= 5000)
}

#[cfg(test)]
mod tests {
    use super::takes_links;

    fn with(pairs: &[(&str, &str)]) -> bool {
        takes_links(&|name| {
            pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn only_known_terminals_take_links() {
        assert!(!with(&[]));
        assert!(!with(&[("TERM", "xterm-256color")]));
        assert!(!with(&[("VTE_VERSION", "4000")]));
        assert!(with(&[("VTE_VERSION", "6800")]));
        assert!(with(&[("TERM", "xterm-kitty")]));
        assert!(with(&[("TERM_PROGRAM", "WezTerm")]));
    }

    #[test]
    fn a_person_has_the_last_word_on_links() {
        assert!(with(&[("FORCE_HYPERLINK", "1"), ("TERM", "dumb")]));
        assert!(!with(&[("FORCE_HYPERLINK", "0"), ("TERM", "xterm-kitty")]));
    }
}
