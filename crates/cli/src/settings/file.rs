//! `precis.toml`: what a library says about itself. `docs/precis.toml` is a commented example.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use precis_briefing::{Kind, Vocabulary};
use serde::{Deserialize, Deserializer};

use super::contents::Contents;
use super::feeds::FeedSettings;

/// Name of the file, at the root of the library.
pub(crate) const FILE_NAME: &str = "precis.toml";

/// Kinds that headings can be added to.
const HEADED: [Kind; 5] = [Kind::Summary, Kind::Points, Kind::Context, Kind::Take, Kind::Watch];

/// What `precis.toml` says, or the defaults.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    /// Headings that tell what a section is: the built-in ones and those added.
    pub(crate) vocabulary: Vocabulary,
    /// Patterns of paths that are no articles.
    pub(crate) ignore: Vec<String>,
    /// Name of the aliases file.
    pub(crate) aliases: Option<String>,
    /// Feeds that are followed, as written.
    pub(crate) feeds: Vec<FeedSettings>,
    /// What `serve` needs to know.
    pub(crate) server: ServerSettings,
}

/// The table `[server]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ServerSettings {
    /// Address to listen on, unless `--listen` says another.
    pub(crate) listen: Option<String>,
    /// Address people reach the page by.
    pub(crate) public_url: Option<String>,
    /// Address of the site that the page belongs to.
    pub(crate) site_link: Option<String>,
    /// Where the title of a result leads.
    pub(crate) result_links: ResultLinks,
    /// Addresses and networks of proxies that are believed.
    pub(crate) trusted_proxies: Vec<String>,
    /// Whether what was searched is written to the log.
    pub(crate) log_searches: bool,
    /// Origins whose pages may read the API.
    #[serde(deserialize_with = "one_or_many")]
    pub(crate) cors: Vec<String>,
    /// Requests a minute that an address has.
    pub(crate) rate_limit: Option<NonZeroU32>,
    /// Name on the page.
    pub(crate) site_name: Option<String>,
    /// Names that requests may come for, besides the address listened on and localhost.
    pub(crate) hosts: Vec<String>,
    #[serde(flatten)]
    pub(super) unknown: toml::Table,
}

/// Where the title of a result leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ResultLinks {
    /// To the page of the article.
    #[default]
    Page,
    /// To the article's own address.
    Original,
}

/// A list, or one thing of which it would consist.
fn one_or_many<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }
    Ok(match OneOrMany::deserialize(from)? {
        OneOrMany::One(one) => vec![one],
        OneOrMany::Many(many) => many,
    })
}

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Written {
    vocabulary: BTreeMap<String, Vec<String>>,
    ignore: Vec<String>,
    aliases: Option<String>,
    feeds: Vec<FeedSettings>,
    server: ServerSettings,
    #[serde(flatten)]
    unknown: toml::Table,
}

/// Understands what the file holds, and returns the settings and the keys that are none.
///
/// A library without the file has the defaults. Fails when the file cannot be read or is not TOML of this shape, in
/// words that go on after the file's name.
pub(super) fn understand(contents: &Contents) -> Result<(Settings, Vec<String>), String> {
    match contents {
        Ok(Some(text)) => parse(text).map_err(|error| format!("cannot be understood: {error}")),
        Ok(None) => Ok(Default::default()),
        Err(reason) => Err(format!("cannot be read: {reason}")),
    }
}

fn parse(text: &str) -> Result<(Settings, Vec<String>), String> {
    let written: Written = toml::from_str(text).map_err(|error| match error.span() {
        Some(span) => {
            let line = text[..span.start].matches('\n').count() + 1;
            format!("{} (line {line})", error.message())
        }
        None => error.message().to_owned(),
    })?;
    let mut unknown: Vec<String> = written.unknown.keys().cloned().collect();
    unknown.extend(written.server.unknown.keys().map(|key| format!("server.{key}")));
    let of_feeds = written.feeds.iter().flat_map(|feed| feed.unknown.keys());
    unknown.extend(of_feeds.map(|key| format!("feeds.{key}")));
    let mut vocabulary = Vocabulary::default();
    for (name, headings) in &written.vocabulary {
        match Kind::from_name(name).filter(|kind| HEADED.contains(kind)) {
            Some(kind) => headings.iter().for_each(|heading| vocabulary.add(heading, kind)),
            None => unknown.push(format!("vocabulary.{name}")),
        }
    }
    let settings = Settings {
        vocabulary,
        ignore: written.ignore,
        aliases: written.aliases,
        feeds: written.feeds,
        server: written.server,
    };
    Ok((settings, unknown))
}

#[cfg(test)]
mod tests {
    use precis_briefing::Kind;

    use super::parse;

    #[test]
    fn an_empty_file_has_the_defaults() {
        let (settings, unknown) = parse("").unwrap();
        assert_eq!(settings.vocabulary, precis_briefing::Vocabulary::default());
        assert!(settings.ignore.is_empty() && settings.aliases.is_none() && unknown.is_empty());
    }

    #[test]
    fn headings_are_added_to_the_built_in_ones() {
        let (settings, _) = parse("[vocabulary]\ntake = [\"Editor's view\"]").unwrap();
        assert_eq!(settings.vocabulary.kind_of("Editor\u{2019}s View:"), Some(Kind::Take));
        assert_eq!(settings.vocabulary.kind_of("My Take"), Some(Kind::Take));
    }

    #[test]
    fn unknown_keys_are_named_whole() {
        let text = "ignor = []\n[vocabulary]\nopinion = []\nlead = []\n[server]\nprot = 1\n[[feeds]]\nurl = \"\"\nevry = 1";
        let (_, unknown) = parse(text).unwrap();
        let expected =
            ["ignor", "server.prot", "feeds.evry", "vocabulary.lead", "vocabulary.opinion"];
        assert_eq!(unknown, expected);
    }

    #[test]
    fn a_site_says_where_it_stands() {
        let text = "[server]\ncors = \"*\"\nresult_links = \"original\"\nrate_limit = 120";
        let (settings, unknown) = parse(text).unwrap();
        let server = settings.server;
        assert_eq!((&server.cors[..], unknown.len()), (&["*".to_owned()][..], 0));
        assert_eq!(server.result_links, super::ResultLinks::Original);
        assert_eq!(server.rate_limit.map(u32::from), Some(120));
        for wrong in ["result_links = \"both\"", "rate_limit = 0", "cors = 1"] {
            let error = parse(&format!("[server]\n{wrong}")).unwrap_err();
            assert!(error.contains("line 2") || error.contains("line 1"), "{error}");
        }
    }

    #[test]
    fn a_known_key_of_the_wrong_shape_is_refused_with_its_line() {
        let error = parse("\nignore = 3").unwrap_err();
        assert!(error.contains("line 2"), "{error}");
        let error = parse("ignore = [").unwrap_err();
        assert!(error.contains("line 1"), "{error}");
    }
}
