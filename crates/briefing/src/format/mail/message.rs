//! One message: its headers say what it is, the first part that a reader would be shown is its text.

use mail_parser::{Address, DateTime, HeaderValue, Message, MessageParser, MimeHeaders, PartType};
use serde_json::{Map, Value};

use super::boilerplate::without_boilerplate;
use super::text_part;
use crate::assemble::assemble;
use crate::body::Body;
use crate::format::blocks::Block;
use crate::format::{html, plain};
use crate::given::Given;
use crate::ident::checked_id;
use crate::title::on_one_line;
use crate::{Article, Fault, FaultCode, Vocabulary};

/// How deep messages may stand in each other to be read.
const FORWARDED_LIMIT: usize = 4;

/// Reads one message. Fails when it is none, when there is no text in it, or when its id cannot be one.
pub(crate) fn article(
    bytes: &[u8],
    path: &str,
    place: Option<u64>,
    vocabulary: &Vocabulary,
    notes: &mut Vec<Fault>,
) -> Result<Article, Fault> {
    let message = MessageParser::default().parse(bytes).filter(has_headers);
    let Some(message) = message else {
        return Err(Fault::new(FaultCode::Mail, "no headers of a mail stand at its beginning"));
    };
    let given = Given::from_map(fields(&message), notes);
    let mut body = body(&message, vocabulary, given.title.as_deref())?;
    if message.parts.iter().any(|part| part.is_encoding_problem) {
        notes.push(Fault::new(FaultCode::Encoding, "a part of it does not decode as it says"));
    }
    if body.sections.is_empty() && given.title.is_none() {
        return Err(Fault::new(FaultCode::Empty, "there is no text in it, and no subject"));
    }
    // The subject is the title; a heading that differs stays text, and a day in the text is not that of the mail.
    body.title = None;
    assemble(given, body, path, place)
}

/// Tells whether a message has one of the headers that mails have.
fn has_headers(message: &Message<'_>) -> bool {
    let is_telling = |name: &str| {
        ["from", "to", "subject", "date", "message-id", "received", "mime-version", "content-type"]
            .iter()
            .any(|it| name.eq_ignore_ascii_case(it))
    };
    message.headers().iter().any(|header| is_telling(header.name()))
}

/// Reads the headers, under the names that front matter has.
fn fields(message: &Message<'_>) -> Map<String, Value> {
    let mut fields = Map::new();
    let mut set = |name: &str, value: Option<String>| {
        let value = value.map(|value| on_one_line(&value)).filter(|value| !value.is_empty());
        if let Some(value) = value {
            fields.insert(name.to_owned(), value.into());
        }
    };
    set("id", message.message_id().and_then(|id| checked_id(id.trim()).ok()));
    set("title", message.subject().map(str::to_owned));
    set("date", message.date().and_then(day));
    let list = list(message.list_id());
    let sender = message.from().and_then(name);
    set("author", sender.clone().filter(|_| list.is_some()));
    set("source", list.or(sender));
    set("language", message.root_part().content_language().as_text().map(str::to_owned));
    let attached = message.attachments().filter_map(|part| part.attachment_name());
    let attached: Vec<Value> = attached.map(|name| on_one_line(name).into()).collect();
    if !attached.is_empty() {
        fields.insert("attachments".to_owned(), attached.into());
    }
    fields
}

/// Returns the day as the sender wrote it.
fn day(date: &DateTime) -> Option<String> {
    let year = i16::try_from(date.year).ok()?;
    let month = i8::try_from(date.month).ok()?;
    let day = i8::try_from(date.day).ok()?;
    Some(jiff::civil::Date::new(year, month, day).ok()?.to_string())
}

/// Returns the name of a mailing list; what the machines of a sender number their lists with is none.
fn list(header: &HeaderValue<'_>) -> Option<String> {
    let name = match header {
        HeaderValue::Address(address) => address.first()?.name()?,
        HeaderValue::Text(text) => text.split('<').next()?,
        _ => return None,
    };
    let name = on_one_line(name.trim().trim_matches('"'));
    let is_number = name.bytes().filter(u8::is_ascii_digit).count() * 4 > name.len()
        || name.to_ascii_lowercase().ends_with("mc list");
    (name.contains(char::is_alphabetic) && !is_number).then_some(name)
}

/// Returns the name of a sender, else the address.
fn name(address: &Address<'_>) -> Option<String> {
    let first = address.first()?;
    let name = first.name().map(on_one_line).filter(|name| !name.is_empty());
    name.or_else(|| first.address().map(on_one_line))
}

/// Reads the parts that a reader would be shown: HTML where there is any, else text.
fn body(
    message: &Message<'_>,
    vocabulary: &Vocabulary,
    title: Option<&str>,
) -> Result<Body, Fault> {
    let parts: Vec<&PartType<'_>> = message.html_bodies().map(|part| &part.body).collect();
    if parts.iter().any(|part| matches!(part, PartType::Html(_))) {
        let mut blocks: Vec<Block> = Vec::new();
        for part in parts {
            match part {
                PartType::Html(part) => blocks.extend(html::piece(part)?),
                PartType::Text(part) => {
                    blocks.extend(html::piece(&html::of_text(part, true))?);
                }
                _ => {}
            }
        }
        let blocks = without_boilerplate(blocks, |block| &block.inline.text);
        if !blocks.is_empty() {
            return Ok(html::body_of(blocks, vocabulary, title));
        }
    }
    let mut text = String::new();
    for part in message.text_bodies() {
        if let PartType::Text(body) = &part.body {
            let flows = part.content_type().and_then(|it| it.attribute("format"));
            let flows = flows.is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
            let body = if flows { text_part::unfolded(body) } else { body.to_string() };
            text.push_str(&body);
            text.push_str("\n\n");
        }
    }
    let text = text_part::without_boilerplate(&text);
    if text.is_empty() {
        return Ok(html::body_of(forwarded(message, 0)?, vocabulary, title));
    }
    Ok(plain::without_places(plain::read(&text, 0..text.len(), vocabulary, title)))
}

/// Reads the messages that stand in one that says nothing itself, each below its subject.
fn forwarded(message: &Message<'_>, depth: usize) -> Result<Vec<Block>, Fault> {
    let mut blocks = Vec::new();
    for part in message.attachments() {
        let PartType::Message(inner) = &part.body else { continue };
        if let Some(subject) = inner.subject() {
            let subject = html::of_text(&on_one_line(subject), true);
            blocks.extend(html::piece(&format!("<h2>{subject}</h2>"))?);
        }
        for part in inner.html_bodies() {
            match &part.body {
                PartType::Html(text) => blocks.extend(html::piece(text)?),
                PartType::Text(text) => {
                    blocks.extend(html::piece(&html::of_text(text, true))?);
                }
                _ => {}
            }
        }
        if depth < FORWARDED_LIMIT {
            blocks.extend(forwarded(inner, depth + 1)?);
        }
    }
    Ok(blocks)
}
