//! Bytes that are to become an article of the library: what they are, what is filled in, where they go.

use std::ops::ControlFlow;

use jiff::civil::Date;
use precis_briefing::{ARTICLE_LIMIT_BYTES, Article, Reading, Vocabulary, native_json, read};

use crate::failure::Failure;

/// Bytes that are to become an article of the library.
#[derive(Debug)]
pub(crate) struct Incoming {
    /// Name of the file, without folder and ending.
    pub(crate) name: String,
    /// Ending of the file.
    pub(crate) ending: String,
    /// Date that decides its folder.
    pub(crate) date: Option<Date>,
    /// What is stored.
    pub(crate) bytes: Vec<u8>,
}

/// Values for what a text does not say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Fill {
    pub(crate) title: Option<String>,
    pub(crate) date: Option<Date>,
    pub(crate) source: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) url: Option<String>,
}

/// Reads bytes as the article or articles that they are. `name` is that of their file, none if they have none.
///
/// What `fill` adds is kept in the native form, everything else byte for byte.
pub(crate) fn incoming(
    name: Option<&str>,
    bytes: Vec<u8>,
    fill: &Fill,
    vocabulary: &Vocabulary,
) -> Result<Incoming, Failure> {
    let shown = name.unwrap_or("standard input").to_owned();
    let (stem, ending) = match name.and_then(|name| name.rsplit_once('.')) {
        Some((stem, ending)) => (Some(stem.to_owned()), ending.to_owned()),
        None => (name.map(str::to_owned), ending_of(&bytes).to_owned()),
    };
    // A name that no id is like, where there is none.
    let stem_read = stem.clone().unwrap_or_else(|| "standard-input".to_owned());
    let path = format!("{stem_read}.{ending}");
    if !precis_briefing::is_known_ending(&path) {
        return Err(Failure::new(format!("{shown} is in no format that articles come in"))
            .hint("articles end in .txt, .md, .json or .jsonl"));
    }
    let mut articles = Vec::new();
    let mut faults = Vec::new();
    let reading = Reading { path: &path, vocabulary, limit_bytes: ARTICLE_LIMIT_BYTES };
    let done = read(&reading, &mut bytes.as_slice(), &mut |member, _| {
        match member {
            Ok(member) => articles.push(member.article),
            Err(fault) => faults.push(fault),
        }
        ControlFlow::Continue(())
    });
    done.map_err(|error| Failure::because(&shown, error))?;
    let Some(first) = articles.first() else {
        let fault = faults.first();
        let why = fault.map_or_else(|| "there is no article in it".to_owned(), ToString::to_string);
        let failure = Failure::because(shown, why);
        return Err(match fault {
            Some(fault) => failure.hint(fault.code.advice()),
            None => failure,
        });
    };
    let filled = filled(first, fill);
    let is_changed = filled != *first;
    if is_changed && articles.len() > 1 {
        return Err(several(&shown, articles.len()));
    }
    let slug = precis_indexer::slug(&filled.title, 80);
    let name = stem.filter(|stem| !stem.is_empty() && !stem.starts_with('.')).unwrap_or(slug);
    let name = if name.is_empty() { "article".to_owned() } else { name };
    let date = filled.date;
    if !is_changed {
        return Ok(Incoming { name, ending, date, bytes });
    }
    let mut fields = native_json(&filled);
    // An id that only came from the name comes from the path again.
    if filled.id == stem_read {
        fields.shift_remove("id");
    }
    let mut bytes = serde_json::to_vec_pretty(&fields)
        .map_err(|error| Failure::because("the article cannot be written as JSON", error))?;
    bytes.push(b'\n');
    Ok(Incoming { name, ending: "json".to_owned(), date, bytes })
}

/// What is said where one value was given for many articles.
pub(crate) fn several(shown: &str, count: usize) -> Failure {
    Failure::new(format!("{shown} holds {count} articles"))
        .hint("leave --title, --date, --source, --tag and --url out, or add them one by one")
}

/// Adds what an article does not say.
pub(crate) fn filled(article: &Article, fill: &Fill) -> Article {
    let mut filled = article.clone();
    let is_derived = article.title_from.is_derived();
    if let Some(title) = &fill.title
        && (is_derived || article.title_from == precis_briefing::TitleFrom::FileName)
    {
        filled.title = title.clone();
        filled.title_from = precis_briefing::TitleFrom::Given;
    }
    filled.date = filled.date.or(fill.date);
    filled.source = filled.source.or_else(|| fill.source.clone());
    filled.url = filled.url.or_else(|| fill.url.clone());
    if filled.tags.is_empty() {
        filled.tags.clone_from(&fill.tags);
    }
    filled
}

/// Tells the ending of a file that holds such bytes.
fn ending_of(bytes: &[u8]) -> &'static str {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if head.starts_with(['{', '[']) {
        return "json";
    }
    let is_markdown = head.starts_with("---\n")
        || head.starts_with("+++\n")
        || head.lines().any(|line| line.starts_with("# ") || line.starts_with("## "));
    if is_markdown { "md" } else { "txt" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(name: Option<&str>, text: &str, fill: &Fill) -> Incoming {
        incoming(name, text.as_bytes().to_vec(), fill, &Vocabulary::default()).unwrap()
    }

    #[test]
    fn a_text_that_says_everything_stays_as_it_is() {
        let text = "Zinc closes\n2026-04-27\n\nMy Take\nIt fits.\n";
        let fill = Fill { title: Some("Other".to_owned()), ..Fill::default() };
        let made = made(Some("zinc.txt"), text, &fill);
        assert_eq!((made.name.as_str(), made.ending.as_str()), ("zinc", "txt"));
        assert_eq!(made.date, Some(jiff::civil::date(2026, 4, 27)));
        assert_eq!(made.bytes, text.as_bytes());
    }

    #[test]
    fn what_is_filled_in_is_kept_in_the_native_form() {
        let fill = Fill {
            title: Some("Zinc closes".to_owned()),
            date: Some(jiff::civil::date(2026, 4, 27)),
            source: Some("Wire".to_owned()),
            tags: vec!["metal".to_owned()],
            url: None,
        };
        let made = made(None, "My Take\nIt fits.\n", &fill);
        assert_eq!((made.name.as_str(), made.ending.as_str()), ("zinc-closes", "json"));
        let json: serde_json::Value = serde_json::from_slice(&made.bytes).unwrap();
        let expected = serde_json::json!({"title": "Zinc closes", "date": "2026-04-27", "source": "Wire",
            "tags": ["metal"], "sections": [{"heading": "My Take", "text": "It fits."}]});
        assert_eq!(json, expected);
    }

    #[test]
    fn formats_are_told_by_their_beginning() {
        for (text, ending) in [
            ("{\"text\": \"Words.\"}", "json"),
            ("---\ntitle: A\n---\nWords.\n", "md"),
            ("Lead.\n\n## Context\nWords.\n", "md"),
            ("My Take\nWords.\n", "txt"),
        ] {
            assert_eq!(made(None, text, &Fill::default()).ending, ending, "{text}");
        }
    }

    #[test]
    fn what_is_no_article_says_so() {
        let refused = |name: &str, text: &str| {
            incoming(Some(name), text.into(), &Fill::default(), &Vocabulary::default()).unwrap_err()
        };
        assert!(
            matches!(refused("a.png", "x"), Failure::Told { message, .. } if message.contains("format"))
        );
        assert!(
            matches!(refused("a.txt", " "), Failure::Told { message, .. } if message.contains("no text"))
        );
    }
}
