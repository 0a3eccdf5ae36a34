//! A small matcher over tokens: does a query find a text?

use precis_analysis::{Form, for_each_token, typed};

struct Read {
    exact: String,
    stem: String,
    position: u32,
}

fn read(text: &str) -> Vec<Read> {
    let mut tokens = Vec::new();
    for_each_token(text, &mut |token| {
        let (exact, stem) = (token.exact.to_owned(), token.stem.to_owned());
        tokens.push(Read { exact, stem, position: token.position });
    });
    tokens
}

#[derive(Clone, Copy)]
enum Field {
    Exact,
    Stems,
}

fn is_at(text: &[Read], form: &Form, position: u32, field: Field) -> bool {
    text.iter().filter(|token| token.position == position).any(|token| match field {
        Field::Exact => form.exact.contains(&token.exact),
        Field::Stems => form.stems.contains(&token.stem),
    })
}

fn is_phrase_at(text: &[Read], parts: &[&Form], start: u32, field: Field) -> bool {
    (start..).zip(parts).all(|(position, form)| is_at(text, form, position, field))
}

/// Whether a query of words, or one phrase in quotes, finds a text. All words are needed.
pub(crate) fn finds(query: &str, text: &str) -> bool {
    let text = read(text);
    let end = text.last().map_or(0, |token| token.position + 1);
    let any = |parts: &[&Form], field| (0..end).any(|at| is_phrase_at(&text, parts, at, field));
    if let Some(phrase) = query.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        let words = typed(phrase);
        let parts: Vec<&Form> = words.iter().flat_map(|word| &word.parts).collect();
        let joined = words.iter().map(|word| word.joined.as_ref()).collect::<Option<Vec<_>>>();
        return any(&parts, Field::Exact) || joined.is_some_and(|j| any(&j, Field::Exact));
    }
    let words = typed(query);
    assert!(!words.is_empty(), "{query:?} has words");
    words.iter().all(|word| {
        let parts: Vec<&Form> = word.parts.iter().collect();
        any(&parts, Field::Stems)
            || word.joined.as_ref().is_some_and(|joined| any(&[joined], Field::Stems))
    })
}
