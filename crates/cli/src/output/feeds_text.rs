//! Feeds and their fetches, as text.

use jiff::Timestamp;
use precis_fetch::{Listed, Visit, VisitStatus};

use super::number::counted;
use super::{Look, style};

/// Returns the list of feeds: name, address, how it stands.
pub(crate) fn list(listed: &[Listed], look: Look) -> String {
    let mut text = String::new();
    for one in listed {
        let Listed { feed, standing, in_settings } = one;
        text.push_str(&look.paint(style::SECTION, one.name()));
        let marks = [("precis.toml", *in_settings), ("private", feed.private)];
        let marks: Vec<&str> = marks.iter().filter(|(_, is)| *is).map(|(mark, _)| *mark).collect();
        if !marks.is_empty() {
            text.push_str(&format!("  ({})", marks.join(", ")));
        }
        text.push('\n');
        if one.name() != feed.url {
            text.push_str(&format!("  {}\n", feed.url));
        }
        if let Some(moved_to) = &standing.moved_to {
            text.push_str(&format!("  moved to {moved_to}\n"));
        }
        match (standing.last_fetch, &standing.last_status) {
            (Some(at), Some(status)) => {
                let stored = counted(standing.stored, "article");
                text.push_str(&format!("  {stored}; fetched {}: {status}\n", time(at)));
            }
            _ => text.push_str("  not fetched yet\n"),
        }
        let next = match standing.next {
            _ if standing.is_gone => "never again, unless it is named".to_owned(),
            Some(next) => time(next),
            None => "as soon as it is followed".to_owned(),
        };
        text.push_str(&format!("  next {next}\n"));
    }
    text
}

/// Returns what came of a fetch.
pub(crate) fn visit(visit: &Visit, look: Look) -> String {
    let Visit { name, detail, moved_to, .. } = visit;
    let word = match visit.status {
        VisitStatus::Read => "fetched",
        VisitStatus::Unchanged => "unchanged",
        VisitStatus::Failed => "failed",
        VisitStatus::Gone => "gone",
    };
    let mut text = format!("{word}  {}", look.paint(style::SECTION, name));
    if visit.status != VisitStatus::Unchanged {
        text.push_str(&format!(": {detail}"));
    }
    if let (VisitStatus::Failed, Some(next)) = (visit.status, visit.next) {
        text.push_str(&format!("; next {}", time(next)));
    }
    text.push('\n');
    if let Some(moved_to) = moved_to {
        text.push_str(&format!("  it has moved to {moved_to}\n"));
    }
    text
}

/// Returns a time to the minute, in UTC.
fn time(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}
