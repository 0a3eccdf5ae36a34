//! What a command printed and how it ended.

use std::fmt;
use std::path::Path;
use std::process::Output;

/// What a command printed and how it ended, with places and times of this run taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// Exit status.
    pub(crate) status: i32,
    /// Standard output.
    pub(crate) stdout: String,
    /// Standard error.
    pub(crate) stderr: String,
}

impl Outcome {
    /// Takes what a command left; `root` is where it ran.
    pub(crate) fn of(output: &Output, root: &Path) -> Self {
        let text = |bytes: &[u8]| normalized(&String::from_utf8_lossy(bytes), root);
        Self {
            status: output.status.code().unwrap_or(-1),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    /// Returns standard output as JSON.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{self}"))
    }

    /// Returns the lines of standard output.
    pub(crate) fn lines(&self) -> Vec<&str> {
        self.stdout.lines().collect()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.stdout)?;
        if !self.stderr.is_empty() {
            writeln!(f, "--- stderr")?;
            f.write_str(&self.stderr)?;
        }
        write!(f, "--- status {}", self.status)
    }
}

/// Takes out of a text what differs from run to run.
fn normalized(text: &str, root: &Path) -> String {
    let root = root.to_str().unwrap().trim_end_matches('/');
    let text = text.replace(root, "$ROOT");
    let text = without_bytes_and_time(&text);
    let text = with_value_after(&text, "next page: --cursor ", "\n", "$CURSOR");
    let text = with_value_after(&text, "\"took_us\":", ",", "0");
    with_value_after(&text, "\"epoch\":\"", "\"", "$EPOCH")
}

/// Takes out of a summary how much was read and how long it took: a file written just now is read twice.
fn without_bytes_and_time(text: &str) -> String {
    let line = |line: &str| match (line.contains(" read in "), line.rfind("; ")) {
        (true, Some(end)) => format!("{}; $READ\n", &line[..end]),
        _ => line.to_owned(),
    };
    text.split_inclusive('\n').map(line).collect()
}

/// Replaces what stands between `before` and `after`, wherever it does.
fn with_value_after(text: &str, before: &str, after: &str, value: &str) -> String {
    let mut pieces = text.split(before);
    let mut result = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let end = piece.find(after).unwrap_or(piece.len());
        result.push_str(before);
        result.push_str(value);
        result.push_str(&piece[end..]);
    }
    result
}
