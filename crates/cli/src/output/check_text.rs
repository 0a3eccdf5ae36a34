//! What changed since the last run, and what is damaged, as text.

use precis_indexer::{CheckReport, Pending, Problem};

use super::number::{counted, grouped};
use super::{Look, report_text, style};

/// Returns what a run would do: one line, and one for each folder or file that cannot be read.
pub(crate) fn changes(pending: &Pending, look: Look) -> String {
    let counts = [
        (pending.new_files, "new file"),
        (pending.changed_files, "changed file"),
        (pending.removed_files, "removed file"),
    ];
    let parts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| counted(*count, what))
        .collect();
    let mut text = if pending.rebuild {
        format!(
            "The next run builds the index anew, from {}.\n",
            counted(pending.new_files, "file")
        )
    } else if parts.is_empty() {
        "Nothing has changed since the last run.\n".to_owned()
    } else {
        format!("Since the last run: {}. `precis index` takes them in.\n", parts.join(", "))
    };
    for line in report_text::unreadable(&pending.unreadable, look) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// Returns whether the index is sound, what is wrong with it, and what the last run said of single files.
pub(crate) fn soundness(report: &CheckReport, look: Look) -> String {
    let mut text = String::new();
    for problem in &report.problems {
        let (label, label_style) =
            if is_damage(problem) { ("damage", style::ERROR) } else { ("note", style::WARNING) };
        text.push_str(&format!("{}  {problem}\n", look.paint(label_style, label)));
    }
    let damaged = report.problems.iter().any(is_damage);
    if damaged {
        text.push_str(
            "No article is lost: `precis index --rebuild` makes the index anew from the library.\n",
        );
    } else if !report.epoch.is_empty() {
        text.push_str(&format!(
            "The index is sound: {}, {}, revision {}.\n",
            counted(report.articles, "article"),
            counted(report.sections, "section"),
            grouped(report.revision),
        ));
    }
    for line in report_text::files(&report.refused, &report.noted, &report.shadowed, look) {
        text.push_str(&line);
        text.push('\n');
    }
    text
}

/// Tells damage from what the next run settles by itself.
pub(crate) fn is_damage(problem: &Problem) -> bool {
    !matches!(problem, Problem::NoIndex | Problem::OtherVersion | Problem::Unfinished)
}

#[cfg(test)]
mod tests {
    use precis_indexer::{CheckReport, Pending, Problem};

    use super::{changes, soundness};
    use crate::output::samples::NARROW;

    #[test]
    fn changes_are_counted_by_file() {
        let pending = Pending { new_files: 2, removed_files: 1, ..Pending::default() };
        insta::assert_snapshot!(changes(&pending, NARROW), @"Since the last run: 2 new files, 1 removed file. `precis index` takes them in.");
        insta::assert_snapshot!(changes(&Pending::default(), NARROW), @"Nothing has changed since the last run.");
        let pending = Pending { rebuild: true, new_files: 1_200, ..Pending::default() };
        insta::assert_snapshot!(changes(&pending, NARROW), @"The next run builds the index anew, from 1,200 files.");
    }

    #[test]
    fn damage_says_that_nothing_is_lost() {
        let report = CheckReport {
            articles: 7,
            sections: 20,
            epoch: "k3".into(),
            revision: 2,
            ..CheckReport::default()
        };
        insta::assert_snapshot!(soundness(&report, NARROW), @"The index is sound: 7 articles, 20 sections, revision 2.");
        let file = "0000.store".to_owned();
        let problems = vec![Problem::DamagedFile { file }, Problem::Unfinished];
        insta::assert_snapshot!(soundness(&CheckReport { problems, ..report }, NARROW), @r"
        damage  the index file 0000.store is damaged
        note  an indexing run is under way or was cut off
        No article is lost: `precis index --rebuild` makes the index anew from the library.
        ");
    }
}
