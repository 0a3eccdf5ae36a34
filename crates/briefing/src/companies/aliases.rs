//! What a library goes by: companies and synonyms, built in and its own.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::{Arc, LazyLock, OnceLock};

use super::built_in::built_in;
use super::{Companies, file};

/// Companies with their names, and words that mean the same.
#[derive(Debug)]
pub struct Aliases {
    companies: Companies,
    synonyms: Vec<Vec<String>>,
    fingerprint: OnceLock<u64>,
}

/// Something in an aliases file that cannot be used; the rest of the file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AliasFault {
    /// Line, from 1.
    pub line: usize,
    /// Key that it is about, where there is one.
    pub key: Option<String>,
    /// What is wrong, to be read behind the key.
    pub message: String,
}

impl std::fmt::Display for AliasFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.key {
            Some(key) => write!(f, "line {}: `{key}` {}", self.line, self.message),
            None => write!(f, "line {}: {}", self.line, self.message),
        }
    }
}

impl Aliases {
    /// Returns the built-in list.
    #[must_use]
    pub fn built_in() -> Arc<Self> {
        static ALIASES: LazyLock<Arc<Aliases>> =
            LazyLock::new(|| Arc::new(Aliases::new(Companies::new(built_in()), Vec::new())));
        LazyLock::force(&ALIASES).clone()
    }

    /// Reads a library's aliases file on top of the built-in list. What cannot be used is left out and told.
    #[must_use]
    pub fn read(text: &str) -> (Self, Vec<AliasFault>) {
        let (written, mut faults) = file::parse(text);
        let built_in = Self::built_in();
        let known = built_in.companies.iter().map(|(_, company)| company.clone()).collect();
        let companies = Companies::build(known, written.companies, &mut faults);
        faults.sort_by_key(|fault| fault.line);
        (Self::new(companies, written.synonyms), faults)
    }

    fn new(companies: Companies, synonyms: Vec<Vec<String>>) -> Self {
        Self { companies, synonyms, fingerprint: OnceLock::new() }
    }

    /// The companies.
    #[must_use]
    pub fn companies(&self) -> &Companies {
        &self.companies
    }

    /// Groups of words that mean the same; each word may be several words.
    #[must_use]
    pub fn synonyms(&self) -> &[Vec<String>] {
        &self.synonyms
    }

    /// Returns a number that others in all likelihood do not have. It holds for this build, and is not to be stored.
    #[must_use]
    pub fn fingerprint(&self) -> u64 {
        *self.fingerprint.get_or_init(|| {
            let mut hasher = DefaultHasher::new();
            self.companies.describe(&mut |piece| piece.hash(&mut hasher));
            self.synonyms.hash(&mut hasher);
            hasher.finish()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_list_is_in_order() {
        let (written, faults) = file::parse(include_str!("companies.toml"));
        assert_eq!(faults, []);
        let mut faults = Vec::new();
        let companies = Companies::build(Vec::new(), written.companies, &mut faults);
        assert_eq!(faults, [], "two companies claim one name, or a mark names none");
        assert!(companies.iter().count() >= 220);
        // The build reads the same list, in whatever order.
        let by_name = |companies: &Companies| {
            let list = companies.iter().map(|(_, company)| (company.name.clone(), company.clone()));
            list.collect::<std::collections::BTreeMap<_, _>>()
        };
        let built_in = by_name(Aliases::built_in().companies());
        assert_eq!(by_name(&companies), built_in);
    }

    #[test]
    fn a_file_adds_marks_and_takes_away() {
        let (aliases, faults) = Aliases::read(
            "[companies]\n\
             Contoso = { short = [\"CTS\"] }\n\
             Meta = { remove = [\"Facebook\"], short = [\"Meta Inc\"] }\n\
             Gap = false\n\
             Nvidia = { ambiguous = [\"Nvidia\"] }\n",
        );
        assert_eq!(faults, []);
        let companies = aliases.companies();
        let named = |name: &str| companies.named(name).map(|id| companies[id].name.as_str());
        assert_eq!(named("cts"), Some("Contoso"));
        assert_eq!(named("facebook"), None);
        assert_eq!(named("meta inc"), Some("Meta Platforms"));
        assert_eq!(named("gap"), None);
        assert_eq!(named("NVDA"), Some("Nvidia"));
        assert!(companies.named("nvidia").is_some_and(|id| companies[id].is_ambiguous("Nvidia")));
        let text = "Contoso bought Gap Inc shares, said Facebook.";
        assert_eq!(companies.mentions([text]).len(), 1);
    }

    #[test]
    fn the_fingerprint_tells_companies_and_synonyms_apart() {
        let of = |text: &str| Aliases::read(text).0.fingerprint();
        assert_eq!(of("# nothing"), Aliases::built_in().fingerprint());
        let files = [
            "",
            "[companies]\nGap = false\n",
            "[companies]\nContoso = { short = [\"CTS\"] }\n",
            "[companies]\nContoso = { tickers = [\"CTS\"] }\n",
            "[synonyms]\nlayoffs = [\"job cuts\"]\n",
            "[synonyms]\nlayoffs = [\"job\", \"cuts\"]\n",
        ];
        let distinct: std::collections::HashSet<u64> = files.into_iter().map(of).collect();
        assert_eq!(distinct.len(), files.len());
    }

    #[test]
    fn a_library_may_claim_a_built_in_name_for_its_own() {
        let (aliases, faults) =
            Aliases::read("[companies]\n\"Amazon Watch\" = { short = [\"AWS\"] }\n");
        assert_eq!(faults, []);
        let companies = aliases.companies();
        let named = |name: &str| companies.named(name).map(|id| companies[id].name.as_str());
        assert_eq!(named("aws"), Some("Amazon Watch"));
        assert_eq!(named("amazon web services"), Some("Amazon Web Services"));
    }

    #[test]
    fn two_claims_in_one_file_are_told() {
        let (aliases, faults) = Aliases::read(
            "[companies]\nContoso = { short = [\"CTS\"] }\nFabrikam = { short = [\"CTS\"], ambiguous = [\"Fab\"] }\n",
        );
        let told: Vec<_> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told.iter().all(|told| told.starts_with("line 3: ")), "{told:?}");
        let companies = aliases.companies();
        assert_eq!(companies.named("cts").map(|id| companies[id].name.as_str()), Some("Contoso"));
    }
}
