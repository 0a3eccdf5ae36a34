//! Names of XML elements whose prefixes are only agreed on in the document.

use std::collections::HashMap;

/// What prefixes stand for, as declared around an item and in it.
#[derive(Debug, Default, Clone)]
pub(super) struct Prefixes(HashMap<String, String>);

impl Prefixes {
    /// Takes a declaration `xmlns:prefix="uri"`.
    pub(super) fn declare(&mut self, attribute: &str, uri: &str) {
        if let Some(prefix) = attribute.strip_prefix("xmlns:") {
            self.0.insert(prefix.to_owned(), uri.to_owned());
        }
    }

    /// Returns an element's name with the prefix that everyone else gives it; none for those of feeds themselves.
    pub(super) fn usual(&self, name: &str) -> String {
        let name = name.to_ascii_lowercase();
        let Some((prefix, local)) = name.split_once(':') else { return name };
        let usual = self.0.get(prefix).map_or(prefix, |uri| prefix_of(uri));
        match usual {
            "atom" | "rss" | "a10" | "a" => local.to_owned(),
            usual => format!("{usual}:{local}"),
        }
    }
}

fn prefix_of(uri: &str) -> &'static str {
    let uri = uri.to_ascii_lowercase();
    let known = [
        ("purl.org/dc/terms", "dcterms"),
        ("purl.org/dc/elements", "dc"),
        ("purl.org/rss/1.0/modules/content", "content"),
        ("purl.org/rss/1.0/modules", "other"),
        ("purl.org/rss/1.0", "rss"),
        ("my.netscape.com/rdf", "rss"),
        ("backend.userland.com/rss", "rss"),
        ("blogs.law.harvard.edu/tech/rss", "rss"),
        ("w3.org/2005/atom", "atom"),
        ("purl.org/atom/", "atom"),
        ("search.yahoo.com/mrss", "media"),
        ("itunes", "itunes"),
        ("w3.org/1999/xhtml", "xhtml"),
        ("w3.org/1999/02/22-rdf-syntax-ns", "rdf"),
    ];
    known.iter().find(|(part, _)| uri.contains(part)).map_or("other", |(_, prefix)| prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_those_that_everyone_uses() {
        let mut prefixes = Prefixes::default();
        prefixes.declare("xmlns:x", "http://purl.org/dc/elements/1.1/");
        prefixes.declare("xmlns:y", "http://www.w3.org/2005/Atom");
        prefixes.declare("xmlns:dc", "urn:something-else");
        for (name, usual) in [
            ("x:Creator", "dc:creator"),
            ("y:title", "title"),
            ("dc:creator", "other:creator"),
            ("content:encoded", "content:encoded"),
            ("atom:id", "id"),
            ("TITLE", "title"),
        ] {
            assert_eq!(prefixes.usual(name), usual);
        }
    }
}
