//! The third stage: clauses into the engine's own queries.

use precis_schema::{HEADER, Layout};
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, ExistsQuery, Occur, Query,
    RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Result, Term};

use super::at_least::AtLeast;
use super::forms::{Forms, FormsQuery};
use super::lift::{ToArticle, ToSections};
use super::mentions::MentionQuery;
use super::spans::{Pattern, SpansQuery};
use super::statistics::{Statistics, idf};
use super::terms::{Terms, TermsQuery};
use super::weights;
use crate::resolve::{Clause, NameField, Phrase, SectionName, Spellings, Word, factor};

/// Most spellings of a compound's parts that are looked for.
const MOST_SPELLINGS: usize = 16;

/// What words side by side mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sides {
    /// All of them.
    All,
    /// Any of them.
    Any,
    /// All that carry meaning.
    Meaning,
    /// Of the outermost ones that carry meaning, enough to weigh what `weights::share` asks for; inside, as `Meaning`.
    Enough,
}

/// What a clause is a condition on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Article,
    Section,
    Title,
}

/// Lowers clauses for one snapshot.
pub(crate) struct Lowering<'a> {
    pub(crate) layout: &'a Layout,
    pub(crate) articles: &'a Statistics,
    pub(crate) sections: &'a Statistics,
    pub(crate) sides: Sides,
    /// How much longer texts are marked down.
    pub(crate) b: f32,
}

pub(super) type Lowered = Box<dyn Query>;

impl Lowering<'_> {
    /// Lowers a condition on articles; the query matches header documents alone.
    pub(crate) fn articles(&self, clause: &Clause) -> Result<Lowered> {
        self.lower(clause, Level::Article, true)
    }

    /// Lowers a condition on sections; the query matches section documents alone.
    pub(crate) fn sections(&self, clause: &Clause) -> Result<Lowered> {
        self.lower(clause, Level::Section, true)
    }

    pub(super) fn lower(&self, clause: &Clause, level: Level, outermost: bool) -> Result<Lowered> {
        match clause {
            Clause::All => Ok(self.universe(level)),
            Clause::Word(word) => self.word(word, level),
            Clause::Phrase(phrase) if phrase.slop == 0 => self.phrase(phrase, level),
            Clause::Phrase(_) | Clause::Near { .. } => self.places(clause, 1, level),
            Clause::Same(of) => self.same(of, level),
            Clause::AtLeast { count, of } => match level {
                Level::Article => self.times(of, *count),
                _ => self.places(of, *count, level),
            },
            Clause::Prefix(letters) => {
                let start = |_| Forms::Start(letters.clone());
                Ok(self.forms(&start, weights::PREFIX, level))
            }
            Clause::Spellings(spellings) => self.spellings(spellings, level),
            Clause::Boost(of, thousandths) => {
                let of = self.lower(of, level, outermost)?;
                Ok(Box::new(BoostQuery::new(of, factor(*thousandths))))
            }
            Clause::Side(of) => self.side(of, level, outermost),
            Clause::And(of) => {
                // Filters beside the query do not make its words any less outermost.
                let alone = outermost && of[1..].iter().all(is_filter);
                let mut all = Vec::with_capacity(of.len());
                for (index, clause) in of.iter().enumerate() {
                    all.push(self.required(clause, level, alone && index == 0)?);
                }
                Ok(self.conjunction(all, level))
            }
            Clause::Or(of) => {
                let mut any = Vec::with_capacity(of.len());
                for clause in of {
                    any.push(self.lower(clause, level, false)?);
                }
                Ok(union(any))
            }
            Clause::Not(_) => {
                let not = self.required(clause, level, false)?;
                Ok(self.conjunction(vec![not], level))
            }
            Clause::Must(of) => self.lower(of, level, false),
            Clause::Section(names, of) if level != Level::Title => {
                let mut all = vec![(Occur::Must, self.named(names))];
                if **of != Clause::All {
                    all.push(self.required(of, Level::Section, outermost)?);
                }
                let sections = self.conjunction(all, Level::Section);
                Ok(match level {
                    Level::Article => Box::new(ToArticle(sections)),
                    _ => sections,
                })
            }
            Clause::Section(_, of) => self.lower(of, level, false),
            Clause::Title(of) => {
                let titles = self.lower(of, Level::Title, false)?;
                Ok(at_level(titles, level))
            }
            Clause::Mentions(mention) => {
                let of = self.universe(level);
                Ok(Box::new(MentionQuery { of, mention: mention.clone() }))
            }
            Clause::Company(name) => {
                Ok(Box::new(ConstScoreQuery::new(self.company(name, level), 0.0)))
            }
            Clause::Name(..) | Clause::Id(_) | Clause::Days { .. } => {
                let articles = self.filter(clause);
                Ok(at_level(Box::new(ConstScoreQuery::new(articles, 0.0)), level))
            }
        }
    }

    /// Lowers a clause that must hold: a NOT becomes something to leave out.
    fn required(&self, clause: &Clause, level: Level, outermost: bool) -> Result<(Occur, Lowered)> {
        match clause {
            Clause::Not(of) => Ok((Occur::MustNot, self.lower(of, level, false)?)),
            _ => Ok((Occur::Must, self.lower(clause, level, outermost)?)),
        }
    }

    /// All of them; with something to start from where there are only things to leave out.
    fn conjunction(&self, mut all: Vec<(Occur, Lowered)>, level: Level) -> Lowered {
        if all.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            all.push((Occur::Must, self.universe(level)));
        }
        if all.len() == 1 {
            return all.remove(0).1;
        }
        Box::new(BooleanQuery::new(all))
    }

    fn universe(&self, level: Level) -> Lowered {
        let headers = self.term(self.layout.kind, HEADER);
        let documents: Lowered = match level {
            Level::Article | Level::Title => headers,
            Level::Section => Box::new(BooleanQuery::new(vec![
                (Occur::Must, Box::new(AllQuery)),
                (Occur::MustNot, headers),
            ])),
        };
        Box::new(ConstScoreQuery::new(documents, 0.0))
    }

    fn side(&self, of: &[Clause], level: Level, outermost: bool) -> Result<Lowered> {
        let mut required = Vec::new();
        let mut any = Vec::new();
        let mut weighed = Vec::new();
        let mut may_miss = false;
        let has_meaning = of.iter().any(|clause| match clause {
            Clause::Word(word) => !word.function,
            other => !is_filter(other) && !matches!(other, Clause::Not(_)),
        });
        for clause in of {
            let word = match clause {
                Clause::Word(word) => Some(word),
                _ => None,
            };
            match self.sides {
                Sides::Any if is_alternative(clause) => any.push(self.lower(clause, level, false)?),
                Sides::Meaning | Sides::Enough
                    if has_meaning && word.is_some_and(|w| w.function) => {}
                Sides::Enough if outermost && word.is_some() => {
                    if let Some(word) = word {
                        may_miss = true;
                        let weight = self.weight(word)?;
                        if weight > 0.0 {
                            weighed.push((self.word(word, level)?, weight));
                        }
                    }
                }
                _ => required.push(self.required(clause, level, false)?),
            }
        }
        if !any.is_empty() {
            required.push((Occur::Must, union(any)));
        }
        let speaks = |clause: &Clause| {
            !matches!(clause, Clause::Word(_) | Clause::Not(_)) && !is_filter(clause)
        };
        if may_miss && weighed.is_empty() && !of.iter().any(speaks) {
            // Words that no article has: filters beside them must not answer in their place.
            return Ok(Box::new(EmptyQuery));
        }
        if !weighed.is_empty() {
            let threshold = weighed.iter().map(|(_, weight)| weight).sum::<f32>()
                * weights::share(weighed.len());
            required.push((Occur::Must, Box::new(AtLeast { parts: weighed, threshold })));
        }
        if required.is_empty() {
            // Words that no article has, and nothing beside them.
            return Ok(Box::new(EmptyQuery));
        }
        Ok(self.conjunction(required, level))
    }

    /// What a word weighs when some may be missing: its idf over articles, 0 if no article has it.
    pub(crate) fn weight(&self, word: &Word) -> Result<f32> {
        let whole = self.terms(self.layout.body, &word.whole_stems());
        let mut freq = self.articles.any_freq(&whole)?;
        // A compound's parts are as frequent as the rarest of them, at most.
        let mut parts = u64::MAX;
        for stems in word.part_stems().unwrap_or_default() {
            let stems: Vec<&str> = stems.iter().map(String::as_str).collect();
            parts = parts.min(self.articles.any_freq(&self.terms(self.layout.body, &stems))?);
        }
        if word.parts.len() > 1 {
            freq = freq.max(parts);
        }
        if freq == 0 && !word.also.is_empty() {
            freq = 1;
        }
        Ok(if freq == 0 { 0.0 } else { idf(freq, self.articles.documents()) })
    }

    fn word(&self, word: &Word, level: Level) -> Result<Lowered> {
        let l = self.layout;
        let mut any: Vec<Lowered> = Vec::new();
        let whole = word.whole_stems();
        if !whole.is_empty() {
            let (field, bonus) = match level {
                Level::Article => (l.body, Some(l.title_stems)),
                Level::Section => (l.stems, None),
                Level::Title => (l.title_stems, None),
            };
            any.push(self.any_term(field, &whole, bonus, level)?);
        }
        if let Some(parts) = word.part_stems() {
            let spellings = spellings(&parts);
            self.sequences(l.stems, l.title_stems, &spellings, level, &mut any)?;
        }
        self.also(word, level, &mut any)?;
        let any = union(any);
        if word.boost == 1000 {
            return Ok(any);
        }
        Ok(Box::new(BoostQuery::new(any, word.factor())))
    }

    fn phrase(&self, phrase: &Phrase, level: Level) -> Result<Lowered> {
        let mut any = Vec::new();
        let l = self.layout;
        self.sequences(l.exact, l.title_exact, &phrase.sequences, level, &mut any)?;
        Ok(union(any))
    }

    /// Adds a query for each sequence of words: in a section, in the title, or in either for an article.
    fn sequences(
        &self,
        section: Field,
        title: Field,
        sequences: &[Vec<String>],
        level: Level,
        any: &mut Vec<Lowered>,
    ) -> Result<()> {
        for sequence in sequences {
            if level != Level::Title {
                let sections = self.sequence(section, sequence, Level::Section)?;
                any.push(match level {
                    Level::Article => Box::new(ToArticle(sections)),
                    _ => sections,
                });
            }
            if level != Level::Section {
                any.push(self.sequence(title, sequence, Level::Title)?);
            }
        }
        Ok(())
    }

    pub(super) fn sequence(
        &self,
        field: Field,
        sequence: &[String],
        level: Level,
    ) -> Result<Lowered> {
        if let [word] = sequence {
            return self.any_term(field, &[word], None, level);
        }
        let words: Vec<&str> = sequence.iter().map(String::as_str).collect();
        let terms = self.terms(field, &words);
        let bm25 = self.statistics(level).bm25_of_sequence(field, &terms, self.b)?;
        let words = terms.into_iter().map(|term| vec![term]).collect();
        let pattern = Pattern::InOrder { field, words, slop: 0 };
        Ok(Box::new(SpansQuery { pattern, least: 1, field, bm25 }))
    }

    fn any_term(
        &self,
        field: Field,
        words: &[&str],
        bonus: Option<Field>,
        level: Level,
    ) -> Result<Lowered> {
        let statistics = self.statistics(level);
        let terms = |field: Field, boost: f32, b: f32| -> Result<Terms> {
            let terms = self.terms(field, words);
            let bm25 = statistics.bm25(field, &terms, boost, b)?;
            Ok(Terms { field, terms, bm25 })
        };
        let bonus =
            bonus.map(|field| terms(field, weights::TITLE, weights::TITLE_B)).transpose()?;
        let b = if level == Level::Title { weights::TITLE_B } else { self.b };
        Ok(Box::new(TermsQuery { main: terms(field, 1.0, b)?, bonus }))
    }

    /// Exact words, wherever the level looks for them.
    fn forms(&self, forms: &dyn Fn(Field) -> Forms, score: f32, level: Level) -> Lowered {
        let l = self.layout;
        let query =
            |field| -> Lowered { Box::new(FormsQuery { field, forms: forms(field), score }) };
        match level {
            Level::Section => query(l.exact),
            Level::Title => query(l.title_exact),
            Level::Article => {
                union(vec![Box::new(ToArticle(query(l.exact))), query(l.title_exact)])
            }
        }
    }

    fn spellings(&self, spellings: &Spellings, level: Level) -> Result<Lowered> {
        let forms = self.forms_of(spellings)?;
        let mut any = Vec::new();
        for (edits, share) in (0u8..).zip(weights::BY_EDITS) {
            let words: Vec<&str> =
                forms.iter().filter(|(_, e)| *e == edits).map(|(word, _)| word.as_str()).collect();
            if !words.is_empty() {
                let these = |field| Forms::These(self.terms(field, &words));
                any.push(self.forms(&these, weights::PREFIX * share, level));
            }
        }
        Ok(union(any))
    }

    /// Sections of any of these names.
    pub(super) fn named(&self, names: &[SectionName]) -> Lowered {
        let any = names
            .iter()
            .map(|name| match name {
                SectionName::Kind(kind) => self.term(self.layout.kind, kind.as_str()),
                SectionName::Heading { key, .. } => self.term(self.layout.heading_key, key),
            })
            .collect();
        Box::new(ConstScoreQuery::new(union(any), 0.0))
    }

    fn filter(&self, clause: &Clause) -> Lowered {
        let l = self.layout;
        match clause {
            Clause::Name(field, value) => {
                let field = match field {
                    NameField::Source => l.source,
                    NameField::Author => l.author,
                    NameField::Tag => l.tag,
                    NameField::Language => l.language,
                };
                self.term(field, value)
            }
            Clause::Id(id) => Box::new(BooleanQuery::new(vec![
                (Occur::Must, self.term(l.article, id)),
                (Occur::Must, self.term(l.kind, HEADER)),
            ])),
            Clause::Days { from: None, to: None } => {
                Box::new(ExistsQuery::new("day".to_owned(), false))
            }
            Clause::Days { from, to } => {
                use std::ops::Bound::{Included, Unbounded};
                let bound = |day: Option<i64>| {
                    day.map_or(Unbounded, |day| Included(Term::from_field_i64(l.day, day)))
                };
                Box::new(RangeQuery::new(bound(*from), bound(*to)))
            }
            _ => Box::new(EmptyQuery),
        }
    }

    /// Articles, or sections, that mention a company.
    pub(super) fn company(&self, name: &str, level: Level) -> Lowered {
        let headers = match level {
            Level::Article | Level::Title => Occur::Must,
            Level::Section => Occur::MustNot,
        };
        Box::new(BooleanQuery::new(vec![
            (Occur::Must, self.term(self.layout.company, &precis_analysis::fold(name))),
            (headers, self.term(self.layout.kind, HEADER)),
        ]))
    }

    pub(super) fn statistics(&self, level: Level) -> &Statistics {
        match level {
            Level::Section => self.sections,
            Level::Article | Level::Title => self.articles,
        }
    }

    fn term(&self, field: Field, text: &str) -> Lowered {
        Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
    }

    pub(super) fn terms(&self, field: Field, words: &[&str]) -> Vec<Term> {
        words.iter().map(|word| Term::from_field_text(field, word)).collect()
    }
}

/// Conditions on the article itself, which no word can stand for.
fn is_filter(clause: &Clause) -> bool {
    match clause {
        Clause::Name(..)
        | Clause::Company(_)
        | Clause::Id(_)
        | Clause::Mentions(_)
        | Clause::Days { .. } => true,
        Clause::Or(of) => of.iter().all(is_filter),
        _ => false,
    }
}

/// Tells whether a clause is one of the words of which any will do; all else holds whatever the words do.
pub(crate) fn is_alternative(clause: &Clause) -> bool {
    match clause {
        Clause::Word(_)
        | Clause::Phrase(_)
        | Clause::Prefix(_)
        | Clause::Spellings(_)
        | Clause::Near { .. }
        | Clause::Same(_)
        | Clause::AtLeast { .. } => true,
        Clause::Boost(of, _) => is_alternative(of),
        Clause::Side(_) | Clause::And(_) | Clause::Or(_) => !is_filter(clause),
        _ => false,
    }
}

/// A condition on articles, as one on what the level speaks of.
fn at_level(articles: Lowered, level: Level) -> Lowered {
    match level {
        Level::Article | Level::Title => articles,
        Level::Section => Box::new(ToSections(articles)),
    }
}

pub(super) fn union(mut any: Vec<Lowered>) -> Lowered {
    match any.len() {
        0 => Box::new(EmptyQuery),
        1 => any.remove(0),
        _ => Box::new(BooleanQuery::new(any.into_iter().map(|q| (Occur::Should, q)).collect())),
    }
}

/// Every choice of one stem a part.
fn spellings(parts: &[&[String]]) -> Vec<Vec<String>> {
    let mut spellings: Vec<Vec<String>> = vec![Vec::new()];
    for part in parts {
        let mut longer = Vec::new();
        for spelling in &spellings {
            for stem in *part {
                if longer.len() < MOST_SPELLINGS {
                    let mut spelling = spelling.clone();
                    spelling.push(stem.clone());
                    longer.push(spelling);
                }
            }
        }
        spellings = longer;
    }
    spellings
}
