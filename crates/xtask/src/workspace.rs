//! The workspace as cargo sees it, and where it lies.

use std::path::{Path, PathBuf};

use cargo_metadata::{Metadata, MetadataCommand};

use crate::outcome::Outcome;

/// Returns the folder of the checkout, from where this crate was built.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// Asks cargo for the whole dependency tree, as the lock file has it.
pub(crate) fn metadata() -> Outcome<Metadata> {
    Ok(MetadataCommand::new()
        .manifest_path(root().join("Cargo.toml"))
        .other_options(["--locked".to_owned()])
        .exec()?)
}
