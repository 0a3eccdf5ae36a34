//! What a list says of companies, put on top of those that are known.

use std::collections::HashMap;

use super::file::Entry;
use super::lookup::key;
use super::{AliasFault, Company};

/// Companies in the making.
pub(super) struct Merging {
    /// None where a company was taken out.
    list: Vec<Option<Company>>,
    /// Whose each name or ticker is, reduced.
    owner: HashMap<String, usize>,
    /// Names that this list itself gave away.
    given: HashMap<String, usize>,
}

impl Merging {
    pub(super) fn new(known: Vec<Company>) -> Self {
        let mut owner = HashMap::new();
        for (at, company) in known.iter().enumerate() {
            for name in company.names().chain(company.tickers.iter().map(String::as_str)) {
                owner.entry(key(name)).or_insert(at);
            }
        }
        Self { list: known.into_iter().map(Some).collect(), owner, given: HashMap::new() }
    }

    pub(super) fn finish(self) -> Vec<Company> {
        self.list.into_iter().flatten().collect()
    }

    /// Takes in what the list says of one company.
    pub(super) fn add(&mut self, entry: Entry, faults: &mut Vec<AliasFault>) {
        let Entry { line, company: says, remove, removed } = entry;
        let mut fault = |key: String, message: String| {
            faults.push(AliasFault { line, key: Some(key), message });
        };
        let wanted = key(&says.name);
        let found = self.owner.get(&wanted).copied().filter(|at| self.is_named(*at, &wanted));
        if removed {
            match found.and_then(|at| self.list.get_mut(at)) {
                Some(slot) => *slot = None,
                None => {
                    fault(says.name, "is not in the list, so it cannot be taken out".to_owned());
                }
            }
            return;
        }
        let at = found.unwrap_or(self.list.len());
        if found.is_none() {
            self.list.push(Some(Company { name: says.name.clone(), ..Company::default() }));
            self.owner.insert(wanted.clone(), at);
            self.given.insert(wanted, at);
        }
        let Some(name) = self.name(at) else { return };
        for gone in &remove {
            if !self.take_away(at, gone) {
                fault(format!("{name}.remove"), format!("names `{gone}`, which it does not have"));
            }
        }
        for (kind, items) in says.lists() {
            for item in items {
                if matches!(kind, "short" | "former" | "tickers")
                    && let Err(owner) = self.claim(at, item)
                {
                    let message = format!("claims `{item}`, which is a name of {owner}");
                    fault(format!("{name}.{kind}"), message);
                    continue;
                }
                let Some(company) = self.list.get_mut(at).and_then(Option::as_mut) else { return };
                let marks = matches!(kind, "ambiguous" | "doubtful");
                if marks
                    && !company.names().any(|name| name == item)
                    && !company.tickers.contains(item)
                {
                    let message = format!("marks `{item}`, which is none of its names");
                    fault(format!("{name}.{kind}"), message);
                    continue;
                }
                if let Some(list) = company.list_mut(kind)
                    && !list.contains(item)
                {
                    list.push(item.clone());
                }
            }
        }
    }

    fn name(&self, at: usize) -> Option<String> {
        self.list.get(at).and_then(Option::as_ref).map(|company| company.name.clone())
    }

    fn is_named(&self, at: usize, wanted: &str) -> bool {
        let company = self.list.get(at).and_then(Option::as_ref);
        company.is_some_and(|company| company.names().any(|name| key(name) == wanted))
    }

    /// Takes a name from a company; tells whether it had it.
    fn take_away(&mut self, at: usize, gone: &str) -> bool {
        let Some(company) = self.list.get_mut(at).and_then(Option::as_mut) else { return false };
        let gone = key(gone);
        let mut had = false;
        for kind in ["short", "former", "tickers", "products", "clues", "not"] {
            if let Some(list) = company.list_mut(kind) {
                let before = list.len();
                list.retain(|item| key(item) != gone);
                had |= list.len() < before;
            }
        }
        if self.owner.get(&gone) == Some(&at) {
            self.owner.remove(&gone);
        }
        had
    }

    /// Gives a name to a company, away from any other; fails with its owner if this list gave it to another before.
    fn claim(&mut self, at: usize, item: &str) -> Result<(), String> {
        let claimed = key(item);
        let first = *self.given.entry(claimed.clone()).or_insert(at);
        if first != at {
            return Err(self.name(first).unwrap_or_default());
        }
        if let Some(before) = self.owner.insert(claimed.clone(), at)
            && before != at
            && let Some(Some(company)) = self.list.get_mut(before)
        {
            for names in [&mut company.short, &mut company.former, &mut company.tickers] {
                names.retain(|name| key(name) != claimed);
            }
        }
        Ok(())
    }
}
