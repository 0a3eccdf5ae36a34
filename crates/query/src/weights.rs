//! The numbers of ranking, in one place. A change comes with a table of judged queries before
//! and after; `cargo xtask relevance` prints one. These are version 4.

/// The weights that judged queries settle; the default ones are what everyone searches with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// How much longer texts are marked down (BM25's b, 0 to 1) for a query of one word: little, since its article may
    /// well speak of other things besides.
    pub b: f32,
    /// What each further word adds to that, up to 0.65: long texts hold some of many words by chance.
    pub b_per_word: f32,
    /// What the same words in the title add, as a share of their BM25 there.
    pub title: f32,
    /// What the words of the best section by themselves add, as a share of their BM25 among sections.
    pub section: f32,
    /// What closeness adds, as a share of the words' weights.
    pub closeness: f32,
    /// What words as they were typed add, as a share of their BM25.
    pub typed: f32,
    /// What a title of nothing but words of the query adds, as a share of their weights.
    pub named: f32,
    /// What words at the very beginning add, as a share of their weights.
    pub opening: f32,
    /// What it adds to be published today, as a share of the words' weights; undated articles get nothing.
    pub recency: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            b: 0.2,
            b_per_word: 0.04,
            title: 0.2,
            section: 0.2,
            closeness: 0.5,
            typed: 0.3,
            named: 0.6,
            opening: 0.3,
            recency: 0.1,
        }
    }
}

impl Weights {
    /// How much longer texts are marked down for a query of so many words.
    pub(crate) fn b(&self, words: usize) -> f32 {
        (self.b + self.b_per_word * words.saturating_sub(1) as f32).min(LONGEST_B)
    }
}

/// How fast repeated words stop counting (BM25's k1).
pub(crate) const K1: f32 = 0.9;
/// How much longer texts are marked down (BM25's b) for the longest queries.
pub(crate) const LONGEST_B: f32 = 0.65;
/// How much longer titles are marked down.
pub(crate) const TITLE_B: f32 = 0.6;
/// How much longer sections are marked down.
pub(crate) const SECTION_B: f32 = 0.3;
/// Score of other names and synonyms of a word, as a share of what the word weighs.
pub(crate) const EXPANDED: f32 = 0.3;
/// Score of a word known by its first letters only.
pub(crate) const PREFIX: f32 = 1.0;
/// Score of a word that is spelt about so, as a share of `PREFIX`, by edits.
pub(crate) const BY_EDITS: [f32; 3] = [1.0, 0.7, 0.4];
/// Results of the first phase that the second one looks at again.
pub(crate) const RERANKED: usize = 300;
/// Largest distance, in positions, at which words are close.
pub(crate) const NEAR: u32 = 8;
/// Position in the first section at which `OPENING` has fallen to a half.
pub(crate) const OPENING_HALF: f32 = 30.0;
/// Age in days at which `RECENCY` has fallen to a half.
pub(crate) const RECENCY_HALF_DAYS: f32 = 180.0;
/// Words, and companies, by which articles are related, at most.
pub(crate) const TRAITS: usize = 24;
/// A word that more than one article in so many has relates none.
pub(crate) const COMMON: u64 = 2;
/// What a company weighs that two articles name, beside a word as rare.
pub(crate) const COMPANY: f32 = 1.5;
/// The share of the weight of all traits that related articles have in common, at least.
pub(crate) const RELATED: f32 = 0.15;

/// The share of their summed weight that an article must have of so many words, where few have all: what one
/// average word weighs, and half of all at most.
pub(crate) fn share(words: usize) -> f32 {
    (1.0 / words.max(1) as f32).min(0.5)
}
