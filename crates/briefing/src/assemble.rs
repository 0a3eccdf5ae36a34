//! Puts an article together: what is given, what the text says, what the path says.

use crate::anchor::give_anchors;
use crate::body::Body;
use crate::day::date_in_path;
use crate::given::Given;
use crate::ident::{checked_id, id_of_path, without_ending};
use crate::title::{derived, on_one_line};
use crate::{Article, Fault, From, TitleFrom};

/// Puts an article together. Fails when its id cannot be one.
pub(crate) fn assemble(
    given: Given,
    body: Body,
    path: &str,
    place: Option<u64>,
) -> Result<Article, Fault> {
    let id = match &given.id {
        Some(id) => checked_id(id)?,
        None => id_of_path(path, place)?,
    };
    let Body { title, date, mut sections } = body;
    give_anchors(&mut sections);

    let stem = without_ending(path);
    let (title, title_from) = given
        .title
        .map(|title| (title, TitleFrom::Given))
        .or(title)
        .or_else(|| derived(&sections))
        .unwrap_or_else(|| (file_name(stem, &id), TitleFrom::FileName));
    let (date, date_from) =
        first_of([(given.date, From::Given), (date, From::Line), (date_in_path(stem), From::Path)]);
    let (source, source_from) =
        first_of([(given.source, From::Given), (source_in_path(stem), From::Path)]);

    Ok(Article {
        id,
        title,
        title_from,
        date,
        date_from,
        source,
        source_from,
        author: given.author,
        url: given.url,
        tags: given.tags,
        language: given.language,
        extra: given.extra,
        sections,
    })
}

fn first_of<T, const N: usize>(candidates: [(Option<T>, From); N]) -> (Option<T>, Option<From>) {
    candidates
        .into_iter()
        .find_map(|(value, from)| value.map(|value| (Some(value), Some(from))))
        .unwrap_or((None, None))
}

fn file_name(stem: &str, id: &str) -> String {
    let name = on_one_line(stem.rsplit('/').next().unwrap_or(stem));
    if name.is_empty() { id.to_owned() } else { name }
}

/// Returns the first folder of a path, unless its name is a number or a date in numbers.
fn source_in_path(stem: &str) -> Option<String> {
    let (folder, _) = stem.split_once('/')?;
    let folder = on_one_line(folder);
    folder.contains(char::is_alphabetic).then_some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_folder_is_the_source_unless_it_is_a_number() {
        assert_eq!(source_in_path("stratos/2026/openai").as_deref(), Some("stratos"));
        for path in ["openai", "2026/openai", "2026-04/openai", "2026/stratos/openai"] {
            assert_eq!(source_in_path(path), None, "{path}");
        }
    }
}
