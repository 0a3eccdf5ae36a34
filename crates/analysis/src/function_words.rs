//! Words that carry grammar rather than meaning.

/// Tells whether a lower-case word carries grammar rather than meaning (`the`, `of`, `us`).
///
/// Such words are optional in a query, and their all-capitals spelling (`US`, `IT`, `OR`) is kept
/// apart from the small one, because capitals make it another word.
#[must_use]
pub fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        // Articles and words that stand in their place.
        "a" | "an" | "the" | "this" | "that" | "these" | "those" | "some" | "any" | "each"
            | "every" | "all" | "both" | "no" | "such"
            // Pronouns.
            | "i" | "me" | "my" | "we" | "us" | "our" | "ours" | "you" | "your" | "yours" | "he"
            | "him" | "his" | "she" | "her" | "hers" | "it" | "its" | "they" | "them" | "their"
            | "theirs" | "who" | "whom" | "whose" | "which" | "what" | "itself" | "themselves"
            // Auxiliaries.
            | "am" | "is" | "are" | "was" | "were" | "be" | "been" | "being" | "do" | "does"
            | "did" | "has" | "have" | "had" | "having" | "can" | "could" | "may" | "might"
            | "must" | "shall" | "should" | "will" | "would"
            // Prepositions.
            | "about" | "after" | "against" | "among" | "around" | "at" | "before" | "between"
            | "by" | "during" | "for" | "from" | "in" | "into" | "of" | "off" | "on" | "onto"
            | "out" | "over" | "since" | "through" | "to" | "toward" | "towards" | "under"
            | "until" | "up" | "upon" | "via" | "with" | "within" | "without"
            // Conjunctions.
            | "and" | "as" | "because" | "but" | "if" | "nor" | "or" | "than" | "though"
            | "while" | "whether"
            // Small adverbs.
            | "also" | "here" | "how" | "not" | "now" | "so" | "then" | "there" | "too" | "very"
            | "when" | "where" | "why"
    )
}

#[cfg(test)]
mod tests {
    use super::is_function_word;

    #[test]
    fn grammar_is_told_from_meaning() {
        for word in ["us", "it", "or", "all", "now", "so", "on", "an", "may", "can", "will", "the"]
        {
            assert!(is_function_word(word), "{word}");
        }
        for word in ["US", "cloud", "ai", "uk", "new", "more", ""] {
            assert!(!is_function_word(word), "{word}");
        }
    }
}
