//! How a folder of real feeds is read: whether every item of a well-formed one is an article.

use precis_briefing::FaultCode;
use quick_xml::Reader;
use quick_xml::events::Event;
use walkdir::WalkDir;

use crate::articles::{Folder, read_file};
use crate::outcome::Outcome;

/// Which folder.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    folder: Folder,
    /// Name each feed that is refused, whole or in part.
    #[arg(long)]
    verbose: bool,
}

/// Reads the feeds and prints the counts; says so when the folder is not there.
pub(crate) fn run(args: &Args) -> Outcome {
    let Some(folder) = args.folder.find("feeds") else { return Ok(()) };
    let mut counts = Counts::default();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        let path = entry.path().strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
        if !entry.file_type().is_file() || !path.ends_with(".xml") {
            continue;
        }
        let items = items(&std::fs::read(entry.path())?);
        let mut one = One { items, ..One::default() };
        let mut said = Vec::new();
        for result in read_file(entry.path(), &path)? {
            match result {
                Ok(_) => one.articles += 1,
                Err(fault) => {
                    let is_item = fault.place.is_some();
                    one.empty += usize::from(is_item && fault.code == FaultCode::Empty);
                    one.refusals += 1;
                    said.push(fault.to_string());
                }
            }
        }
        if args.verbose && !said.is_empty() {
            println!("  {path}: {}", said.join("; "));
        }
        counts.take(&one);
    }
    counts.print();
    Ok(())
}

/// What was read of a feed.
#[derive(Debug, Default, Clone, Copy)]
struct One {
    /// Items that a strict reader finds; none if the XML is not well-formed.
    items: Option<usize>,
    articles: usize,
    /// Items refused because nothing is in them.
    empty: usize,
    refusals: usize,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    feeds: usize,
    ill_formed: usize,
    ill_formed_with_articles: usize,
    without_items: usize,
    without_items_refused: usize,
    with_items: usize,
    given: usize,
    given_or_empty: usize,
    silent: usize,
}

impl Counts {
    fn take(&mut self, one: &One) {
        self.feeds += 1;
        self.silent += usize::from(one.articles == 0 && one.refusals == 0);
        match one.items {
            None => {
                self.ill_formed += 1;
                self.ill_formed_with_articles += usize::from(one.articles > 0);
            }
            Some(0) => {
                self.without_items += 1;
                self.without_items_refused += usize::from(one.articles == 0 && one.refusals > 0);
            }
            Some(items) => {
                self.with_items += 1;
                self.given += usize::from(one.articles == items);
                self.given_or_empty += usize::from(one.articles + one.empty == items);
            }
        }
    }

    fn print(&self) {
        let share = |part: usize| part as f64 / self.with_items.max(1) as f64;
        println!("feeds              {}", self.feeds);
        println!("well-formed        {}", self.feeds - self.ill_formed);
        println!(
            "  without items    {}, refused {}",
            self.without_items, self.without_items_refused
        );
        println!("  with items       {}", self.with_items);
        println!("    an article each  {} ({:.4})", self.given, share(self.given));
        println!(
            "    or refused as empty  {} ({:.4})",
            self.given_or_empty,
            share(self.given_or_empty)
        );
        println!(
            "ill-formed         {}, with articles {}",
            self.ill_formed, self.ill_formed_with_articles
        );
        println!("neither read nor refused  {}", self.silent);
    }
}

/// Counts the items of a feed as a strict reader of XML finds them; none if it is not well-formed.
fn items(bytes: &[u8]) -> Option<usize> {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::from_str(&text);
    let mut names: Vec<String> = Vec::new();
    let (mut items, mut elements) = (0, 0);
    let is_item = |name: &str| {
        let local = name.rsplit(':').next().unwrap_or(name);
        local.eq_ignore_ascii_case("item") || local.eq_ignore_ascii_case("entry")
    };
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                let name = start.name().0.to_owned();
                start.attributes().all(|attribute| attribute.is_ok()).then_some(())?;
                items += usize::from(is_item(&name) && !names.is_empty());
                elements += 1;
                names.push(name);
            }
            Event::Empty(empty) => {
                items += usize::from(is_item(empty.name().0) && !names.is_empty());
                elements += 1;
            }
            Event::End(_) => drop(names.pop()),
            Event::Eof => return (names.is_empty() && elements > 0).then_some(items),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strict_reader_counts_the_items() {
        assert_eq!(items(b"<rss><channel><item><a/></item><item/></channel></rss>"), Some(2));
        assert_eq!(items(b"<feed></feed>"), Some(0));
        for broken in ["<rss><item></rss>", "<rss>", "", "text"] {
            assert_eq!(items(broken.as_bytes()), None, "{broken}");
        }
    }

    #[test]
    fn feeds_are_counted_by_what_came_of_them() {
        let mut counts = Counts::default();
        for one in [
            One { items: Some(2), articles: 2, ..One::default() },
            One { items: Some(2), articles: 1, empty: 1, refusals: 1 },
            One { items: Some(2), articles: 1, refusals: 1, ..One::default() },
            One { items: Some(0), refusals: 1, ..One::default() },
            One { items: None, articles: 1, ..One::default() },
        ] {
            counts.take(&one);
        }
        let expected = Counts {
            feeds: 5,
            ill_formed: 1,
            ill_formed_with_articles: 1,
            without_items: 1,
            without_items_refused: 1,
            with_items: 3,
            given: 1,
            given_or_empty: 2,
            silent: 0,
        };
        assert_eq!(counts, expected);
    }
}
