//! What an indexing run did, as text.

use precis_indexer::{Refused, Report, Shadowed, SkipRule, Unreadable};

use super::number::{counted, duration, grouped, size};
use super::{Look, style};

/// Returns the summary of a run: one line.
pub(crate) fn summary(report: &Report) -> String {
    let mut parts = vec![
        format!("{} added", grouped(report.added)),
        format!("{} replaced", grouped(report.replaced)),
        format!("{} removed", grouped(report.removed)),
        format!("{} same", grouped(report.same)),
    ];
    let also = [
        (report.shadowed.len(), "hidden"),
        (report.refused.len(), "refused"),
        (report.unreadable.len(), "unreadable"),
    ];
    for (count, name) in also {
        if count > 0 {
            parts.push(format!("{} {name}", grouped(count as u64)));
        }
    }
    let rebuilt = if report.rebuilt { "Built anew: " } else { "" };
    let articles = report.added + report.replaced + report.same;
    format!(
        "{rebuilt}{}: {}{}; {} read in {}\n",
        counted(articles, "article"),
        parts.join(", "),
        skipped(report),
        size(report.bytes_read),
        duration(report.elapsed),
    )
}

/// Returns how many files are no articles, by rule; nothing if there are none.
fn skipped(report: &Report) -> String {
    if report.skipped.is_empty() {
        return String::new();
    }
    let rules: Vec<String> = report
        .skipped
        .iter()
        .map(|(rule, count)| format!("{} {}", grouped(*count), rule_name(*rule)))
        .collect();
    format!("; {} skipped ({})", grouped(report.skipped.values().sum()), rules.join(", "))
}

/// Returns what was refused, mended, hidden or unreadable: a line each, with what to do about it.
pub(crate) fn details(report: &Report, look: Look) -> Vec<String> {
    let mut lines = files(&report.refused, &report.noted, &report.shadowed, look);
    lines.extend(unreadable(&report.unreadable, look));
    lines
}

/// Returns the files that were refused, mended or hidden: a line each, with what to do about it.
pub(crate) fn files(
    refused: &[Refused],
    noted: &[Refused],
    shadowed: &[Shadowed],
    look: Look,
) -> Vec<String> {
    let label = look.paint(style::ERROR, "refused");
    let mut lines: Vec<String> =
        refused.iter().map(|file| format!("{label}  {}", fault_line(file))).collect();
    let label = look.paint(style::WARNING, "note");
    lines.extend(noted.iter().map(|file| format!("{label}  {}", fault_line(file))));
    let label = look.paint(style::WARNING, "hidden");
    lines.extend(shadowed.iter().map(|article| {
        let [hidden, other, id] =
            [&article.hidden, &article.shown, &article.id].map(|it| shown(it));
        format!("{label}  {hidden}: {other} has the same id, {id}; give one of them another")
    }));
    lines
}

/// Returns the folders and files that could not be read: a line each.
pub(crate) fn unreadable(entries: &[Unreadable], look: Look) -> Vec<String> {
    let label = look.paint(style::ERROR, "unreadable");
    let line = |entry: &Unreadable| {
        let path = if entry.path.is_empty() { "the library" } else { &entry.path };
        let (path, reason) = (shown(path), &entry.reason);
        format!("{label}  {path}: {reason}; what was known below it is kept")
    };
    entries.iter().map(line).collect()
}

/// Returns a file, what is wrong with it, and what to do.
fn fault_line(refused: &Refused) -> String {
    let place = refused.fault.place.map(|place| format!("@{place}")).unwrap_or_default();
    format!("{}{place}: {}; {}", shown(&refused.path), refused.fault, refused.fault.code.advice())
}

/// Returns a path with control characters made visible: a file's name must not steer the terminal.
fn shown(path: &str) -> String {
    path.chars()
        .map(|character| if character.is_control() { '\u{fffd}' } else { character })
        .collect()
}

fn rule_name(rule: SkipRule) -> &'static str {
    match rule {
        SkipRule::DotEntry => "with a dot in front",
        SkipRule::ProjectFile => "README or the like",
        SkipRule::Settings => "for settings",
        SkipRule::Ignored => "ignored",
        SkipRule::UnknownEnding => "of unknown ending",
        SkipRule::Link => "linking out of the library",
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use precis_briefing::{Fault, FaultCode};
    use precis_indexer::{Refused, Report, Shadowed, SkipRule, Unreadable};

    use super::{details, summary};
    use crate::output::samples::NARROW;

    fn report() -> Report {
        let fault = |code, place, detail: &str| Fault {
            code,
            place,
            line: None,
            range: None,
            detail: detail.into(),
        };
        Report {
            added: 1_200,
            same: 4,
            skipped: [(SkipRule::DotEntry, 2), (SkipRule::UnknownEnding, 1)].into(),
            refused: vec![Refused {
                path: "notes/empty.md".into(),
                fault: fault(FaultCode::Empty, None, "there is no text in it"),
            }],
            noted: vec![Refused {
                path: "wire.jsonl".into(),
                fault: fault(FaultCode::Value, Some(3), "`date` is not a date: soon"),
            }],
            shadowed: vec![Shadowed {
                id: "harbour".into(),
                hidden: "b/harbour.md".into(),
                shown: "a/harbour.md".into(),
            }],
            unreadable: vec![Unreadable {
                path: "locked".into(),
                reason: "permission denied".into(),
            }],
            bytes_read: 2_400_000,
            revision: 3,
            rebuilt: true,
            elapsed: Duration::from_millis(1_432),
            ..Report::default()
        }
    }

    #[test]
    fn the_summary_counts_every_file() {
        insta::assert_snapshot!(summary(&report()), @"Built anew: 1,204 articles: 1,200 added, 0 replaced, 0 removed, 4 same, 1 hidden, 1 refused, 1 unreadable; 3 skipped (2 with a dot in front, 1 of unknown ending); 2.4 MB read in 1.4 s");
    }

    #[test]
    fn the_details_say_what_to_do() {
        insta::assert_snapshot!(details(&report(), NARROW).join("\n"), @r"
        refused  notes/empty.md: there is no text in it; write something in it, or leave it out with an ignore pattern
        note  wire.jsonl@3: `date` is not a date: soon; mend the value named; until then it is kept as it is
        hidden  b/harbour.md: a/harbour.md has the same id, harbour; give one of them another
        unreadable  locked: permission denied; what was known below it is kept
        ");
    }
}
