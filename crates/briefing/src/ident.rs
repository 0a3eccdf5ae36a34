//! Ids: which can be one, and which a path gives.

use unicode_normalization::UnicodeNormalization;

use crate::format::KNOWN_ENDINGS;
use crate::packed::split_ending;
use crate::{Fault, FaultCode};

/// Longest id, in bytes.
pub const ID_LIMIT_BYTES: usize = 512;

/// Brings an id into its one form (NFC).
///
/// Fails when it cannot be an id: empty, over 512 bytes, with control characters, with `..`,
/// or with a slash or white space at an end.
pub fn checked_id(id: &str) -> Result<String, Fault> {
    let id: String = id.nfc().collect();
    let why = if id.is_empty() {
        "is empty"
    } else if id.len() > ID_LIMIT_BYTES {
        "is over 512 bytes long"
    } else if id.chars().any(char::is_control) {
        "holds a control character"
    } else if id.contains("..") {
        "holds `..`"
    } else if id.starts_with('/') || id.ends_with('/') {
        "begins or ends with a slash"
    } else if id.trim() != id {
        "begins or ends with white space"
    } else {
        return Ok(id);
    };
    Err(Fault::new(FaultCode::Id, format!("the id {} {why}", shortened(&id))))
}

/// Returns the id that a path gives: the path without its ending, and `@place` for a member.
pub(crate) fn id_of_path(path: &str, place: Option<u64>) -> Result<String, Fault> {
    let stem = without_ending(path);
    match place {
        Some(place) => checked_id(&format!("{stem}@{place}")),
        None => checked_id(stem),
    }
}

/// Returns the path without its ending, where the ending is a known one.
pub(crate) fn without_ending(path: &str) -> &str {
    match known_ending(path) {
        Some(ending) => &path[..path.len() - ending.len() - 1],
        None => path,
    }
}

/// Returns the ending of a file's name as written (`md`, `jsonl.gz`), where it is a known one.
pub(crate) fn known_ending(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (inner, _) = split_ending(name);
    let (stem, ending) = inner.rsplit_once('.')?;
    let known = KNOWN_ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending));
    (known && !stem.is_empty()).then(|| &name[stem.len() + 1..])
}

fn shortened(id: &str) -> String {
    let mut shown: String = id.escape_debug().take(60).collect();
    if shown.len() < id.len() && id.chars().count() > 60 {
        shown.push('…');
    }
    format!("`{shown}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_loses_its_known_ending_only() {
        assert_eq!(id_of_path("2026/openai.txt", None).unwrap(), "2026/openai");
        assert_eq!(id_of_path("2026/openai.v2.MD", None).unwrap(), "2026/openai.v2");
        assert_eq!(id_of_path("feeds/today.jsonl.gz", Some(3)).unwrap(), "feeds/today@3");
        assert_eq!(id_of_path("backup.tar.gz", None).unwrap(), "backup.tar.gz");
        assert_eq!(id_of_path("gpt-4.5 launch", None).unwrap(), "gpt-4.5 launch");
        assert_eq!(id_of_path("feeds/today.jsonl", Some(3)).unwrap(), "feeds/today@3");
    }

    #[test]
    fn ids_take_their_composed_form() {
        assert_eq!(checked_id("cafe\u{301}").unwrap(), "café");
    }

    #[test]
    fn what_cannot_be_an_id_says_why() {
        let long = "x".repeat(513);
        for (id, why) in [
            ("", "empty"),
            (long.as_str(), "512"),
            ("a\u{7}b", "control"),
            ("../etc", ".."),
            ("/a", "slash"),
            ("a/", "slash"),
            (" a", "white space"),
            ("a\u{a0}", "white space"),
        ] {
            let fault = checked_id(id).unwrap_err();
            assert_eq!(fault.code, FaultCode::Id);
            assert!(fault.detail.contains(why), "{id:?}: {}", fault.detail);
        }
    }
}
