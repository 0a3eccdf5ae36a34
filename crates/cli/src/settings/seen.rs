//! How far this person has seen each library, for `precis new`: kept in their own settings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::own;
use crate::environment::Surroundings;
use crate::failure::Failure;

/// Name of the file, in the folder of this person's settings.
const FILE: &str = "seen.toml";

/// How far a library has been seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Mark {
    /// Name of the revision count.
    pub(crate) epoch: String,
    /// Last revision seen.
    pub(crate) revision: u64,
}

/// Marks by the place of the library: its data folder, or the address of a server.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Seen {
    #[serde(default)]
    seen: BTreeMap<String, Mark>,
}

fn read(surroundings: &Surroundings) -> Result<Seen, Failure> {
    let mend = "remove it; `precis new` begins anew then";
    Ok(own::read(FILE, mend, surroundings)?.unwrap_or_default())
}

/// Returns how far the library at a place has been seen; none if never.
pub(crate) fn last_seen(place: &str, surroundings: &Surroundings) -> Result<Option<Mark>, Failure> {
    Ok(read(surroundings)?.seen.remove(place))
}

/// Keeps how far the library at a place has been seen.
pub(crate) fn see(place: &str, mark: Mark, surroundings: &Surroundings) -> Result<(), Failure> {
    let mut seen = read(surroundings)?;
    seen.seen.insert(place.to_owned(), mark);
    let text = toml::to_string(&seen)
        .map_err(|error| Failure::because(format!("{FILE} cannot be written"), error))?;
    let otherwise = "set HOME or XDG_CONFIG_HOME, or use `precis latest --arrived` instead";
    own::write(FILE, &text, otherwise, surroundings)
}
