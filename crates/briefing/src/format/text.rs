//! A text file that is one article: front matter, then plain text or Markdown.

use serde_json::Map;

use super::{Format, front_matter, markdown, plain};
use crate::assemble::assemble;
use crate::body::{Body, given_summary};
use crate::given::Given;
use crate::lines::lines;
use crate::{Article, Fault, FaultCode, Kind, Vocabulary};

/// Reads a text file. Fails when there is no text in it, or when its id cannot be one.
pub(crate) fn article(
    source: &str,
    format: Format,
    path: &str,
    vocabulary: &Vocabulary,
    notes: &mut Vec<Fault>,
) -> Result<Article, Fault> {
    if source.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(Fault::new(FaultCode::Empty, "there is no text in it"));
    }
    let mut start = 0;
    let mut fields = Map::new();
    let mut front = 0..0;
    if let Some(found) = front_matter::cut(source) {
        start = found.body_start;
        fields = found.fields;
        front = found.inner;
        notes.extend(found.fault);
    }
    let summary = ["summary", "description"].into_iter().find_map(|name| {
        let text = fields.get(name)?.as_str()?.trim().to_owned();
        (!text.is_empty()).then_some((name, text))
    });
    let mut given = Given::from_map(fields, notes);

    let mut body = body_of(source, start, format, vocabulary, given.title.as_deref());
    if let Some((name, text)) = summary
        && !body.sections.iter().any(|section| section.kind == Kind::Summary)
    {
        given.extra.shift_remove(name);
        body.sections.insert(0, summary_section(&text, source, front));
    }
    if body.sections.is_empty() {
        return Err(Fault::new(FaultCode::Empty, "there is no text below the front matter"));
    }
    assemble(given, body, path, None)
}

fn body_of(
    source: &str,
    start: usize,
    format: Format,
    vocabulary: &Vocabulary,
    given_title: Option<&str>,
) -> Body {
    let range = start..source.len();
    if format == Format::Markdown {
        let found = markdown::read(source, range.clone(), vocabulary, given_title);
        // A file in the plain shape under a Markdown name: its headings are bare lines.
        let is_headed = found
            .sections
            .iter()
            .any(|section| section.kind != Kind::Lead || !section.subheadings.is_empty());
        let is_plain = !is_headed
            && lines(&source[range.clone()]).any(|line| plain::is_heading(line.text, vocabulary));
        return if is_plain {
            markdown::read_plain_shape(source, range, vocabulary, given_title)
        } else {
            found
        };
    }
    plain::read(source, range, vocabulary, given_title)
}

/// Makes the summary section of front matter, with source ranges where the text stands there verbatim.
fn summary_section(text: &str, source: &str, front: std::ops::Range<usize>) -> crate::Section {
    let mut section = given_summary(text);
    if let Some(at) = source[front.clone()].find(text) {
        let offset = front.start + at;
        for unit in &mut section.units {
            unit.source = Some(offset + unit.span.start..offset + unit.span.end);
        }
    }
    section
}
