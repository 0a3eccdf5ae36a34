//! What a ledger says of the library, in the words of a report.

use precis_schema::Home;

use crate::claims::{Claim, Claims};
use crate::ledger::{self, Ledger, spot};
use crate::{IndexError, Refused, Report, Settings, Shadowed};

/// Returns what holds since the last run: refusals, notes and hidden articles; none without an index.
///
/// Reads the list of files alone, without lock; `same` counts all articles that are searched, the other counts are 0.
/// Fails when the data folder cannot be read.
pub fn standing(settings: &Settings) -> Result<Option<Report>, IndexError> {
    let home = Home::new(&settings.data);
    let Some(folder) = home.current().map_err(IndexError::at(home.data()))? else {
        return Ok(None);
    };
    let ledger = ledger::load(&folder).map_err(IndexError::at(&folder))?;
    Ok(ledger.map(|ledger| Report { revision: ledger.revision, ..report(&ledger) }))
}

/// Reports refusals, notes and hidden articles; `same` counts all articles that are searched.
pub(crate) fn report(ledger: &Ledger) -> Report {
    let mut report = Report::default();
    let mut files: Vec<_> = ledger.files.iter().collect();
    files.sort_unstable_by_key(|(path, _)| &**path);
    let mut any_hidden = false;
    for (path, entry) in &files {
        for fault in &entry.faults {
            let refused = Refused { path: path.to_string(), fault: fault.clone() };
            if fault.code.is_refusal() {
                report.refused.push(refused);
            } else {
                report.noted.push(refused);
            }
        }
        for member in &entry.members {
            any_hidden |= member.hidden;
            report.same += u64::from(!member.hidden);
        }
    }
    if any_hidden {
        report.shadowed = shadowed(ledger);
    }
    report
}

fn shadowed(ledger: &Ledger) -> Vec<Shadowed> {
    let claims = Claims::of(ledger);
    let name = |claim: Claim| {
        let path = claims.path(claim.file);
        let mut members = ledger.files.get(path).into_iter().flat_map(|entry| &entry.members);
        let member = members.find(|member| member.range.start == claim.start);
        spot(path, member.and_then(|member| member.place))
    };
    let list = claims.shadowed().into_iter().map(|(id, hidden, shown)| Shadowed {
        id: id.to_owned(),
        hidden: name(hidden),
        shown: name(shown),
    });
    list.collect()
}
