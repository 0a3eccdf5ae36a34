//! The numbers of ranking, in one place. A change comes with a table of judged queries before
//! and after; `cargo xtask relevance` prints one. These are version 1.

/// How fast repeated words stop counting (BM25's k1), in the first phase.
pub(crate) const K1: f32 = 1.0;
/// How much longer texts are marked down (BM25's b), in the first phase.
pub(crate) const B: f32 = 0.6;
/// What the same words in the title add, as a share of their BM25 there.
pub(crate) const TITLE: f32 = 0.3;
/// Score of a word known by its first letters only.
pub(crate) const PREFIX: f32 = 1.0;
/// Score of a word that is spelt about so, as a share of `PREFIX`, by edits.
pub(crate) const BY_EDITS: [f32; 3] = [1.0, 0.7, 0.4];
/// Results of the first phase that the second one looks at again.
pub(crate) const RERANKED: usize = 300;
/// What the words of the best section by themselves add, as a share of their BM25 among sections.
pub(crate) const SECTION: f32 = 0.2;
/// What closeness adds, as a share of the words' weights.
pub(crate) const CLOSENESS: f32 = 0.3;
/// Largest distance, in positions, at which words are close.
pub(crate) const NEAR: u32 = 8;

/// The share of their summed weight that an article must have of so many words, where few have all: what one
/// average word weighs, and half of all at most.
pub(crate) fn share(words: usize) -> f32 {
    (1.0 / words.max(1) as f32).min(0.5)
}
