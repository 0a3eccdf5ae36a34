//! JSON as HTTP gives it: on one line, or set for reading on a terminal.

use serde::Serialize;

use super::Look;
use crate::failure::Failure;

/// Returns a value as JSON, with a line break at the end.
pub(crate) fn document(value: &impl Serialize, look: Look) -> Result<String, Failure> {
    let text = if look.terminal {
        serde_json::to_string_pretty(value)
    } else {
        serde_json::to_string(value)
    };
    text.map(|text| text + "\n")
        .map_err(|error| Failure::because("no JSON can be made of it", error))
}

/// Returns a value as one line of JSON Lines, whatever it is printed to.
pub(crate) fn line(value: &impl Serialize) -> Result<String, Failure> {
    document(value, Look { terminal: false, colour: false, links: false, width: 0 })
}
