//! What a query means once names, dates and words are settled: what every engine can run.

use precis_analysis::{Form, Typed};
use precis_briefing::Kind;
use precis_briefing::facts::{AmountRange, PercentRange};

use super::Spellings;
use super::expand::Also;

/// A settled condition on an article, or, inside [`Clause::Section`], on one section of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Clause {
    /// Every article (every section, inside a section).
    All,
    /// A word in any of its forms.
    Word(Word),
    /// Exact words in order.
    Phrase(Phrase),
    /// A word that starts with these letters (folded).
    Prefix(String),
    /// A word of which the spelling is known in part.
    Spellings(Spellings),
    /// A part that is no word and counts so many thousandths times in ranking; it matches what the part matches.
    Boost(Box<Clause>, u32),
    /// All of them close together, in any order. What they are is looked for by its places: words, phrases,
    /// prefixes and spellings, any of them, close together again, or boosted.
    Near {
        /// Last position minus first, at most.
        distance: u32,
        /// At least two.
        of: Vec<Clause>,
    },
    /// One unit satisfies the clause: a bullet or sentence of a section, or the title. All inside must hold, whatever
    /// the match mode says.
    Same(Box<Clause>),
    /// It is said at least so many times. What it is, is looked for by its places.
    AtLeast {
        /// How many times, at least once.
        count: u32,
        /// What.
        of: Box<Clause>,
    },
    /// Side by side: what the match mode speaks of. Never empty.
    Side(Vec<Clause>),
    /// All of them. Never empty.
    And(Vec<Clause>),
    /// Any of them. Never empty.
    Or(Vec<Clause>),
    /// Not that.
    Not(Box<Clause>),
    /// That, whatever the match mode says.
    Must(Box<Clause>),
    /// One section of any of these names satisfies the clause; with [`Clause::All`], there is such a section.
    Section(Vec<SectionName>, Box<Clause>),
    /// The title satisfies the clause.
    Title(Box<Clause>),
    /// A name of the article is this one (folded).
    Name(NameField, String),
    /// The company of that name is mentioned; inside a section, in that section.
    Company(String),
    /// The id, exactly.
    Id(String),
    /// A value is mentioned: in the article, or, inside [`Clause::Section`], in that section.
    Mentions(Mention),
    /// Published within these days (since 1970-01-01, inclusive); undated articles never are.
    Days {
        /// First day.
        from: Option<i64>,
        /// Last day.
        to: Option<i64>,
    },
    /// Arrived after this revision.
    ArrivedAfter(u64),
}

impl Clause {
    /// Tells whether it is a condition on the article itself, which no word can stand for.
    pub(crate) fn is_filter(&self) -> bool {
        match self {
            Self::Name(..)
            | Self::Company(_)
            | Self::Id(_)
            | Self::Mentions(_)
            | Self::Days { .. }
            | Self::ArrivedAfter(_) => true,
            Self::Or(of) => of.iter().all(Self::is_filter),
            _ => false,
        }
    }

    /// Tells whether it asks when articles arrived.
    pub(crate) fn asks_for_arrival(&self) -> bool {
        match self {
            Self::ArrivedAfter(_) => true,
            Self::Side(of) | Self::And(of) | Self::Or(of) => of.iter().any(Self::asks_for_arrival),
            Self::Must(of) | Self::Not(of) | Self::Section(_, of) => of.asks_for_arrival(),
            _ => false,
        }
    }
}

/// A value mentioned in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mention {
    /// An amount of money in this range.
    Amount(AmountRange),
    /// A percentage, or a number of percentage points, in this range.
    Percent(PercentRange),
}

/// A word, as typed and as it is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// As typed.
    pub(crate) text: String,
    /// Whether it carries grammar rather than meaning, and is optional beside words that do.
    pub(crate) function: bool,
    /// Successive parts: one for a plain word.
    pub(crate) parts: Vec<Form>,
    /// Joined form of a compound.
    pub(crate) joined: Option<Form>,
    /// How many times it counts in ranking, in thousandths.
    pub(crate) boost: u32,
    /// What does for it as well.
    pub(crate) also: Box<[Also]>,
}

impl From<Typed> for Word {
    fn from(typed: Typed) -> Self {
        let function = typed.joined.is_none()
            && typed.parts.len() == 1
            && precis_analysis::is_function_word(&typed.text);
        Self {
            text: typed.text,
            function,
            parts: typed.parts,
            joined: typed.joined,
            boost: 1000,
            also: Box::default(),
        }
    }
}

impl Word {
    /// The stems of which any one stands for the whole word: those of a plain word or of a joined compound.
    pub(crate) fn whole_stems(&self) -> Vec<&str> {
        let joined = self.joined.iter().flat_map(|form| &form.stems);
        let plain = (self.parts.len() == 1).then(|| &self.parts[0].stems).into_iter().flatten();
        let mut stems: Vec<&str> = plain.chain(joined).map(String::as_str).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    /// The word as typed: its exact forms, or those of its joined form where it has parts.
    pub(crate) fn whole_exact(&self) -> Vec<&str> {
        let plain = (self.parts.len() == 1).then(|| &self.parts[0].exact).into_iter().flatten();
        let joined = self.joined.iter().flat_map(|form| &form.exact);
        let mut exact: Vec<&str> = plain.chain(joined).map(String::as_str).collect();
        exact.sort_unstable();
        exact.dedup();
        exact
    }

    /// The sequence of stems that stands for the word as well, where it has parts.
    pub(crate) fn part_stems(&self) -> Option<Vec<&[String]>> {
        (self.parts.len() > 1).then(|| self.parts.iter().map(|p| p.stems.as_slice()).collect())
    }

    /// How many times it counts in ranking.
    pub(crate) fn factor(&self) -> f32 {
        factor(self.boost)
    }

    /// Tells whether two words are looked for in the same way, however much each counts.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.parts == other.parts && self.joined == other.joined
    }
}

/// A boost in thousandths as a factor.
pub(crate) fn factor(thousandths: u32) -> f32 {
    thousandths as f32 / 1000.0
}

/// Exact words in order, in every spelling that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// What stood between the quotes.
    pub(crate) text: String,
    /// Sequences of exact words; any of them will do. None is empty.
    pub(crate) sequences: Vec<Vec<String>>,
    /// Most other words between them, in all.
    pub(crate) slop: u32,
}

/// A name for sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SectionName {
    /// Sections of a kind.
    Kind(Kind),
    /// Sections with this heading, or with it below them: normalized, and as typed.
    Heading {
        /// What is compared.
        key: String,
        /// As typed.
        typed: String,
    },
}

/// Names that articles have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum NameField {
    /// Publisher or newsletter.
    Source,
    /// Author.
    Author,
    /// Tag.
    Tag,
    /// Language tag.
    Language,
}

impl NameField {
    /// The field's name in queries.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Author => "author",
            Self::Tag => "tag",
            Self::Language => "lang",
        }
    }
}
