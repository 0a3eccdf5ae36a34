//! Made-up answers that the tests of this room print.

use precis_query::response::{
    Arrived, ArticleResponse, ArticleSection, ArticleUnit, Below, Explanation, FacetCount, Facets,
    Hit, Note, SearchResponse, SectionHit, Snippet,
};

use super::Look;

pub(crate) const NARROW: Look = Look { terminal: false, colour: false, links: false, width: 60 };
pub(crate) const WIDE: Look = Look { width: 120, ..NARROW };
pub(crate) const COLOUR: Look = Look { colour: true, ..NARROW };

fn snippet(text: &str, marked: &[&str]) -> Snippet {
    let range = |word: &&str| {
        let start = text[..text.find(*word).unwrap()].chars().count();
        [start, start + word.chars().count()]
    };
    Snippet { text: text.into(), highlights: marked.iter().map(range).collect(), byte_start: 0 }
}

pub(crate) fn hit() -> Hit {
    Hit {
        id: "2025/harbour-clock".into(),
        title: "Harbour Cloud ends its exclusive licence with Clockwork Models after six years"
            .into(),
        title_highlights: vec![[23, 32]],
        title_from: "line".into(),
        date: Some("2025-03-04".into()),
        path: "2025/harbour-clock.txt".into(),
        source: Some("Morning Wire".into()),
        author: None,
        url: None,
        tags: vec!["cloud".into()],
        companies: Vec::new(),
        amounts: Vec::new(),
        score: 7.25,
        matches: 3,
        missing: vec!["bedrock".into()],
        duplicates: Vec::new(),
        arrived: Arrived { revision: 57, at: "2026-04-27T09:30:00Z".into() },
        near_duplicate_of: None,
        explanation: None,
        shared: None,
        sections: vec![
            SectionHit {
                kind: "take".into(),
                heading: Some("My Take".into()),
                anchor: "take".into(),
                ordinal: 4,
                snippets: vec![
                    snippet(
                        "An exclusive licence is worth most to the side that can walk away, and \
                         neither side could.",
                        &["exclusive licence"],
                    ),
                    snippet(
                        "…the licence runs on without exclusivity until 2031.",
                        &["licence", "exclusivity"],
                    ),
                ],
            },
            SectionHit {
                kind: "watch".into(),
                heading: Some("What to Watch Next".into()),
                anchor: "watch".into(),
                ordinal: 5,
                snippets: vec![snippet("Who else gets a licence.", &["licence"])],
            },
            SectionHit {
                kind: "other".into(),
                heading: Some("Numbers of the week, and what they leave out".into()),
                anchor: "numbers-of-the-week".into(),
                ordinal: 6,
                snippets: vec![snippet("Six years of exclusivity.", &["exclusivity"])],
            },
        ],
    }
}

pub(crate) fn explanation() -> Explanation {
    Explanation {
        message: "score 7.25 = words 5.00 (exclusive 3.25, licence 1.75) + title 1.25 + close together 1.00"
            .into(),
        parts: Vec::new(),
        below: Some(Below {
            by: "title".into(),
            difference: -0.75,
            message: "below the one before mostly by: title −0.75".into(),
        }),
    }
}

pub(crate) fn response() -> SearchResponse {
    SearchResponse {
        version: 1,
        query: "exclusive licence in:take".into(),
        read_as: "exclusive licence in My Take".into(),
        notes: vec![Note {
            code: "partial".into(),
            message: "few articles have all words: 3 do, the others have the best part of them"
                .into(),
            total_all: Some(3),
            ..Note::default()
        }],
        total: 1_204,
        took_us: 830,
        epoch: "k3".into(),
        revision: 57,
        sort: "relevance".to_owned(),
        complete: true,
        results: vec![hit()],
        instead: Vec::new(),
        facets: None,
        next: Some("b3BhcXVl".into()),
    }
}

pub(crate) fn facets() -> Facets {
    let count = |value: &str, count| FacetCount { value: value.into(), count };
    Facets {
        kind: vec![count("take", 1_204), count("points", 30), count("What nobody asked about", 2)],
        company: Vec::new(),
        source: vec![count("Morning Wire", 700), count("The Evening Ledger", 504)],
        author: Vec::new(),
        tag: Vec::new(),
        month: vec![count("2025-03", 4), count("2025-02", 1_200)],
        year: vec![count("2025", 1_204)],
        amount: vec![count("1M..<10M", 12), count("100B..", 3)],
    }
}

pub(crate) fn article() -> ArticleResponse {
    let section =
        |kind: &str, heading: Option<&str>, ordinal, text: &str, unit: &str| ArticleSection {
            kind: kind.into(),
            heading: heading.map(Into::into),
            anchor: kind.into(),
            ordinal,
            text: text.into(),
            highlights: Vec::new(),
            units: vec![ArticleUnit { kind: unit.into(), range: [0, text.chars().count()] }],
        };
    ArticleResponse {
        version: 1,
        id: "2025/harbour-clock".into(),
        title: "Harbour Cloud ends its exclusive licence".into(),
        title_highlights: Vec::new(),
        title_from: "line".into(),
        date: Some("2025-03-04".into()),
        date_from: Some("path".into()),
        path: "2025/harbour-clock.txt".into(),
        place: None,
        source: Some("Morning Wire".into()),
        source_from: Some("given".into()),
        author: Some("R. Writer".into()),
        url: Some("https://example.com/harbour".into()),
        tags: vec!["cloud".into(), "deals".into()],
        language: None,
        companies: vec!["Harbour Cloud".into()],
        amounts: Vec::new(),
        extra: serde_json::Map::new(),
        sections: vec![
            section(
                "lead",
                None,
                1,
                "What follows was put together from two statements, a call with analysts and one long filing.",
                "sentence",
            ),
            section(
                "points",
                Some("Key Points"),
                2,
                "- The licence turns *non-exclusive* and runs until 2031, two years longer than before.\n- No money changes hands.",
                "bullet",
            ),
        ],
        epoch: "k3".into(),
        revision: 57,
    }
}
