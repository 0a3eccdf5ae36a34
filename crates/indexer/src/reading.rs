//! How articles are read, in a few bytes: what was read otherwise must be read anew.

use precis_briefing::{Aliases, Vocabulary};

/// Returns a fingerprint of everything besides a file's bytes and path that decides what articles it holds.
///
/// Synonyms decide nothing of that: they are for questions alone.
pub(crate) fn fingerprint(vocabulary: &Vocabulary, aliases: &Aliases) -> [u8; 16] {
    let mut headings: Vec<_> = vocabulary.headings().collect();
    headings.sort_unstable();
    let mut hasher = blake3::Hasher::new();
    hasher.update(&precis_briefing::VERSION.to_le_bytes());
    for (heading, kind) in headings {
        // Neither headings nor names of kinds hold line breaks.
        hasher.update(heading.as_bytes()).update(b"\n");
        hasher.update(kind.as_str().as_bytes()).update(b"\n");
    }
    aliases.companies().describe(&mut |piece| {
        hasher.update(piece.as_bytes()).update(b"\n");
    });
    let mut half = [0; 16];
    half.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    half
}

#[cfg(test)]
mod tests {
    use precis_briefing::Kind;

    use super::*;

    #[test]
    fn another_vocabulary_is_another_reading() {
        let built_in = Aliases::built_in();
        let plain = fingerprint(&Vocabulary::default(), &built_in);
        assert_eq!(plain, fingerprint(&Vocabulary::default(), &built_in));
        let mut more = Vocabulary::default();
        more.add("Numbers", Kind::Points);
        let points = fingerprint(&more, &built_in);
        assert_ne!(plain, points);
        more.add("Numbers", Kind::Context);
        assert_ne!(points, fingerprint(&more, &built_in));
    }

    #[test]
    fn other_companies_are_another_reading_and_other_synonyms_are_not() {
        let print = |text: &str| {
            let (aliases, faults) = Aliases::read(text);
            assert_eq!(faults, []);
            fingerprint(&Vocabulary::default(), &aliases)
        };
        let plain = print("");
        assert_eq!(plain, fingerprint(&Vocabulary::default(), &Aliases::built_in()));
        assert_eq!(plain, print("[synonyms]\nlayoffs = [\"job cuts\"]\n"));
        assert_ne!(plain, print("[companies]\nContoso = {}\n"));
        assert_ne!(plain, print("[companies]\nGap = false\n"));
    }
}
