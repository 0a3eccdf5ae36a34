//! Which article an id means when several claim it: decided by the library alone.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::ledger::Hash128;

/// A file, by its number among the claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct FileNumber(u32);

/// One article's claim to an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) file: FileNumber,
    /// Byte at which the article starts in the file.
    pub(crate) start: u64,
}

/// What became of a new claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is the best; over another, where there was one.
    Won(Option<Claim>),
    /// Another is better.
    Lost,
}

/// All claims to ids. Almost every id has one, so ids are kept as hashes and the others apart.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    paths: Vec<Box<str>>,
    best: HashMap<Hash128, Claim>,
    others: HashMap<Hash128, Others>,
}

#[derive(Debug)]
struct Others {
    id: Box<str>,
    claims: Vec<Claim>,
}

impl Claims {
    /// Numbers a file whose articles are about to claim.
    pub(crate) fn file(&mut self, path: &str) -> FileNumber {
        // A library of 2^32 files does not fit the ledger's memory.
        let number = u32::try_from(self.paths.len()).unwrap_or(u32::MAX);
        self.paths.push(path.into());
        FileNumber(number)
    }

    /// Returns the path of a numbered file.
    pub(crate) fn path(&self, file: FileNumber) -> &str {
        &self.paths[file.0 as usize]
    }

    /// Enters a claim.
    pub(crate) fn add(&mut self, id: &str, claim: Claim) -> Verdict {
        let key = Hash128::of(id.as_bytes());
        let Some(&best) = self.best.get(&key) else {
            self.best.insert(key, claim);
            return Verdict::Won(None);
        };
        let (verdict, other) = if self.order(claim, best) == Ordering::Less {
            self.best.insert(key, claim);
            (Verdict::Won(Some(best)), best)
        } else {
            (Verdict::Lost, claim)
        };
        let others =
            self.others.entry(key).or_insert_with(|| Others { id: id.into(), claims: Vec::new() });
        others.claims.push(other);
        verdict
    }

    /// Returns the claim that an id goes by.
    pub(crate) fn best(&self, key: &Hash128) -> Option<Claim> {
        self.best.get(key).copied()
    }

    /// Returns the claims to an id that the best one hides.
    pub(crate) fn hidden(&self, key: &Hash128) -> &[Claim] {
        self.others.get(key).map_or(&[], |others| &others.claims)
    }

    /// Lists the claims that others hide: id, hidden, shown; sorted by id, the better first.
    pub(crate) fn shadowed(&self) -> Vec<(&str, Claim, Claim)> {
        let mut list = Vec::new();
        for (key, others) in &self.others {
            let Some(&best) = self.best.get(key) else { continue };
            list.extend(others.claims.iter().map(|&claim| (&*others.id, claim, best)));
        }
        list.sort_by(|a, b| a.0.cmp(b.0).then_with(|| self.order(a.1, b.1)));
        list
    }

    fn order(&self, a: Claim, b: Claim) -> Ordering {
        rank(self.path(a.file), self.path(b.file)).then(a.start.cmp(&b.start))
    }
}

/// Orders files by the weight of their claims: `incoming/` first, then the smallest path.
pub(crate) fn rank(a: &str, b: &str) -> Ordering {
    let settled = |path: &str| !path.starts_with("incoming/");
    settled(a).cmp(&settled(b)).then_with(|| a.cmp(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn incoming_comes_first_then_the_smallest_path_then_the_earliest() {
        let mut paths = ["b.txt", "incoming/z.txt", "a/b.txt", "a.txt", "incoming/a.txt"];
        paths.sort_by(|a, b| rank(a, b));
        assert_eq!(paths, ["incoming/a.txt", "incoming/z.txt", "a.txt", "a/b.txt", "b.txt"]);

        let mut claims = Claims::default();
        let b = claims.file("b.jsonl");
        let incoming = claims.file("incoming/c.jsonl");
        let at = |file, start| Claim { file, start };
        assert_eq!(claims.add("id", at(b, 2)), Verdict::Won(None));
        assert_eq!(claims.add("id", at(b, 3)), Verdict::Lost);
        assert_eq!(claims.add("id", at(b, 1)), Verdict::Won(Some(at(b, 2))));
        assert_eq!(claims.add("id", at(incoming, 9)), Verdict::Won(Some(at(b, 1))));
        assert_eq!(claims.add("other", at(b, 4)), Verdict::Won(None));
        let shadowed: Vec<_> =
            claims.shadowed().into_iter().map(|(id, hidden, _)| (id, hidden.start)).collect();
        assert_eq!(shadowed, [("id", 1), ("id", 2), ("id", 3)]);
    }
}
