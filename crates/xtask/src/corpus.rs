//! What the example library promises: enough briefings, of the right length, dated by their names, in sections.

use precis_briefing::{Article, Kind};

use crate::articles::{Read, read_folder};
use crate::outcome::{Outcome, none_of};
use crate::workspace;

/// Fewest briefings, and fewest of them in plain text.
const LEAST: usize = 60;
const LEAST_PLAIN: usize = 40;

/// Words that a briefing may have, both ends included.
const WORDS: std::ops::RangeInclusive<usize> = 200..=500;

/// Sections that every briefing has.
const KINDS: [Kind; 5] = [Kind::Summary, Kind::Points, Kind::Context, Kind::Take, Kind::Watch];

/// Checks the example library.
pub(crate) fn run() -> Outcome {
    let all = read_folder(&workspace::root().join("corpus"))?;
    let plain = all.iter().filter(|one| one.path.ends_with(".txt")).count();
    println!("  {} briefings, {plain} of them plain text", all.len());
    none_of(&faults(&all), "faults of the example library")
}

fn faults(all: &[Read]) -> Vec<String> {
    let mut faults = Vec::new();
    if all.len() < LEAST {
        faults.push(format!("{} briefings are fewer than {LEAST}", all.len()));
    }
    let plain = all.iter().filter(|one| one.path.ends_with(".txt")).count();
    if plain < LEAST_PLAIN {
        faults.push(format!("{plain} briefings in plain text are fewer than {LEAST_PLAIN}"));
    }
    for one in all {
        let found = match &one.result {
            Err(fault) => vec![fault.to_string()],
            Ok(member) => {
                let notes = member.notes.iter().map(ToString::to_string);
                notes.chain(faults_of(&one.path, &member.article)).collect()
            }
        };
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", one.path)));
    }
    faults
}

fn faults_of(path: &str, article: &Article) -> Vec<String> {
    let mut faults = Vec::new();
    let words: usize =
        article.sections.iter().map(|section| section.text.split_whitespace().count()).sum();
    if !WORDS.contains(&words) {
        faults.push(format!("{words} words are not {} to {}", WORDS.start(), WORDS.end()));
    }
    match article.date {
        Some(date) if names_day(path, &date.to_string()) => {}
        Some(date) => faults.push(format!("its name does not start with its day, {date}")),
        None => faults.push("it is undated".to_owned()),
    }
    for kind in KINDS {
        if !article.sections.iter().any(|section| section.kind == kind) {
            faults.push(format!("it has no section of the kind {}", kind.as_str()));
        }
    }
    faults
}

fn names_day(path: &str, day: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with(day))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn faults_in(name: &str, text: &str) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder can be made");
        fs::write(folder.path().join(name), text).expect("a file can be written");
        let all = read_folder(folder.path()).expect("it can be read");
        let Ok(member) = &all[0].result else { panic!("{name} is refused") };
        faults_of(name, &member.article)
    }

    fn briefing(words: usize) -> String {
        let section = "word ".repeat(words / 5);
        ["Quick Summary", "Key Points", "Context", "My Take", "What to Watch Next"]
            .map(|heading| format!("{heading}\n{section}.\n"))
            .concat()
    }

    #[test]
    fn a_briefing_as_it_should_be_passes() {
        assert_eq!(faults_in("2020-01-02-deal.txt", &briefing(300)), Vec::<String>::new());
    }

    #[test]
    fn length_day_and_sections_are_checked() {
        assert_eq!(faults_in("2020-01-02-deal.txt", &briefing(600)).len(), 1);
        assert_eq!(faults_in("2020-01-02-deal.txt", &briefing(100)).len(), 1);
        assert_eq!(faults_in("deal.txt", &briefing(300)), ["it is undated"]);
        let without_take = briefing(300).replace("My Take\n", "");
        let found = faults_in("2020-01-02-deal.txt", &without_take);
        assert_eq!(found, ["it has no section of the kind take"]);
    }

    #[test]
    fn too_few_briefings_are_a_fault() {
        assert_eq!(faults(&[]).len(), 2);
    }
}
