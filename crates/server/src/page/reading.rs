//! How a query was read, and what was mended or added, each with a link that takes it back.

use precis_query::SearchRequest;
use precis_query::response::{Note, SearchResponse};

use super::Link;
use super::address::Address;
use super::filters::Chip;
use super::wording::{Piece, pieces, sentence};

/// How a query was read.
pub(super) struct Reading {
    /// The query as it was understood; none where that is what was typed.
    pub(super) read_as: Option<String>,
    /// What was mended or added.
    pub(super) chips: Vec<Chip>,
    /// Everything else worth saying.
    pub(super) notes: Vec<NoteView>,
}

/// Something worth saying about the answer.
pub(super) struct NoteView {
    pub(super) code: String,
    pub(super) text: Vec<Piece>,
    /// Where the note leads.
    pub(super) link: Option<Link>,
}

impl Reading {
    pub(super) fn of(request: &SearchRequest, found: &SearchResponse, address: &Address) -> Self {
        let mut reading = Self { read_as: None, chips: Vec::new(), notes: Vec::new() };
        // Of plain words the chips say everything that there is to say.
        if has_operators(&request.query) && plain(&found.read_as) != plain(&request.query) {
            reading.read_as = Some(found.read_as.clone());
        }
        if !found.complete {
            reading.notes.push(NoteView {
                code: "incomplete".to_owned(),
                text: pieces("The search ran out of time: this is a part of the answer."),
                link: None,
            });
        }
        for note in &found.notes {
            match chip(note, request, address) {
                Some(chip) => reading.chips.push(chip),
                None => reading.notes.push(NoteView {
                    code: note.code.clone(),
                    text: pieces(&sentence(&note.message)),
                    link: link(note, address),
                }),
            }
        }
        reading
    }
}

/// What was done to a word, with the search that leaves it undone.
fn chip(note: &Note, request: &SearchRequest, address: &Address) -> Option<Chip> {
    let (from, to) = (note.from.as_deref()?, note.to.as_deref()?);
    match note.code.as_str() {
        "corrected" | "unfinished" => {
            let query = replaced(&request.query, note.range?, &format!("+{from}"))?;
            Some(Chip {
                what: from.to_owned(),
                value: format!("read as {to}"),
                hint: "search for it as typed",
                remove: address.only("q", &query).results(),
            })
        }
        "expanded" => Some(Chip {
            what: from.to_owned(),
            value: format!("also finds {to}"),
            hint: "search for the word alone",
            remove: address.with("expand", &format!("-{from}")).results(),
        }),
        _ => None,
    }
}

fn link(note: &Note, address: &Address) -> Option<Link> {
    match (note.code.as_str(), note.total_all) {
        ("rest", _) => Some(("Show them too", "any")),
        ("partial", Some(1..)) => Some(("Show nothing else", "all")),
        _ => None,
    }
    .map(|(text, mode)| Link::new(text, address.only("match", mode).results()))
}

/// A query with other text in the place of a range, which counts Unicode scalar values.
fn replaced(query: &str, [start, end]: [usize; 2], text: &str) -> Option<String> {
    let length = query.chars().count();
    if start > end || end > length {
        return None;
    }
    let before = query.chars().take(start);
    let after = query.chars().skip(end);
    Some(before.chain(text.chars()).chain(after).collect())
}

fn has_operators(query: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '.' | '&' | '$' | '%');
    query
        .split_whitespace()
        .any(|word| matches!(word, "AND" | "OR" | "NOT") || !word.chars().all(is_plain))
}

/// What differs from it by more than case and spaces reads differently.
fn plain(query: &str) -> String {
    query.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(query: &str, read_as: &str, notes: Vec<Note>) -> Reading {
        let request = SearchRequest { query: query.to_owned(), ..SearchRequest::default() };
        let found = SearchResponse {
            version: 1,
            query: query.to_owned(),
            read_as: read_as.to_owned(),
            notes,
            total: 1,
            took_us: 1,
            epoch: String::new(),
            revision: 1,
            sort: "relevance".to_owned(),
            complete: true,
            results: Vec::new(),
            instead: Vec::new(),
            facets: None,
            next: None,
        };
        Reading::of(&request, &found, &Address::of(&request))
    }

    fn about(code: &str, range: Option<[usize; 2]>, from: &str, to: &str) -> Note {
        Note {
            code: code.to_owned(),
            range,
            from: Some(from.to_owned()),
            to: Some(to.to_owned()),
            ..Note::default()
        }
    }

    #[test]
    fn a_reading_is_said_only_where_it_is_another() {
        assert_eq!(reading("  OpenAI   deal ", "openai deal", Vec::new()).read_as, None);
        let other = reading("deal in:take", "deal in My Take", Vec::new()).read_as;
        assert_eq!(other.as_deref(), Some("deal in My Take"));
        assert_eq!(reading("", "all articles", Vec::new()).read_as, None);
        assert_eq!(reading("aws", "aws, source: Wire", Vec::new()).read_as, None);
        assert!(reading("a OR b c", "(a OR b) c", Vec::new()).read_as.is_some());
    }

    #[test]
    fn a_correction_and_an_expansion_can_be_taken_back() {
        let corrected = about("corrected", Some([2, 7]), "opnai", "openai");
        let expanded = about("expanded", None, "aws", "“Amazon Web Services”");
        let chips = reading("é opnai aws", "é openai aws", vec![corrected, expanded]).chips;
        assert_eq!(chips[0].value, "read as openai");
        assert_eq!(chips[0].remove, "/?q=%C3%A9%20%2Bopnai%20aws");
        assert_eq!(chips[1].remove, "/?q=%C3%A9%20opnai%20aws&expand=-aws");
    }

    #[test]
    fn a_note_that_cannot_be_taken_back_is_a_sentence() {
        let outside = about("corrected", Some([2, 99]), "a", "b");
        let partial = Note {
            code: "partial".to_owned(),
            message: "2 articles have all the words".to_owned(),
            total_all: Some(2),
            ..Note::default()
        };
        let reading = reading("a b", "a b", vec![outside, partial]);
        assert!(reading.chips.is_empty());
        assert_eq!(reading.notes[1].text, pieces("2 articles have all the words."));
        let link = reading.notes[1].link.as_ref().unwrap();
        assert_eq!(link.href, "/?q=a%20b&match=all");
    }
}
