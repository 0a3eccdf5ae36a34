//! The typed tree into clauses.

use jiff::Zoned;
use precis_analysis::Typed;
use precis_briefing::{Aliases, Vocabulary};

use super::{Clause, Like, Phrase, SectionName, Spellings, Word, company, fields, spellings};
use crate::language::{Expr, Field, MAX_BOOST_THOUSANDTHS, Node, Span, SyntaxCode, SyntaxNote};
use crate::request::Sort;
use crate::response::Note;

/// Most spellings of one phrase that are looked for.
const MOST_SEQUENCES: usize = 16;

pub(super) struct Resolver<'a> {
    pub(super) query: &'a str,
    vocabulary: &'a Vocabulary,
    aliases: &'a Aliases,
    now: &'a Zoned,
    pub(super) notes: Vec<Note>,
    pub(super) sort: Option<Sort>,
    /// What the boosts around the node at hand come to, in thousandths.
    boost: u32,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(
        query: &'a str,
        vocabulary: &'a Vocabulary,
        aliases: &'a Aliases,
        now: &'a Zoned,
    ) -> Self {
        Self { query, vocabulary, aliases, now, notes: Vec::new(), sort: None, boost: 1000 }
    }

    pub(super) fn tree(&mut self, node: &Node) -> Clause {
        self.group(node).unwrap_or(Clause::All)
    }

    /// Settles the inside of parentheses, or the whole query: `in:` binds here.
    pub(super) fn group(&mut self, node: &Node) -> Option<Clause> {
        let mut names = Vec::new();
        let clause = self.within(node, &mut names);
        if names.is_empty() {
            return clause;
        }
        Some(Clause::Section(names, Box::new(clause.unwrap_or(Clause::All))))
    }

    /// Settles a node; positive `in:` of this group are collected in `names` instead. None where nothing remains.
    fn within(&mut self, node: &Node, names: &mut Vec<SectionName>) -> Option<Clause> {
        match &node.expr {
            Expr::In(name) => {
                names.extend(fields::section_names(name, self.vocabulary));
                None
            }
            Expr::Side(of) => {
                let mut clauses = Vec::with_capacity(of.len());
                for node in of {
                    match self.within(node, names) {
                        // Parentheses around words and phrases alone say nothing that these do not, and
                        // ordinary text has them; so has a word of several words (`his/her`).
                        Some(Clause::Side(words))
                            if is_text(&node.expr) && words.iter().all(is_word_or_phrase) =>
                        {
                            clauses.extend(words);
                        }
                        Some(clause) => clauses.push(clause),
                        None => {}
                    }
                }
                several(clauses, Clause::Side)
            }
            Expr::And(of) => {
                let clauses = of.iter().filter_map(|node| self.within(node, names)).collect();
                several(clauses, Clause::And)
            }
            Expr::Must(of) => {
                let clause = self.within(of, names)?;
                Some(Clause::Must(Box::new(clause)))
            }
            _ => self.node(node),
        }
    }

    /// Settles a node in which `in:` is a condition of its own.
    pub(super) fn node(&mut self, node: &Node) -> Option<Clause> {
        let span = &node.span;
        match &node.expr {
            Expr::Empty => None,
            Expr::Word(text) => self.words(text, span),
            Expr::Phrase { text, slop } => self.phrase(text, slop.unwrap_or(0), span),
            Expr::Prefix(letters) => {
                let folded = spellings::letters(letters);
                Some(self.boosted(Clause::Prefix(folded)))
            }
            Expr::Wildcard(pattern) => match Like::from_stars(pattern) {
                Some(Like::Start(letters)) => Some(self.boosted(Clause::Prefix(letters))),
                Some(like) => Some(self.spellings(pattern.clone(), like, span)),
                None => self.words(pattern, span),
            },
            Expr::Fuzzy(word) => match Like::from_close(word) {
                Some(like) => Some(self.spellings(format!("{word}~"), like, span)),
                None => {
                    let message = format!(
                        "`{word}~` was searched as it is spelt: `~` needs one word of at least {} letters",
                        spellings::ONE_EDIT
                    );
                    self.note("bad_value", message, span);
                    self.words(word, span)
                }
            },
            Expr::Side(_) | Expr::And(_) | Expr::Must(_) | Expr::In(_) => self.group(node),
            Expr::Paren(of) => self.group(of),
            Expr::Or(of) => {
                let clauses = of.iter().filter_map(|node| self.node(node)).collect();
                several(clauses, Clause::Or)
            }
            Expr::Not(of) => {
                let clause = self.node(of)?;
                Some(Clause::Not(Box::new(clause)))
            }
            Expr::Near { distance, of } => self.near(*distance, of),
            Expr::Same(of) => {
                let mut of = self.group(of)?;
                spellings::spell_out(&mut of, scalar_range(self.query, span));
                Some(Clause::Same(Box::new(of)))
            }
            Expr::AtLeast { count, of } => self.at_least(*count, of),
            Expr::Boost { of, thousandths } => {
                let outer = self.boost;
                let product = u64::from(outer) * u64::from(*thousandths) / 1000;
                let product = u32::try_from(product).unwrap_or(u32::MAX);
                self.boost = product.clamp(1, MAX_BOOST_THOUSANDTHS);
                let clause = self.node(of);
                self.boost = outer;
                clause
            }
            Expr::Section { name, of } => {
                let names = fields::section_names(name, self.vocabulary);
                let clause = self.group(of).unwrap_or(Clause::All);
                Some(Clause::Section(names, Box::new(clause)))
            }
            Expr::Title(of) => {
                let clause = self.group(of)?;
                Some(Clause::Title(Box::new(clause)))
            }
            Expr::Field { field, value, value_span } => self.field(*field, value, value_span),
        }
    }

    fn field(&mut self, field: Field, value: &str, value_span: &Span) -> Option<Clause> {
        match field {
            Field::Sort => {
                match Sort::from_name(&value.to_ascii_lowercase()) {
                    Some(sort) => self.sort = Some(sort),
                    None => self.bad_value(field, value, value_span),
                }
                None
            }
            Field::Company => {
                let (clause, note) = company::company(value, self.aliases.companies());
                let range = Some(scalar_range(self.query, value_span));
                self.notes.extend(note.map(|note| Note { range, ..note }));
                Some(clause)
            }
            _ => match fields::typed(field, value, self.now) {
                Some(fields::Settled { clause, turned }) => {
                    let range = Some(scalar_range(self.query, value_span));
                    self.notes.extend(turned.map(|note| Note { range, ..note }));
                    Some(clause)
                }
                None => {
                    self.bad_value(field, value, value_span);
                    self.words(value, value_span)
                }
            },
        }
    }

    fn words(&mut self, text: &str, span: &Span) -> Option<Clause> {
        let words: Vec<Clause> = precis_analysis::typed(text)
            .into_iter()
            .map(|typed| Clause::Word(Word { boost: self.boost, ..Word::from(typed) }))
            .collect();
        if words.is_empty() && text.chars().any(|c| !c.is_whitespace()) {
            let message = format!("`{}` holds nothing that can be searched for", text.trim());
            self.note("nothing_to_search", message, span);
        }
        several(words, Clause::Side)
    }

    fn phrase(&mut self, text: &str, slop: u32, span: &Span) -> Option<Clause> {
        match phrase(text) {
            Some(phrase) => Some(self.boosted(Clause::Phrase(Phrase { slop, ..phrase }))),
            None => self.words(text, span),
        }
    }

    fn spellings(&self, text: String, like: Like, span: &Span) -> Clause {
        let range = scalar_range(self.query, span);
        self.boosted(Clause::Spellings(Spellings { text, range, like, forms: None }))
    }

    /// A part that is no word, with the boosts around it. They multiply scores that are summed, so it makes no
    /// difference whether the whole or each part of it has them, and words stay what match modes look for.
    fn boosted(&self, clause: Clause) -> Clause {
        match self.boost {
            1000 => clause,
            boost => Clause::Boost(Box::new(clause), boost),
        }
    }

    fn bad_value(&mut self, field: Field, value: &str, span: &Span) {
        let message = format!("`{value}` {}", fields::expectation(field));
        self.note("bad_value", message, span);
    }

    pub(super) fn note(&mut self, code: &str, message: String, span: &Span) {
        let range = Some(scalar_range(self.query, span));
        self.notes.push(Note { code: code.to_owned(), message, range, ..Note::default() });
    }
}

/// Settles what stood between quotes; none if it holds no word.
pub(crate) fn phrase(text: &str) -> Option<Phrase> {
    let sequences = sequences(&precis_analysis::typed(text));
    (!sequences.is_empty()).then(|| Phrase { text: text.to_owned(), sequences, slop: 0 })
}

/// Tells whether a node may be a word of ordinary text.
fn is_text(expr: &Expr) -> bool {
    match expr {
        Expr::Word(_) | Expr::Paren(_) => true,
        Expr::Boost { of, .. } => is_text(&of.expr),
        _ => false,
    }
}

fn is_word_or_phrase(clause: &Clause) -> bool {
    match clause {
        Clause::Word(_) | Clause::Phrase(_) => true,
        Clause::Boost(of, _) => is_word_or_phrase(of),
        _ => false,
    }
}

/// None for none, the one for one, else all of them together.
pub(super) fn several(
    mut clauses: Vec<Clause>,
    together: impl FnOnce(Vec<Clause>) -> Clause,
) -> Option<Clause> {
    match clauses.len() {
        0 => None,
        1 => clauses.pop(),
        _ => Some(together(clauses)),
    }
}

/// Every spelling of quoted words: a compound by its parts or joined, a word in each of its exact forms.
fn sequences(typed: &[Typed]) -> Vec<Vec<String>> {
    let mut sequences: Vec<Vec<String>> = vec![Vec::new()];
    for word in typed {
        let mut choices: Vec<Vec<&String>> = vec![Vec::new()];
        for part in &word.parts {
            let mut longer = Vec::new();
            for choice in &choices {
                for exact in &part.exact {
                    let mut choice = choice.clone();
                    choice.push(exact);
                    longer.push(choice);
                }
            }
            choices = longer;
        }
        choices.extend(word.joined.iter().flat_map(|form| &form.exact).map(|exact| vec![exact]));
        let mut longer = Vec::new();
        for sequence in &sequences {
            for choice in &choices {
                if longer.len() < MOST_SEQUENCES {
                    let mut sequence = sequence.clone();
                    sequence.extend(choice.iter().map(|exact| (*exact).clone()));
                    longer.push(sequence);
                }
            }
        }
        sequences = longer;
    }
    sequences.retain(|sequence| !sequence.is_empty());
    sequences
}

/// Turns what the parser noted into notes of the answer.
pub(super) fn syntax_notes(query: &str, notes: &[SyntaxNote]) -> Vec<Note> {
    notes
        .iter()
        .map(|note| Note {
            code: match note.code {
                SyntaxCode::UnclosedQuote => "unclosed_quote",
                SyntaxCode::UnbalancedParenthesis => "unbalanced_parenthesis",
                SyntaxCode::LoneOperator => "lone_operator",
                SyntaxCode::UnknownField => "unknown_field",
                SyntaxCode::BadValue => "bad_value",
                SyntaxCode::LimitReached => "limit_reached",
            }
            .to_owned(),
            message: note.message.clone(),
            range: Some(scalar_range(query, &note.span)),
            ..Note::default()
        })
        .collect()
}

/// Turns a byte range into one of Unicode scalar values.
pub(crate) fn scalar_range(text: &str, span: &Span) -> [usize; 2] {
    let count = |end: usize| text.char_indices().take_while(|(at, _)| *at < end).count();
    [count(span.start), count(span.end)]
}
