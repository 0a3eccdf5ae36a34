//! What each element does to the text around it.

use dom_query::{Element, NodeData, NodeRef};

/// Elements whose content no reader sees as text.
const UNSEEN: &[&str] = &[
    "applet", "area", "audio", "base", "button", "canvas", "datalist", "embed", "frameset", "head",
    "iframe", "input", "link", "map", "meta", "meter", "noframes", "noscript", "object", "param",
    "progress", "script", "select", "source", "style", "svg", "template", "textarea", "title",
    "track", "video",
];
/// Elements that surround an article: navigation and the like.
const AROUND: &[&str] = &["aside", "dialog", "footer", "menu", "nav"];
/// Elements that stand on lines of their own; any other stands inside one.
const ON_LINES: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// What an element is to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// No reader sees it.
    Unseen,
    /// Surrounds the article.
    Around,
    /// Heading of a level from 1 to 6.
    Heading(u8),
    /// Text as typed.
    Code,
    /// Holds items.
    List,
    /// Item of a list.
    Item,
    /// Said by someone else.
    Quote,
    /// Table; whether its rows are rows is another question.
    Table,
    /// Row of a table.
    Row,
    /// Cell of a table.
    Cell,
    /// Ends a line.
    Break,
    /// Stands on lines of its own.
    Block,
    /// Stands inside a line.
    InLine,
}

/// What a node is, with what its attributes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) role: Role,
    pub(super) bold: bool,
}

/// Returns what a node is; none for a node that is no element.
pub(super) fn part(node: &NodeRef<'_>) -> Option<Part> {
    node.query(|node| match &node.data {
        NodeData::Element(element) => Some(part_of(element)),
        _ => None,
    })?
}

fn part_of(element: &Element) -> Part {
    let name: &str = element.name.local.as_ref();
    let style = attribute(element, "style").map(without_spaces).unwrap_or_default();
    let bold = matches!(name, "b" | "strong") || is_bold(&style);
    let role = if is_hidden(element, &style) { Role::Unseen } else { role_of(name) };
    Part { role, bold }
}

fn role_of(name: &str) -> Role {
    match name {
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "pre" | "listing" | "xmp" | "plaintext" => Role::Code,
        "ul" | "ol" => Role::List,
        "li" => Role::Item,
        "blockquote" => Role::Quote,
        "table" => Role::Table,
        "tr" => Role::Row,
        "td" | "th" => Role::Cell,
        "br" => Role::Break,
        name if UNSEEN.contains(&name) => Role::Unseen,
        name if AROUND.contains(&name) => Role::Around,
        name if ON_LINES.contains(&name) => Role::Block,
        _ => Role::InLine,
    }
}

fn attribute<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.attrs.iter().find(|it| &*it.name.local == name).map(|it| it.value.as_ref())
}

fn without_spaces(style: &str) -> String {
    style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase()
}

/// Tells whether an element is not shown: by itself, or as the preview line of a mail.
fn is_hidden(element: &Element, style: &str) -> bool {
    attribute(element, "hidden").is_some_and(|value| value != "until-found")
        || ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|it| style.contains(it))
}

fn is_bold(style: &str) -> bool {
    style.split(';').any(|rule| {
        let weight = rule.strip_prefix("font-weight:").unwrap_or_default();
        weight.starts_with("bold") || weight.parse().is_ok_and(|weight: u32| weight >= 600)
    })
}
