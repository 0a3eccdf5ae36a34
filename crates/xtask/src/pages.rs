//! How real pages are read: their text, headings and metadata beside what people say they are.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use dom_query::Document;
use precis_briefing::{Article, UnitKind};
use serde::Deserialize;

use crate::articles::{Folder, read_file};
use crate::outcome::Outcome;

/// Which folder: of folders, one a page, with `source.html`, `expected.html` and `expected-metadata.json`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    folder: Folder,
    /// Name each page whose text, headings or title are not as expected.
    #[arg(long)]
    verbose: bool,
}

/// What is expected of a page.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Expected {
    title: Option<String>,
    byline: Option<String>,
    site_name: Option<String>,
    published_time: Option<String>,
    lang: Option<String>,
}

/// How much of what was expected was found, by name.
#[derive(Debug, Default)]
struct Found(BTreeMap<&'static str, (usize, usize)>);

impl Found {
    fn count(&mut self, name: &'static str, found: usize, of: usize) {
        let (its_found, its_of) = self.0.entry(name).or_default();
        *its_found += found;
        *its_of += of;
    }

    fn given(&mut self, name: &'static str, expected: Option<&str>, found: Option<&str>) {
        if let Some(expected) = expected.filter(|expected| !expected.trim().is_empty()) {
            let is_same = found.is_some_and(|found| words(found) == words(expected));
            self.count(name, usize::from(is_same), 1);
        }
    }
}

/// Reads the pages and prints how well; says so when the folder is not there.
pub(crate) fn run(args: &Args) -> Outcome {
    let Some(folder) = args.folder.find("pages") else { return Ok(()) };
    let mut found = Found::default();
    let (mut pages, mut refused, mut sum) = (0_usize, 0_usize, 0.0);
    for page in folders(folder)? {
        pages += 1;
        let name = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let [Ok(member)] = &read_file(&page.join("source.html"), "source.html")?[..] else {
            refused += 1;
            println!("  {name}: refused");
            continue;
        };
        let article = &member.article;
        let html = Document::from(fs::read_to_string(page.join("expected.html"))?);
        let metadata = fs::read_to_string(page.join("expected-metadata.json"))?;
        let metadata: Expected = serde_json::from_str(&metadata)?;

        let score = f1(&words(&spaced(&html)), &words(&text(article)));
        sum += score;
        let expected = headings(&html);
        let of_article = article_headings(article);
        let missing: Vec<&String> =
            expected.iter().filter(|heading| !of_article.contains(heading)).collect();
        found.count("headings", expected.len() - missing.len(), expected.len());
        found.given("titles", metadata.title.as_deref(), Some(&article.title));
        found.given("authors", metadata.byline.as_deref(), article.author.as_deref());
        found.given("sources", metadata.site_name.as_deref(), article.source.as_deref());
        found.given("languages", metadata.lang.as_deref(), article.language.as_deref());
        let day = metadata.published_time.as_deref().and_then(|time| time.get(..10));
        let date = article.date.map(|date| date.to_string());
        found.given("days", day, date.as_deref());
        if args.verbose {
            if score < 0.99 {
                println!("  {name}: F1 {score:.3}");
            }
            for heading in missing {
                println!("  {name}: no heading {heading}");
            }
            for (what, expected, found) in [
                ("title", &metadata.title, Some(&article.title)),
                ("author", &metadata.byline, article.author.as_ref()),
                ("source", &metadata.site_name, article.source.as_ref()),
                ("date", &metadata.published_time, date.as_ref()),
            ] {
                if expected.as_deref().map(words) != found.map(|found| words(found)) {
                    println!("  {name}: {what} {found:?}, expected {expected:?}");
                }
            }
        }
    }
    println!("pages              {pages}");
    println!("refused            {refused}");
    println!("F1 of words        {:.4}", sum / pages.max(1) as f64);
    for (name, (found, of)) in &found.0 {
        println!("{name:<18} {found} of {of}");
    }
    Ok(())
}

fn folders(dir: &Path) -> Outcome<Vec<PathBuf>> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.join("source.html").is_file() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

/// Returns the text of a page, with a space wherever an element ends.
fn spaced(html: &Document) -> String {
    let root = html.root();
    let nodes = root.descendants_it().filter(dom_query::NodeRef::is_text);
    nodes.map(|node| node.text().to_string()).collect::<Vec<_>>().join(" ")
}

/// Returns the words of a text, without case and punctuation.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

fn headings(html: &Document) -> Vec<String> {
    let headings = html.select("h1, h2, h3, h4, h5, h6");
    let texts = headings.nodes().iter().map(|node| words(&node.text()).join(" "));
    texts.filter(|text| !text.is_empty()).collect()
}

fn article_headings(article: &Article) -> Vec<String> {
    let mut headings: Vec<String> = Vec::new();
    for section in &article.sections {
        headings.extend(section.heading.iter().map(|heading| words(heading).join(" ")));
        let units = section.units.iter().filter(|unit| unit.kind == UnitKind::Heading);
        headings.extend(units.map(|unit| words(&section.text[unit.span.clone()]).join(" ")));
    }
    headings.push(words(&article.title).join(" "));
    headings
}

fn text(article: &Article) -> String {
    let parts = article.sections.iter().map(|section| {
        format!("{}\n{}", section.heading.as_deref().unwrap_or_default(), section.text)
    });
    parts.collect::<Vec<_>>().join("\n")
}

/// Returns the harmonic mean of precision and recall, each word counted as often as it stands.
fn f1(expected: &[String], found: &[String]) -> f64 {
    let mut left: HashMap<&String, usize> = HashMap::new();
    for word in expected {
        *left.entry(word).or_default() += 1;
    }
    let mut shared = 0_usize;
    for word in found {
        if let Some(count) = left.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    let all = expected.len() + found.len();
    if all == 0 { 1.0 } else { 2.0 * shared as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_as_often_as_they_stand() {
        let words = |text| words(text);
        assert!((f1(&words("a b c"), &words("A, b. c!")) - 1.0).abs() < 1e-9);
        assert!((f1(&words("a a b b"), &words("a b")) - 2.0 / 3.0).abs() < 1e-9);
        assert!(f1(&words("a"), &words("b")).abs() < 1e-9);
    }

    #[test]
    fn a_page_is_scored_beside_what_is_expected() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let page = folder.path().join("one");
        fs::create_dir(&page).expect("a folder can be made");
        for (name, text) in [
            ("source.html", "<title>One</title><body><h2>Context</h2><p>Some words.</p>"),
            ("expected.html", "<h2>Context</h2><p>Some words.</p>"),
            ("expected-metadata.json", "{\"title\": \"One\", \"byline\": null}"),
        ] {
            fs::write(page.join(name), text).expect("a file can be written");
        }
        assert_eq!(folders(folder.path()).expect("it can be listed"), std::slice::from_ref(&page));
        let read = read_file(&page.join("source.html"), "source.html").expect("it can be read");
        let [Ok(member)] = &read[..] else { panic!("one article") };
        assert_eq!(words(&text(&member.article)), ["context", "some", "words"]);
        assert_eq!(article_headings(&member.article), ["context", "one"]);
    }
}
