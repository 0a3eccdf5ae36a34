//! Licence expressions (SPDX): `OR`, `AND`, `WITH`, parentheses, and the old `/` for `OR`.

/// Tells whether the terms can be met with listed licences alone. Terms that cannot be read are not met.
pub(super) fn allowed(terms: &str, listed: &[String]) -> bool {
    let spaced = terms.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut reader = Reader { words: &words, place: 0, listed };
    reader.any().is_some_and(|met| met && reader.place == words.len())
}

struct Reader<'a> {
    words: &'a [&'a str],
    place: usize,
    listed: &'a [String],
}

impl Reader<'_> {
    fn any(&mut self) -> Option<bool> {
        let mut met = self.all()?;
        while self.take("OR") {
            met |= self.all()?;
        }
        Some(met)
    }

    fn all(&mut self) -> Option<bool> {
        let mut met = self.one()?;
        while self.take("AND") {
            met &= self.one()?;
        }
        Some(met)
    }

    fn one(&mut self) -> Option<bool> {
        if self.take("(") {
            let met = self.any()?;
            return self.take(")").then_some(met);
        }
        let mut name = self.word().filter(|word| !matches!(*word, "OR" | "AND" | ")"))?.to_owned();
        if self.take("WITH") {
            name = format!("{name} WITH {}", self.word()?);
        }
        Some(self.listed.contains(&name))
    }

    fn word(&mut self) -> Option<&str> {
        let word = self.words.get(self.place).copied();
        self.place += 1;
        word
    }

    fn take(&mut self, word: &str) -> bool {
        let is_next = self.words.get(self.place) == Some(&word);
        self.place += usize::from(is_next);
        is_next
    }
}

#[cfg(test)]
mod tests {
    use super::allowed;

    fn listed(terms: &str) -> bool {
        let names = ["MIT", "Apache-2.0", "Unicode-3.0", "Apache-2.0 WITH LLVM-exception"];
        allowed(terms, &names.map(str::to_owned))
    }

    #[test]
    fn one_side_of_or_is_enough() {
        assert!(listed("MIT"));
        assert!(listed("GPL-3.0-only OR MIT"));
        assert!(listed("Unlicense/MIT"));
        assert!(!listed("GPL-3.0-only OR Unlicense"));
    }

    #[test]
    fn both_sides_of_and_are_needed() {
        assert!(listed("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(!listed("MIT AND OpenSSL"));
        assert!(!listed("(MIT OR Apache-2.0) AND OpenSSL"));
    }

    #[test]
    fn and_binds_tighter_than_or() {
        assert!(listed("MIT OR OpenSSL AND ISC"));
        assert!(!listed("OpenSSL AND ISC OR OpenSSL AND MIT"));
    }

    #[test]
    fn an_exception_is_part_of_the_name() {
        assert!(listed("Apache-2.0 WITH LLVM-exception"));
        assert!(!listed("MIT WITH LLVM-exception"));
    }

    #[test]
    fn what_cannot_be_read_is_not_met() {
        for terms in ["", "MIT OR", "(MIT", "MIT MIT", "AND MIT", "MIT)"] {
            assert!(!listed(terms), "{terms}");
        }
    }
}
