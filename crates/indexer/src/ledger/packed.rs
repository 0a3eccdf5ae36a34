//! An entry as the log has it: the usual file is one article, named by its path, and says all of that in two bytes.

use precis_briefing::Fault;
use serde::{Deserialize, Serialize};

use super::{Entry, Hash128, Member};
use crate::stat::Stat;

/// An entry, to be read together with its path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Packed {
    stat: Stat,
    settled: bool,
    hash: Option<Hash128>,
    members: Members,
    faults: Vec<Fault>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Members {
    /// One article, searched, that is the whole file; its id is so many bytes of the path.
    Whole {
        id_bytes: u32,
    },
    Listed(Vec<Member>),
}

impl Packed {
    pub(crate) fn new(path: &str, entry: &Entry) -> Self {
        let members = whole(path, entry).unwrap_or_else(|| Members::Listed(entry.members.clone()));
        let Entry { stat, settled, hash, members: _, faults } = entry;
        Self { stat: *stat, settled: *settled, hash: *hash, members, faults: faults.clone() }
    }

    pub(crate) fn unpack(self, path: &str) -> Entry {
        let Self { stat, settled, hash, members, faults } = self;
        let members = match (members, hash) {
            (Members::Whole { id_bytes }, Some(hash)) => {
                let id = path.get(..id_bytes as usize).unwrap_or(path).into();
                vec![Member { id, place: None, range: 0..stat.size_bytes, hash, hidden: false }]
            }
            (Members::Whole { .. }, None) => Vec::new(),
            (Members::Listed(members), _) => members,
        };
        Entry { stat, settled, hash, members, faults }
    }
}

fn whole(path: &str, entry: &Entry) -> Option<Members> {
    let [member] = &entry.members[..] else { return None };
    let is_whole = member.place.is_none()
        && !member.hidden
        && member.range == (0..entry.stat.size_bytes)
        && Some(member.hash) == entry.hash
        && path.starts_with(&*member.id);
    let id_bytes = u32::try_from(member.id.len()).ok()?;
    is_whole.then_some(Members::Whole { id_bytes })
}
