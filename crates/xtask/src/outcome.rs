//! How a task ends.

use std::error::Error;

/// How a task ends: well, or with a sentence for the person who ran it.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Ends well when nothing was found, else prints each finding and fails with their number.
pub(crate) fn none_of(findings: &[String], what: &str) -> Outcome {
    if findings.is_empty() {
        return Ok(());
    }
    for finding in findings {
        println!("  {finding}");
    }
    Err(format!("{what}: {}", findings.len()).into())
}
