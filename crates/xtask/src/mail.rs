//! How a folder of real mail is read: what was found in it, and why some was refused.

use precis_briefing::{FaultCode, TitleFrom};

use crate::articles::{Folder, Read, articles, read_folder};
use crate::outcome::Outcome;

/// Which folder.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    folder: Folder,
    /// Name each mail in which something was not found.
    #[arg(long)]
    verbose: bool,
}

/// Reads the mail and prints the counts; says so when the folder is not there.
pub(crate) fn run(args: &Args) -> Outcome {
    let Some(folder) = args.folder.find("mail") else { return Ok(()) };
    let mut all = read_folder(folder)?;
    all.retain(|one| one.path.ends_with(".eml") || one.path.ends_with(".mbox"));
    let counts = Counts::of(&all);
    println!("mail               {}", all.len());
    println!("articles           {} ({:.4})", counts.articles, counts.share(all.len()));
    println!("refused            {}", counts.refused.len());
    for line in &counts.refused {
        println!("  {line}");
    }
    for (name, count, without) in [
        ("with a subject", counts.titled, &counts.without_title),
        ("dated", counts.dated, &counts.without_date),
        ("with a source", counts.sourced, &counts.without_source),
        ("with text", counts.with_text, &counts.without_text),
    ] {
        println!("{name:<18} {count}");
        if args.verbose {
            without.iter().for_each(|path| println!("  not {path}"));
        }
    }
    println!("decoded with loss  {}", counts.lossy);
    Ok(())
}

/// What was read.
#[derive(Debug, Default)]
struct Counts {
    articles: usize,
    refused: Vec<String>,
    titled: usize,
    without_title: Vec<String>,
    dated: usize,
    without_date: Vec<String>,
    sourced: usize,
    without_source: Vec<String>,
    with_text: usize,
    without_text: Vec<String>,
    lossy: usize,
}

impl Counts {
    fn of(all: &[Read]) -> Self {
        let mut counts = Self::default();
        let mut refused = Vec::new();
        for (path, member) in articles(all, &mut refused) {
            counts.articles += 1;
            let article = &member.article;
            let count = |is: bool, with: &mut usize, without: &mut Vec<String>| {
                *with += usize::from(is);
                if !is {
                    without.push(path.to_owned());
                }
            };
            count(
                article.title_from == TitleFrom::Given,
                &mut counts.titled,
                &mut counts.without_title,
            );
            count(article.date.is_some(), &mut counts.dated, &mut counts.without_date);
            count(
                article.source_from == Some(precis_briefing::From::Given),
                &mut counts.sourced,
                &mut counts.without_source,
            );
            count(!article.sections.is_empty(), &mut counts.with_text, &mut counts.without_text);
            counts.lossy +=
                usize::from(member.notes.iter().any(|it| it.code == FaultCode::Encoding));
        }
        counts.refused = refused;
        counts
    }

    fn share(&self, of: usize) -> f64 {
        self.articles as f64 / of.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn everything_is_counted() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let write = |name: &str, text: &str| {
            fs::write(folder.path().join(name), text).expect("a file can be written");
        };
        write(
            "a.eml",
            "From: A <a@b.example>\nSubject: S\nDate: Mon, 27 Apr 2026 10:00:00 +0000\n\nText.\n",
        );
        write("b.eml", "Subject: Only a subject\n\n");
        write("c.eml", "No mail at all\n");
        write("d.txt", "Not a mail\n");
        let mut all = read_folder(folder.path()).expect("it can be read");
        all.retain(|one| one.path.ends_with(".eml"));
        let counts = Counts::of(&all);
        assert_eq!((counts.articles, counts.refused.len()), (2, 1));
        assert_eq!((counts.titled, counts.dated, counts.sourced, counts.with_text), (2, 1, 1, 1));
    }
}
