//! The elements of a feed or item, each with its attributes and what it holds.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::names::Prefixes;

/// An element of a feed or item.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Field {
    /// Its name: lower case, with the prefix that everyone uses.
    pub(super) name: String,
    pub(super) attributes: HashMap<String, String>,
    /// All text in it, references resolved.
    pub(super) text: String,
    /// What it holds as markup, for XHTML.
    pub(super) markup: String,
    /// Text of each element in it, by name.
    pub(super) parts: Vec<(String, String)>,
}

/// The elements that stand directly in a feed or item.
#[derive(Debug, Default)]
pub(super) struct Fields {
    pub(super) all: Vec<Field>,
    /// Attributes of the elements around them, inner ones first.
    pub(super) around: HashMap<String, String>,
    pub(super) prefixes: Prefixes,
    /// Where the XML does not parse; what stands before it was read.
    pub(super) broken: Option<String>,
}

impl Fields {
    /// Returns the fields of a name that hold something.
    pub(super) fn named<'a, 'n>(
        &'a self,
        name: &'n str,
    ) -> impl Iterator<Item = &'a Field> + use<'a, 'n> {
        self.all.iter().filter(move |field| field.name == name)
    }

    /// Returns the text of the first field that has one, by the order of the names.
    pub(super) fn text(&self, names: &[&str]) -> Option<&str> {
        let fields = names.iter().flat_map(|name| self.named(name));
        fields.map(|field| field.text.trim()).find(|text| !text.is_empty())
    }
}

/// Reads the elements that stand directly in one of the `containers`, all of which may stand in each other.
pub(super) fn read(text: &str, containers: &[&str], mut prefixes: Prefixes) -> Fields {
    let mut fields = Fields::default();
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut open: Option<Open> = None;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => match &mut open {
                Some(open) => open.start(&start, &prefixes),
                None => {
                    let attributes = attributes(&start);
                    for (name, value) in &attributes {
                        prefixes.declare(name, value);
                    }
                    let name = prefixes.usual(start.name().0);
                    if containers.contains(&local(&name)) {
                        fields.around.extend(attributes);
                    } else {
                        open = Some(Open::new(name, attributes));
                    }
                }
            },
            Ok(Event::Empty(empty)) => match &mut open {
                Some(open) => open.empty(&empty),
                None => {
                    let name = prefixes.usual(empty.name().0);
                    let attributes = attributes(&empty);
                    fields.all.push(Field { name, attributes, ..Field::default() });
                }
            },
            Ok(Event::End(end)) => {
                if let Some(mut element) = open.take() {
                    if element.end(end.name().0) {
                        fields.all.push(element.field);
                    } else {
                        open = Some(element);
                    }
                }
            }
            Ok(Event::Text(text)) => push(&mut open, &text.html_content()),
            Ok(Event::CData(text)) => push(&mut open, &text.html_content()),
            Ok(Event::GeneralRef(name)) => {
                let text = match name.resolve_char_ref() {
                    Ok(Some(c)) => c.to_string(),
                    _ => resolved(&name),
                };
                push(&mut open, &text);
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => {
                fields.broken = Some(error.to_string());
                break;
            }
        }
    }
    // Of an element that is cut off, what there is.
    if let Some(element) = open {
        fields.all.push(element.field);
    }
    fields.prefixes = prefixes;
    fields
}

/// A field whose end is still to come.
struct Open {
    field: Field,
    /// Names of the elements open in it.
    inner: Vec<String>,
}

impl Open {
    fn new(name: String, attributes: HashMap<String, String>) -> Self {
        Self { field: Field { name, attributes, ..Field::default() }, inner: Vec::new() }
    }

    fn start(&mut self, start: &BytesStart<'_>, prefixes: &Prefixes) {
        let name = prefixes.usual(start.name().0);
        if self.inner.is_empty() {
            self.field.parts.push((local(&name).to_owned(), String::new()));
        }
        let tag = format!("<{}{}>", local(start.name().0), start.attributes_raw());
        self.field.markup.push_str(&tag);
        self.inner.push(start.name().0.to_owned());
    }

    fn empty(&mut self, empty: &BytesStart<'_>) {
        let name = local(empty.name().0);
        if self.inner.is_empty() {
            self.field.parts.push((name.to_ascii_lowercase(), String::new()));
        }
        self.field.markup.push_str(&format!("<{name}>"));
        // Elements that HTML knows as empty have no end there.
        if !matches!(name, "br" | "hr" | "img" | "wbr" | "input" | "meta" | "link") {
            self.field.markup.push_str(&format!("</{name}>"));
        }
    }

    /// Ends the innermost element, and tells whether that is the field.
    fn end(&mut self, name: &str) -> bool {
        // An end without its beginning ends nothing, one too far out ends all that it encloses.
        match self.inner.iter().rposition(|it| it == name) {
            Some(at) => {
                for name in self.inner.drain(at..).rev() {
                    self.field.markup.push_str(&format!("</{}>", local(&name)));
                }
                false
            }
            None => local(&self.field.name) == local(name).to_ascii_lowercase(),
        }
    }

    fn push(&mut self, text: &str) {
        self.field.text.push_str(text);
        self.field.markup.push_str(&quick_xml::escape::partial_escape(text));
        if let Some((_, part)) = self.field.parts.last_mut().filter(|_| !self.inner.is_empty()) {
            part.push_str(text);
        }
    }
}

fn push(open: &mut Option<Open>, text: &str) {
    if let Some(open) = open {
        open.push(text);
    }
}

/// Returns the attributes by name, in lower case; what is no attribute is passed over.
fn attributes(start: &BytesStart<'_>) -> HashMap<String, String> {
    let mut attributes = start.html_attributes();
    let attributes = attributes.with_checks(false).flatten();
    let pair = |attribute: quick_xml::events::attributes::Attribute<'_>| {
        let value = quick_xml::escape::unescape(&attribute.value);
        let value =
            value.map_or_else(|_| attribute.value.to_string(), std::borrow::Cow::into_owned);
        (attribute.key.0.to_ascii_lowercase(), value.trim().to_owned())
    };
    attributes.map(pair).collect()
}

/// Resolves a reference by name; an unknown one stays as written.
fn resolved(name: &str) -> String {
    let written = format!("&{name};");
    quick_xml::escape::unescape(&written)
        .map_or_else(|_| written.clone(), std::borrow::Cow::into_owned)
}

/// Returns a name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_hold_their_text_markup_and_parts() {
        let text = "<item about='x'><Title>A &amp; B&eacute;</Title><author><name>C</name><email>d</email></author>\
            <content type='xhtml'><div><p>E<br/>F &lt;</p></div></content><guid/></item>";
        let fields = read(text, &["item"], Prefixes::default());
        assert_eq!(fields.around["about"], "x");
        assert_eq!(fields.text(&["nothing", "title"]), Some("A & Bé"));
        assert_eq!(
            fields.all[1].parts,
            [("name".into(), "C".into()), ("email".into(), "d".into())]
        );
        assert_eq!(fields.all[2].markup, "<div><p>E<br>F &lt;</p></div>");
        assert_eq!(fields.all[2].attributes["type"], "xhtml");
        assert_eq!(fields.all[3].name, "guid");
        let fields =
            read("<item><description>a<br/>b</description></item>", &["item"], Prefixes::default());
        assert_eq!(fields.all[0].parts, [("br".into(), String::new())]);
        assert_eq!(fields.all[0].markup, "a<br>b");
        assert_eq!(fields.broken, None);
    }

    #[test]
    fn what_is_broken_gives_what_stands_before() {
        let fields = read(
            "<item><title>A & B</title><link>c</x></link><description>cut",
            &["item"],
            Prefixes::default(),
        );
        assert_eq!(fields.text(&["title"]), Some("A & B"));
        assert_eq!(fields.text(&["link"]), Some("c"));
        assert_eq!(fields.text(&["description"]), Some("cut"));
    }
}
