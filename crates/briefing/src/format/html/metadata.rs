//! What a page says of itself outside its text: in JSON-LD, meta elements, links and times.

use dom_query::{Document, NodeRef};
use dom_smoothie::Readability;
use serde_json::{Map, Value};

use super::json_ld;
use crate::day::date_value;
use crate::title::on_one_line;

/// Longest name of an author that is taken from the page, in characters; more is a sentence.
const AUTHOR_LIMIT_CHARS: usize = 80;

/// Meta names that hold a title, first the ones that are meant for it most.
const TITLES: &[&str] = &[
    "dc.title",
    "dcterm.title",
    "dcterms.title",
    "og:title",
    "twitter:title",
    "citation_title",
    "weibo:article:title",
    "weibo:webpage:title",
    "parsely-title",
    "title",
];
const DATES: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "publish_date",
    "publish-date",
    "published-date",
    "publication_date",
    "pubdate",
    "release_date",
    "date",
];
const AUTHORS: &[&str] = &[
    "dc.creator",
    "dcterm.creator",
    "dcterms.creator",
    "author",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "article:author",
];
const SOURCES: &[&str] =
    &["og:site_name", "application-name", "dc.publisher", "citation_journal_title"];
const TAGS: &[&str] =
    &["article:tag", "og:article:tag", "parsely-tags", "news_keywords", "keywords"];
const DESCRIPTIONS: &[&str] = &[
    "dc.description",
    "dcterms.description",
    "og:description",
    "twitter:description",
    "description",
];
const ADDRESSES: &[&str] = &["og:url", "parsely-link", "twitter:url"];

/// Reads what a page says of itself, under the names that front matter has.
pub(super) fn of(page: &Readability) -> Map<String, Value> {
    let document = &page.doc;
    let metas = Metas::of(document);
    let linked = json_ld::article(document);
    let mut fields = Map::new();
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            fields.insert(name.to_owned(), value);
        }
    };
    let title = title(page, &metas, &linked);
    set("title", title.map(Value::from));
    let date = linked.date.filter(|date| date_value(date).is_some());
    let date = date.or_else(|| metas.find(DATES, |value| date_value(value).is_some()));
    set("date", date.or_else(|| time(document)).map(Value::from));
    set("source", linked.source.or_else(|| metas.first(SOURCES)).map(Value::from));
    let author = linked.author.or_else(|| metas.authors()).or_else(|| byline(document));
    set("author", author.map(Value::from));
    let url = canonical(document).or_else(|| metas.find(ADDRESSES, is_address)).or(linked.url);
    set("url", url.map(Value::from));
    let tags = metas.all(TAGS);
    let tags = if tags.is_empty() { linked.tags } else { tags };
    set("tags", (!tags.is_empty()).then(|| Value::from(tags)));
    set("language", language(document, &metas).map(Value::from));
    set("description", metas.first(DESCRIPTIONS).or(linked.description).map(Value::from));
    fields
}

/// The meta elements of a page in order: names in lower case, values on one line.
struct Metas(Vec<(String, String)>);

impl Metas {
    fn of(document: &Document) -> Self {
        let mut metas = Vec::new();
        for meta in document.select("meta[content]").nodes() {
            let value = on_one_line(&meta.attr_or("content", ""));
            for attribute in ["property", "name", "itemprop", "http-equiv"] {
                let Some(names) = meta.attr(attribute).filter(|_| !value.is_empty()) else {
                    continue;
                };
                let names = names.split_whitespace().map(usual);
                metas.extend(names.map(|name| (name, value.clone())));
            }
        }
        Self(metas)
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &String> {
        self.0.iter().filter(move |(its, _)| its == name).map(|(_, value)| value)
    }

    fn find(&self, names: &[&str], is_good: impl Fn(&str) -> bool) -> Option<String> {
        let mut values = names.iter().flat_map(|name| self.values(name));
        values.find(|value| is_good(value)).cloned()
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        self.find(names, |_| true)
    }

    /// Returns all values of the first name that has one, each cut at its commas.
    fn all(&self, names: &[&str]) -> Vec<String> {
        let mut all = names.iter().map(|name| self.values(name).collect::<Vec<_>>());
        let found = all.find(|values| !values.is_empty()).unwrap_or_default();
        found.iter().flat_map(|value| value.split(',')).map(on_one_line).collect()
    }

    fn authors(&self) -> Option<String> {
        let is_name = |value: &&String| !is_address(value) && !value.starts_with('@');
        let mut all = AUTHORS.iter().map(|name| {
            let mut names: Vec<String> = Vec::new();
            for value in self.values(name).filter(is_name) {
                let value = without_by(value);
                if !names.contains(&value) {
                    names.push(value);
                }
            }
            names.join(", ")
        });
        all.find(|names| !names.is_empty())
    }
}

/// Returns a name in lower case; those of Dublin Core are written with a dot or a colon.
fn usual(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    if name.starts_with("dc") { name.replace(':', ".") } else { name }
}

/// Finds the title: what the page's data call so, else the title element without the site's name.
fn title(page: &Readability, metas: &Metas, linked: &json_ld::Linked) -> Option<String> {
    let whole = on_one_line(&page.doc.select_single("title").text());
    let linked = match (&linked.headline, &linked.name) {
        // One of them is the page's, the other the site's or the film's that it is about.
        (Some(headline), Some(name)) if whole.contains(name) && !whole.contains(headline) => {
            Some(name.clone())
        }
        (Some(headline), _) => Some(headline.clone()),
        (None, name) => name.clone(),
    };
    let found = linked.or_else(|| metas.first(TITLES)).or_else(|| {
        let site = metas.first(SOURCES);
        site.and_then(|site| without_site(&whole, &site)).or_else(|| from_element(page, &whole))
    });
    found.map(|title| on_one_line(&unescaped(&title))).filter(|title| !title.is_empty())
}

/// Cuts `Title | Site` where the site's name is known.
fn without_site(title: &str, site: &str) -> Option<String> {
    let is_mark =
        |c: char| c.is_whitespace() || matches!(c, '|' | '-' | '–' | '—' | '·' | '»' | ':');
    let rest = title.strip_suffix(site)?;
    let cut = rest.trim_end_matches(is_mark);
    (!cut.is_empty() && cut.len() < rest.len()).then(|| cut.to_owned())
}

/// Takes the title element apart: what a heading repeats is the title, else all of it but the site's name.
fn from_element(page: &Readability, whole: &str) -> Option<String> {
    let headings = page.doc.select("h1, h2");
    let headings = headings.nodes().iter().map(|heading| on_one_line(&heading.text()));
    let repeated = headings
        .filter(|heading| {
            heading.split(' ').nth(1).is_some() && whole.starts_with(heading.as_str())
        })
        .max_by_key(String::len);
    repeated.or_else(|| Some(on_one_line(&page.get_article_title())))
}

/// Finds the day in a `time` element, outside what surrounds the article.
fn time(document: &Document) -> Option<String> {
    let times = document.select("time[datetime]");
    let dated = |node: &&NodeRef<'_>| {
        let is_aside = node
            .ancestors_it(None)
            .any(|above| ["aside", "footer", "nav"].iter().any(|name| above.has_name(name)));
        !is_aside && date_value(&node.attr_or("datetime", "")).is_some()
    };
    let is_published = |node: &&NodeRef<'_>| {
        node.has_attr("pubdate") || &*node.attr_or("itemprop", "") == "datePublished"
    };
    let mut nodes = times.nodes().iter().filter(dated);
    let first = nodes.clone().find(is_published).or_else(|| nodes.next())?;
    Some(first.attr_or("datetime", "").trim().to_owned())
}

/// Finds the author that the page shows: a name, not the line with the time that it often stands in.
fn byline(document: &Document) -> Option<String> {
    let places = [
        "[itemprop=author] [itemprop=name]",
        "[rel=author]",
        "[itemprop=author]",
        ".byline a",
        ".byline",
        ".author",
    ];
    places.iter().find_map(|place| {
        let shown = document.select(place);
        let mut names = shown.nodes().iter().map(|node| without_by(&on_one_line(&node.text())));
        names.find(|name| {
            name.contains(char::is_alphabetic)
                && !name.contains(|c: char| c.is_ascii_digit() || c == '@')
                && name.chars().nth(AUTHOR_LIMIT_CHARS).is_none()
        })
    })
}

/// Returns a name without the `By` in front.
fn without_by(name: &str) -> String {
    let rest = name.get(..3).filter(|start| start.eq_ignore_ascii_case("by "));
    rest.map_or(name, |start| &name[start.len()..]).trim().to_owned()
}

fn canonical(document: &Document) -> Option<String> {
    let links = document.select("link[rel=canonical][href]");
    let mut addresses = links.nodes().iter().map(|link| on_one_line(&link.attr_or("href", "")));
    addresses.find(|address| is_address(address))
}

fn language(document: &Document, metas: &Metas) -> Option<String> {
    let html = document.select_single("html[lang]").attr("lang").map(|lang| on_one_line(&lang));
    let html = html.filter(|lang| !lang.is_empty());
    html.or_else(|| metas.first(&["content-language", "language", "og:locale"]))
        .map(|language| language.replace('_', "-"))
        .filter(|language| !language.contains([',', ' ']))
}

/// Tells whether a value is an address of the web.
pub(in crate::format) fn is_address(value: &str) -> bool {
    value.starts_with("https://") || value.starts_with("http://")
}

/// Reads character references that a page's author wrote twice over (`&amp;quot;`).
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    super::parse::parse(text).map_or_else(|_| text.to_owned(), |it| it.root().text().to_string())
}
