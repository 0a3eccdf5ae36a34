//! The list of companies, and how a name finds its company.

use std::collections::HashMap;
use std::ops::Index;
use std::sync::OnceLock;

use super::file::Entry;
use super::lexicon::Lexicon;
use super::lookup::{distance, key};
use super::merge::Merging;
use super::{AliasFault, Company};

/// A company's place in its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CompanyId(pub(super) u32);

impl CompanyId {
    pub(super) fn place(self) -> usize {
        self.0 as usize
    }
}

/// Companies, ready to be looked up by any of their names and to be found in text.
#[derive(Debug)]
pub struct Companies {
    list: Vec<Company>,
    /// Names, reduced.
    by_name: HashMap<String, CompanyId>,
    /// Tickers, reduced; a name of another company comes first.
    by_ticker: HashMap<String, CompanyId>,
    /// Made when a text is first looked through: who only looks names up has no use for it.
    lexicon: OnceLock<Lexicon>,
}

impl Index<CompanyId> for Companies {
    type Output = Company;

    fn index(&self, id: CompanyId) -> &Company {
        &self.list[id.place()]
    }
}

impl Companies {
    /// Adds to known companies what a list says of them and of others. A name that the list gives to one company is
    /// taken from any other that was known; what was written first wins inside the list.
    pub(super) fn build(
        known: Vec<Company>,
        entries: Vec<Entry>,
        faults: &mut Vec<AliasFault>,
    ) -> Self {
        let mut merging = Merging::new(known);
        for entry in entries {
            merging.add(entry, faults);
        }
        Self::new(merging.finish())
    }

    pub(super) fn new(list: Vec<Company>) -> Self {
        let mut by_name = HashMap::new();
        let mut by_ticker = HashMap::new();
        for (id, company) in (0..).map(CompanyId).zip(&list) {
            for name in company.names() {
                by_name.entry(key(name)).or_insert(id);
            }
            for ticker in &company.tickers {
                by_ticker.entry(key(ticker)).or_insert(id);
            }
        }
        Self { list, by_name, by_ticker, lexicon: OnceLock::new() }
    }

    /// What is looked for in texts.
    pub(super) fn lexicon(&self) -> &Lexicon {
        self.lexicon.get_or_init(|| Lexicon::new(&self.list))
    }

    /// Lists the companies.
    pub fn iter(&self) -> impl Iterator<Item = (CompanyId, &Company)> {
        (0..).map(CompanyId).zip(&self.list)
    }

    /// Returns the company of that name or ticker; case, accents, spaces and punctuation do not matter.
    #[must_use]
    pub fn named(&self, typed: &str) -> Option<CompanyId> {
        let key = key(typed);
        self.by_name.get(&key).or_else(|| self.by_ticker.get(&key)).copied()
    }

    /// Returns the company that someone typing an unknown name may have meant: the maker of a product of that name, a
    /// company whose name begins so, or one whose name is a slip of the finger away.
    #[must_use]
    pub fn meant(&self, typed: &str) -> Option<CompanyId> {
        let typed = key(typed);
        let letters = typed.chars().count();
        if letters < 3 {
            return None;
        }
        let maker = self
            .iter()
            .find(|(_, company)| company.products.iter().any(|product| key(product) == typed));
        if let Some((id, _)) = maker {
            return Some(id);
        }
        let begins =
            self.by_name.iter().filter(|(name, _)| letters >= 4 && name.starts_with(&typed));
        if let Some((_, id)) = begins.min_by_key(|(name, id)| (name.len(), **id)) {
            return Some(*id);
        }
        let most = if letters < 6 { 1 } else { 2 };
        self.by_name
            .iter()
            .map(|(name, id)| (distance(name, &typed, most), *id))
            .filter(|(steps, _)| *steps <= most)
            .min()
            .map(|(_, id)| id)
    }

    /// Hands over, piece by piece, everything that decides which companies are found in a text.
    pub fn describe(&self, piece: &mut dyn FnMut(&str)) {
        for company in &self.list {
            piece(&company.name);
            for (key, list) in company.lists() {
                piece(key);
                list.iter().for_each(|item| piece(item));
            }
        }
    }
}
