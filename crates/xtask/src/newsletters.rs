//! How a folder of real newsletters is read: a count of everything that can go wrong.

use std::collections::BTreeMap;

use precis_briefing::{From, normalize_heading};

use crate::articles::{Folder, Read, articles, read_folder};
use crate::outcome::Outcome;

/// Which folder, and which section to count.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    folder: Folder,
    /// Heading whose articles are counted.
    #[arg(long, default_value = "News")]
    section: String,
}

/// Reads the newsletters and prints the counts; says so when the folder is not there.
pub(crate) fn run(args: &Args) -> Outcome {
    let Some(folder) = args.folder.find("newsletters") else { return Ok(()) };
    let counts = Counts::of(&read_folder(folder)?, &args.section);
    println!("articles           {}", counts.articles);
    println!("refused            {}", counts.refused.len());
    for line in &counts.refused {
        println!("  {line}");
    }
    println!("noted              {}", counts.noted);
    println!("dated              {}", counts.dated);
    for (from, count) in &counts.dates_from {
        println!("  from {from:<12} {count}");
    }
    println!("with section {:<5} {}", args.section, counts.with_section);
    Ok(())
}

/// What was read.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    articles: usize,
    refused: Vec<String>,
    noted: usize,
    dated: usize,
    dates_from: BTreeMap<&'static str, usize>,
    with_section: usize,
}

impl Counts {
    fn of(all: &[Read], section: &str) -> Self {
        let section = normalize_heading(section);
        let mut counts = Self::default();
        let mut refused = Vec::new();
        for (_, member) in articles(all, &mut refused) {
            counts.articles += 1;
            counts.noted += usize::from(!member.notes.is_empty());
            counts.dated += usize::from(member.article.date.is_some());
            if let Some(from) = member.article.date_from {
                *counts.dates_from.entry(from_name(from)).or_default() += 1;
            }
            let mut headings = member.article.sections.iter().filter_map(|it| it.heading.as_ref());
            counts.with_section +=
                usize::from(headings.any(|heading| normalize_heading(heading) == section));
        }
        counts.refused = refused;
        counts
    }
}

fn from_name(from: From) -> &'static str {
    match from {
        From::Given => "front matter",
        From::Line => "a line",
        From::Path => "path",
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn everything_is_counted() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let write = |name: &str, text: &[u8]| {
            fs::write(folder.path().join(name), text).expect("a file can be written");
        };
        write("2020-01-08-first.md", b"# First\n\n## News\n\nSomething happened.\n");
        write(
            "second.md",
            b"---\ndate: 2020-02-03\n---\n# Second\n\n## Other\n\nNothing happened.\n",
        );
        write("empty.md", b"");
        write("README.md", b"# Not a newsletter\n");
        let counts = Counts::of(&read_folder(folder.path()).expect("it can be read"), "news");
        assert_eq!((counts.articles, counts.refused.len(), counts.with_section), (2, 1, 1));
        assert_eq!(counts.dated, 2);
        assert_eq!(counts.dates_from, BTreeMap::from([("path", 1), ("front matter", 1)]));
    }
}
