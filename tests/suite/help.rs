//! The help of every command, locked in `docs/cli.md` and published there.
//!
//! After a wanted change, `PRECIS_WRITE_DOCS=1 cargo test -p precis --test suite help` writes the page anew.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::harness::Desk;

const COMMANDS: &[&str] = &[
    "search",
    "show",
    "latest",
    "new",
    "related",
    "suggest",
    "index",
    "add",
    "remove",
    "feed",
    "watch",
    "use",
    "serve",
    "stats",
    "check",
    "completions",
    "man",
];

/// Commands of a command.
const BELOW: &[[&str; 2]] =
    &[["feed", "add"], ["feed", "list"], ["feed", "remove"], ["feed", "fetch"]];

const HEAD: &str = "\
# The command `precis`

Made from the help texts of the command itself; a test keeps it so.

Exit status: 0 found or done, 1 nothing found, 2 error. Answers go to standard output, everything else to standard
error. `NO_COLOR` turns colours off, `COLUMNS` sets the width, `FORCE_HYPERLINK=1` or `0` turns links to files on or off.

The library is the folder that `--library DIR` names, else `PRECIS_LIBRARY`, else the nearest folder from the current
one upwards that holds `precis.toml` or `.precis/`, else the one set by `precis use DIR`, else `./corpus`.
";

#[test]
fn the_page_of_the_command_has_the_help_of_each_command() {
    let desk = Desk::empty();
    let help = |arguments: &[&str]| {
        let mut command = desk.command_in("", arguments);
        let outcome = desk.finish(command.env("COLUMNS", "100"));
        assert_eq!((outcome.status, outcome.stderr.as_str()), (0, ""), "{outcome}");
        let lines: Vec<&str> = outcome.stdout.lines().map(str::trim_end).collect();
        lines.join("\n").trim_end().to_owned()
    };
    let mut page = String::from(HEAD);
    write!(page, "\n```text\n{}\n```\n", help(&["--help"])).unwrap();
    for command in COMMANDS {
        write!(page, "\n## `precis {command}`\n\n```text\n{}\n```\n", help(&[command, "--help"]))
            .unwrap();
        for [_, below] in BELOW.iter().filter(|[above, _]| above == command) {
            let help = help(&[command, below, "--help"]);
            write!(page, "\n### `precis {command} {below}`\n\n```text\n{help}\n```\n").unwrap();
        }
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md");
    if std::env::vars_os().any(|(name, _)| name == "PRECIS_WRITE_DOCS") {
        fs::write(&file, &page).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(written, page, "docs/cli.md is not what the command says; see the top of this test");
}

#[test]
fn every_command_is_on_the_page() {
    let outcome = Desk::empty().run(&["--help"]);
    let listed: Vec<&str> = outcome
        .stdout
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert_eq!(listed, COMMANDS);
}

#[test]
fn completions_and_manual_know_every_command() {
    let desk = Desk::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = desk.run(&["completions", shell]).stdout;
        assert!(COMMANDS.iter().all(|command| script.contains(command)), "{shell}");
    }
    assert!(desk.run(&["man"]).stdout.starts_with(".ie"), "roff");
    let outcome = desk.run(&["man", "--dir", "pages"]);
    assert_eq!(outcome.status, 0, "{outcome}");
    for command in COMMANDS {
        assert!(desk.path(&format!("pages/precis-{command}.1")).is_file(), "{command}");
    }
}
