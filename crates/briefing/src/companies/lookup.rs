//! Names as people type them, reduced to what is compared.

use unicode_normalization::UnicodeNormalization as _;

/// Reduces a name to lower-case letters and digits without accents: `J.P. Morgan`, `JP Morgan` and `jpmorgan` agree.
pub(super) fn key(name: &str) -> String {
    if name.is_ascii() {
        let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
        return letters.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    }
    name.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Counts the letters to change, add or drop to get from one to the other, or more than `most`.
pub(super) fn distance(a: &str, b: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (row, letter) in a.iter().enumerate() {
        let mut this = Vec::with_capacity(last.len());
        this.push(row + 1);
        for (column, (other, steps)) in b.iter().zip(last.windows(2)).enumerate() {
            let change = steps[0] + usize::from(letter != other);
            this.push(change.min(steps[1] + 1).min(this[column] + 1));
        }
        last = this;
    }
    last.last().copied().unwrap_or(most + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_agree() {
        for (a, b) in [
            ("J.P. Morgan", "jp morgan"),
            ("AT&T", "att"),
            ("Nestlé", "NESTLE"),
            ("T-Mobile", "t mobile"),
            ("Moody’s", "moody's"),
        ] {
            assert_eq!(key(a), key(b));
        }
    }

    #[test]
    fn distances_are_counted() {
        assert_eq!(distance("nvidia", "nvidia", 2), 0);
        assert_eq!(distance("nvidia", "nvida", 2), 1);
        assert_eq!(distance("anthropic", "antropik", 2), 2);
        assert!(distance("apple", "oracle", 2) > 2);
    }
}
