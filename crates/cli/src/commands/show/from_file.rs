//! A file read as it is on disk, without a library.

use std::fs::File;
use std::io::BufReader;
use std::ops::{ControlFlow, Range};
use std::path::Path;

use precis_briefing::{
    ARTICLE_LIMIT_BYTES, Article, Fault, Member, Reading, is_known_ending, read,
};
use precis_query::response::{ArticleResponse, ArticleSection, ArticleUnit, VERSION};
use serde::Serialize;

use super::Show;
use crate::environment::Surroundings;
use crate::exit::Exit;
use crate::failure::{Failure, reason};
use crate::printer::Printer;
use crate::settings::Library;

/// Returns the path by which id, date and source are told: inside the library if the file is in it, else its name.
pub(super) fn path_in_library(
    file: &Path,
    library: Option<&Library>,
    surroundings: &Surroundings,
) -> String {
    let here = surroundings.folder.clone().unwrap_or_default();
    let inside = library.and_then(|library| {
        let file = std::fs::canonicalize(here.join(file)).ok()?;
        let folder = std::fs::canonicalize(&library.folder).ok()?;
        file.strip_prefix(folder).ok().map(Path::to_owned)
    });
    let path = inside.as_deref().or_else(|| file.file_name().map(Path::new)).unwrap_or(file);
    path.to_string_lossy().replace('\\', "/")
}

/// Shows each article of a file, and how it was read.
pub(super) fn show(
    show: &Show,
    file: &Path,
    path: &str,
    printer: &mut Printer,
) -> Result<Exit, Failure> {
    let unreadable =
        |error| Failure::because(format!("{} cannot be read", file.display()), reason(&error));
    let mut input = BufReader::new(File::open(file).map_err(unreadable)?);
    if !is_known_ending(path) {
        printer.warning("files with this ending are no articles to `precis index`");
    }
    let reading = Reading { path, vocabulary: &show.vocabulary, limit_bytes: ARTICLE_LIMIT_BYTES };
    let mut shown = 0_u64;
    let mut refused = Vec::new();
    let mut outcome = Ok(Exit::NothingFound);
    read(&reading, &mut input, &mut |member, _| {
        let member = match member {
            Ok(member) => member,
            Err(fault) => {
                refused.push(fault);
                return ControlFlow::Continue(());
            }
        };
        let result = show_member(show, member, file, path, shown > 0, printer);
        shown += 1;
        match (&outcome, result) {
            (_, Err(failure)) => {
                outcome = Err(failure);
                return ControlFlow::Break(());
            }
            (Ok(_), Ok(Exit::Found)) => outcome = Ok(Exit::Found),
            _ => {}
        }
        ControlFlow::Continue(())
    })
    .map_err(unreadable)?;
    for fault in &refused {
        printer.warning(&refusal(fault));
    }
    if shown == 0 {
        return Err(Failure::new(format!("{} holds no article", file.display())));
    }
    outcome
}

fn refusal(fault: &Fault) -> String {
    let place = fault.place.map(|place| format!("article {place} ")).unwrap_or_default();
    format!("{place}refused: {fault}; {}", fault.code.advice())
}

fn show_member(
    show: &Show,
    member: Member,
    file: &Path,
    path: &str,
    another: bool,
    printer: &mut Printer,
) -> Result<Exit, Failure> {
    if another && show.format == super::Format::Text {
        printer.answer("\n* * *\n\n")?;
    }
    let Member { place, article, notes, .. } = member;
    let response = response(article, path, place);
    let file = std::fs::canonicalize(file).ok();
    super::print(show, response, file.as_deref(), Some(&notes), printer)
}

/// Returns an article read from a file in the shape that a library gives it. Epoch is empty, revision 0.
fn response(article: Article, path: &str, place: Option<u64>) -> ArticleResponse {
    ArticleResponse {
        version: VERSION,
        id: article.id,
        title: article.title,
        title_highlights: Vec::new(),
        title_from: name(article.title_from).unwrap_or_default(),
        date: article.date.map(|date| date.to_string()),
        date_from: article.date_from.and_then(name),
        path: path.to_owned(),
        place,
        source: article.source,
        source_from: article.source_from.and_then(name),
        author: article.author,
        url: article.url,
        tags: article.tags,
        language: article.language,
        // Found as an article is indexed.
        companies: Vec::new(),
        amounts: Vec::new(),
        extra: article.extra,
        sections: (1..)
            .zip(article.sections)
            .map(|(ordinal, part)| section(ordinal, part))
            .collect(),
        epoch: String::new(),
        revision: 0,
    }
}

fn section(ordinal: u32, section: precis_briefing::Section) -> ArticleSection {
    let mut places = CharacterPlaces::of(&section.text);
    let units = section
        .units
        .iter()
        .map(|unit| ArticleUnit {
            kind: name(unit.kind).unwrap_or_default(),
            range: places.range(&unit.span),
        })
        .collect();
    ArticleSection {
        kind: section.kind.as_str().to_owned(),
        heading: section.heading,
        anchor: section.anchor,
        ordinal,
        highlights: Vec::new(),
        units,
        text: section.text,
    }
}

/// Turns places in bytes into places in characters, in one pass over ascending places.
struct CharacterPlaces<'a> {
    text: &'a str,
    bytes: usize,
    characters: usize,
}

impl<'a> CharacterPlaces<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, bytes: 0, characters: 0 }
    }

    fn place(&mut self, bytes: usize) -> usize {
        if bytes < self.bytes {
            (self.bytes, self.characters) = (0, 0);
        }
        let between = self.text.get(self.bytes..bytes).unwrap_or_default();
        self.characters += between.chars().count();
        self.bytes += between.len();
        self.characters
    }

    fn range(&mut self, span: &Range<usize>) -> [usize; 2] {
        [self.place(span.start), self.place(span.end)]
    }
}

/// Returns the name that a value has in JSON.
fn name(value: impl Serialize) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::CharacterPlaces;

    #[test]
    fn places_in_bytes_become_places_in_characters() {
        let mut places = CharacterPlaces::of("é—b c");
        assert_eq!(places.range(&(2..6)), [1, 3]);
        assert_eq!(places.range(&(0..2)), [0, 1]);
        assert_eq!(places.range(&(7..8)), [4, 5]);
    }
}
