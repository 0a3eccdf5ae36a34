//! Which article an id means when several claim it: decided by the library alone.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::ledger::{Hash128, Ledger, Member};

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
    /// Numbers of files that claim nothing any more.
    free: Vec<FileNumber>,
    best: HashMap<Hash128, Claim>,
    others: HashMap<Hash128, Others>,
}

#[derive(Debug)]
struct Others {
    id: Box<str>,
    claims: Vec<Claim>,
}

impl Claims {
    /// Enters the claims of all articles that a ledger knows.
    pub(crate) fn of(ledger: &Ledger) -> Self {
        let mut claims = Self::default();
        for (path, entry) in ledger.files.iter().filter(|(_, entry)| !entry.members.is_empty()) {
            let file = claims.file(path);
            for member in &entry.members {
                claims.add(&member.id, Claim { file, start: member.range.start });
            }
        }
        claims
    }

    /// Numbers a file whose articles are about to claim.
    pub(crate) fn file(&mut self, path: &str) -> FileNumber {
        if let Some(file) = self.free.pop() {
            self.paths[file.0 as usize] = path.into();
            return file;
        }
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

    /// Takes back all claims of a file.
    pub(crate) fn withdraw(&mut self, path: &str, members: &[Member]) {
        let mut file = None;
        for member in members {
            file = self.withdraw_one(path, member).or(file);
        }
        self.free.extend(file);
    }

    fn withdraw_one(&mut self, path: &str, member: &Member) -> Option<FileNumber> {
        let key = Hash128::of(member.id.as_bytes());
        let is_it = |claims: &Self, claim: Claim| {
            claim.start == member.range.start && claims.path(claim.file) == path
        };
        let best = *self.best.get(&key)?;
        let hidden = self.hidden(&key);
        let (file, gone) = if is_it(self, best) {
            let next = (0..hidden.len()).min_by(|&a, &b| self.order(hidden[a], hidden[b]));
            match next.map(|next| (next, hidden[next])) {
                Some((_, claim)) => self.best.insert(key, claim),
                None => self.best.remove(&key),
            };
            (best.file, next)
        } else {
            let gone = hidden.iter().position(|&claim| is_it(self, claim))?;
            (hidden[gone].file, Some(gone))
        };
        if let (Some(gone), Some(others)) = (gone, self.others.get_mut(&key)) {
            others.claims.swap_remove(gone);
            if others.claims.is_empty() {
                self.others.remove(&key);
            }
        }
        Some(file)
    }

    /// Returns all claims to an id, the best first.
    pub(crate) fn all(&self, id: &str) -> impl Iterator<Item = Claim> {
        let key = Hash128::of(id.as_bytes());
        self.best(&key).into_iter().chain(self.hidden(&key).iter().copied())
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

    fn member(id: &str, start: u64) -> Member {
        let hash = Hash128::of(b"");
        Member { id: id.into(), place: None, range: start..start + 1, hash, hidden: false }
    }

    #[test]
    fn claims_that_are_taken_back_leave_the_next_best() {
        let mut claims = Claims::default();
        for path in ["a.json", "b.json", "c.json"] {
            let file = claims.file(path);
            claims.add("id", Claim { file, start: 0 });
            claims.add(path, Claim { file, start: 7 });
        }
        let best = |claims: &Claims, id: &str| {
            claims.best(&Hash128::of(id.as_bytes())).map(|claim| claims.path(claim.file).to_owned())
        };
        claims.withdraw("b.json", &[member("id", 0), member("b.json", 7)]);
        assert_eq!(best(&claims, "id").as_deref(), Some("a.json"));
        assert_eq!(best(&claims, "b.json"), None);
        claims.withdraw("a.json", &[member("id", 0), member("a.json", 7)]);
        assert_eq!(best(&claims, "id").as_deref(), Some("c.json"));
        assert_eq!(claims.shadowed(), []);
        // Numbers are used again, and mean the new file.
        let file = claims.file("0.json");
        assert_eq!(
            claims.add("id", Claim { file, start: 0 }),
            Verdict::Won(claims.all("id").nth(1))
        );
        assert_eq!((best(&claims, "id").as_deref(), claims.paths.len()), (Some("0.json"), 3));
    }

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
