//! The engine stays behind one door: in the query crate, Tantivy is named in `backend/` alone, and nothing of
//! `backend/` is public.
//!
//! Together with the compiler's own refusal of private types in public signatures this keeps Tantivy out of what the
//! crate promises, so that another engine can stand there.

use std::path::Path;

use crate::outcome::Outcome;
use crate::sources;

/// Reads the query crate's sources and names each breach.
pub(super) fn check(root: &Path) -> Outcome<Vec<String>> {
    let folder = root.join("crates/query/src");
    let mut findings = Vec::new();
    for file in sources::rust_files(&folder)? {
        let inside = file.strip_prefix(&folder)?.to_string_lossy().replace('\\', "/");
        findings.extend(breach(&inside, &sources::read_code(&file)?));
    }
    Ok(findings)
}

/// Says what is wrong with a file, given its path inside the crate's sources and its code.
fn breach(inside: &str, code: &str) -> Option<String> {
    if inside.starts_with("backend/") || inside == "backend.rs" {
        return None;
    }
    if sources::has_word(code, "tantivy") {
        return Some(format!("crates/query/src/{inside} names tantivy outside backend/"));
    }
    opens_the_door(code)
        .then(|| format!("crates/query/src/{inside} makes something of backend/ public"))
}

/// Tells whether a `pub use` or `pub mod` brings the engine room, or a part of it, out.
fn opens_the_door(code: &str) -> bool {
    ["pub use ", "pub mod "].into_iter().any(|opening| {
        code.match_indices(opening).any(|(place, _)| {
            let item = code[place..].split(';').next().unwrap_or_default();
            sources::has_word(item, "backend")
        })
    })
}

#[cfg(test)]
mod tests {
    use super::breach;

    #[test]
    fn the_engine_is_named_in_its_room_alone() {
        assert!(breach("backend/run.rs", "use tantivy::Searcher;").is_none());
        let found = breach("plan.rs", "fn plan() -> tantivy::Term { todo() }");
        assert_eq!(
            found.as_deref(),
            Some("crates/query/src/plan.rs names tantivy outside backend/")
        );
    }

    #[test]
    fn nothing_of_the_room_is_public() {
        for code in [
            "mod plan;\npub mod backend;",
            "mod backend;\npub use backend::Engine;",
            "pub use crate::backend::{Engine, Weight};",
        ] {
            assert!(breach("lib.rs", code).is_some(), "{code}");
        }
    }

    #[test]
    fn the_crate_itself_may_use_the_room() {
        for code in [
            "mod backend;\nuse backend::Engine;\npub use error::OpenError;",
            "pub(crate) use crate::backend::Engine;",
            "pub struct Library { engine: backend::Engine }",
        ] {
            assert!(breach("library.rs", code).is_none(), "{code}");
        }
    }
}
