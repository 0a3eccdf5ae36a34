//! The companies an article speaks of.

use std::collections::HashSet;
use std::ops::Range;

use super::judge::{Verdict, judge};
use super::scan::{Found, scan};
use super::{Companies, CompanyId};

/// A company named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Place of the unit among those given, from 0.
    pub unit: usize,
    /// Half-open byte range of the name in its unit, without possessive.
    pub span: Range<usize>,
    /// The company.
    pub company: CompanyId,
}

impl Companies {
    /// Finds the companies that the units of one article name, in order; mentions do not overlap.
    ///
    /// A name that is an ordinary word too counts where its neighbours, or other units of the article, tell that the
    /// company is meant. Names in lower case never count, nor do products.
    #[must_use]
    pub fn mentions<'t>(&self, units: impl IntoIterator<Item = &'t str>) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut open = false;
        let mut told: HashSet<CompanyId> = HashSet::new();
        let mut verdicts_of_all = Vec::new();
        let mut found = Found::default();
        let mut verdicts = Vec::new();
        let lexicon = self.lexicon();
        for (unit, text) in units.into_iter().enumerate() {
            found.clear();
            scan(lexicon, text, &mut found);
            told.extend(found.clues.drain(..));
            if found.candidates.is_empty() {
                continue;
            }
            judge(text, &found, &mut verdicts);
            for (candidate, verdict) in found.candidates.drain(..).zip(&verdicts) {
                match verdict {
                    Verdict::Means | Verdict::Open => {
                        let company = candidate.company;
                        if *verdict == Verdict::Means {
                            told.insert(company);
                        } else {
                            open = true;
                        }
                        mentions.push(Mention { unit, span: candidate.span, company });
                        verdicts_of_all.push(*verdict);
                    }
                    Verdict::Other => {}
                }
            }
        }
        if open {
            let mut verdicts = verdicts_of_all.into_iter();
            mentions.retain(|mention| {
                verdicts.next() != Some(Verdict::Open) || told.contains(&mention.company)
            });
        }
        mentions
    }
}
