//! The article in a body.

use std::ops::ControlFlow;

use precis_briefing::{
    ARTICLE_LIMIT_BYTES, Article, Fault, Reading, TitleFrom, Vocabulary, checked_id, read,
};
use precis_indexer::id_of_content;

use crate::problem::{Code, Problem};

/// Reads a body that is one article of a given id.
///
/// What the text does not say is taken from the id, as it would be from a path.
pub(crate) fn named(
    id: &str,
    ending: &str,
    body: &[u8],
    vocabulary: &Vocabulary,
) -> Result<Article, Problem> {
    let id = checked_id(id).map_err(|fault| refused(&fault))?;
    let article = only(&format!("{id}.{ending}"), body, vocabulary)?;
    if article.id == id {
        return Ok(article);
    }
    let detail = format!("The article's own id is `{}`, the address says `{id}`.", article.id);
    Err(Problem::new(Code::IdMismatch, detail))
}

/// Reads a body that is one article; where it has no id, one is made of its title and contents.
pub(crate) fn nameless(
    ending: &str,
    body: &[u8],
    vocabulary: &Vocabulary,
) -> Result<Article, Problem> {
    let stem = unnamed();
    only(&format!("{stem}.{ending}"), body, vocabulary).map(|article| with_id(article, &stem))
}

/// Returns a path without an ending that stands for none: no article has an id like it.
pub(super) fn unnamed() -> String {
    let mut random = [0_u8; 16];
    // Without random bytes it is still a name that nobody gives.
    let _ = getrandom::fill(&mut random);
    random.iter().fold("unnamed".to_owned(), |name, byte| format!("{name}{byte:02x}"))
}

/// Gives an article an id of its contents if it has none of its own, read at a path that stands for none.
pub(super) fn with_id(mut article: Article, stem: &str) -> Article {
    if !article.id.starts_with(stem) {
        return article;
    }
    if article.title_from == TitleFrom::FileName {
        article.title = "Untitled".to_owned();
    }
    article.id = id_of_content(&article);
    article
}

fn only(path: &str, body: &[u8], vocabulary: &Vocabulary) -> Result<Article, Problem> {
    let reading = Reading { path, vocabulary, limit_bytes: ARTICLE_LIMIT_BYTES };
    let mut found: Vec<Result<Article, Fault>> = Vec::new();
    let mut input = body;
    let done = read(&reading, &mut input, &mut |member, _| {
        found.push(member.map(|member| member.article));
        if found.len() < 2 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    done.map_err(|_| Problem::internal())?;
    match (found.pop(), found.is_empty()) {
        (Some(article), true) => article.map_err(|fault| refused(&fault)),
        (Some(Err(fault)), false) => Err(refused(&fault)),
        (Some(Ok(_)), false) => {
            let detail = "The body holds several articles; POST them to /api/v1/articles as JSON Lines (application/x-ndjson).";
            Err(Problem::new(Code::SeveralArticles, detail))
        }
        (None, _) => Err(Problem::new(Code::BadArticle, "The body holds no article.")),
    }
}

/// What is said of an article that cannot be read.
pub(super) fn refused(fault: &Fault) -> Problem {
    let detail = format!("The article cannot be read: {fault}; {}.", fault.code.advice());
    Problem::new(Code::BadArticle, detail)
}
