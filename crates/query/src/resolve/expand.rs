//! Other names of companies, and other words of the same meaning, beside the words that were typed.

use precis_analysis::Form;
use precis_briefing::{Aliases, Company};

use super::{Clause, Phrase, Word, phrase};
use crate::response::Note;

/// Most words that are looked up together.
const MOST_WORDS: usize = 6;

/// Something else that does for a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Also {
    /// What it is.
    pub(crate) what: What,
    /// Words that share it: each of several words side by side has what does for all of them together.
    pub(crate) share: u32,
}

/// What does for a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    /// Exact words one position apart, in any of these spellings.
    Exact(Vec<Vec<String>>),
    /// Stems one position apart.
    Stems(Vec<String>),
    /// A mention of this company, under whatever name.
    Company(String),
}

impl What {
    /// The words as a clause that can be marked in text; none for a company, which is known by more than its words.
    pub(crate) fn clause(&self) -> Option<Clause> {
        match self {
            Self::Exact(sequences) => Some(Clause::Phrase(Phrase {
                text: String::new(),
                sequences: sequences.clone(),
                slop: 0,
            })),
            Self::Stems(stems) => {
                let parts =
                    stems.iter().map(|stem| Form { exact: Vec::new(), stems: vec![stem.clone()] });
                Some(Clause::Word(Word {
                    text: stems.join(" "),
                    function: false,
                    parts: parts.collect(),
                    joined: None,
                    boost: 1000,
                    also: Box::default(),
                }))
            }
            Self::Company(_) => None,
        }
    }
}

/// Gives the words of a clause what does for them as well, and notes what that is.
///
/// Words side by side that are a name together share it: `(a or x) (b or x)` is `a b` or `x`, whatever else is
/// asked. Nothing is given to phrases, to what must be there as it is typed (`+word`), nor to what must not.
pub(super) fn expand(
    clause: Clause,
    aliases: &Aliases,
    choice: &[String],
    notes: &mut Vec<Note>,
) -> Clause {
    if choice.iter().any(|choice| choice == "none") {
        return clause;
    }
    let spared = choice.iter().filter_map(|choice| choice.strip_prefix('-')).map(spaced).collect();
    Expander { aliases, spared, notes }.clause(clause)
}

struct Expander<'a> {
    aliases: &'a Aliases,
    /// Names that keep to themselves.
    spared: Vec<String>,
    notes: &'a mut Vec<Note>,
}

impl Expander<'_> {
    fn clause(&mut self, clause: Clause) -> Clause {
        match clause {
            Clause::Word(word) => {
                let mut one = self.side(vec![Clause::Word(word)]);
                one.pop().unwrap_or(Clause::All)
            }
            Clause::Side(of) => Clause::Side(self.side(of)),
            Clause::And(of) => Clause::And(of.into_iter().map(|c| self.clause(c)).collect()),
            Clause::Or(of) => Clause::Or(of.into_iter().map(|c| self.clause(c)).collect()),
            Clause::Section(names, of) => Clause::Section(names, Box::new(self.clause(*of))),
            Clause::Title(of) => Clause::Title(Box::new(self.clause(*of))),
            other => other,
        }
    }

    fn side(&mut self, mut of: Vec<Clause>) -> Vec<Clause> {
        let mut at = 0;
        while at < of.len() {
            let run: Vec<&Word> = of[at..]
                .iter()
                .take(MOST_WORDS)
                .map_while(|clause| match clause {
                    Clause::Word(word) => Some(word),
                    _ => None,
                })
                .collect();
            let found = (1..=run.len()).rev().find_map(|length| {
                let (also, note) = self.alternatives(&run[..length])?;
                Some((length, also, note))
            });
            let Some((length, also, note)) = found else {
                let place = &mut of[at];
                if !matches!(place, Clause::Word(_)) {
                    let clause = std::mem::replace(place, Clause::All);
                    *place = self.clause(clause);
                }
                at += 1;
                continue;
            };
            let share = u32::try_from(length).unwrap_or(u32::MAX);
            for clause in &mut of[at..at + length] {
                if let Clause::Word(word) = clause {
                    word.also =
                        also.iter().map(|what| Also { what: what.clone(), share }).collect();
                }
            }
            if !self.notes.contains(&note) {
                self.notes.push(note);
            }
            at += length;
        }
        of
    }

    /// What does for some words together, and a note of it; none if nothing does.
    fn alternatives(&self, run: &[&Word]) -> Option<(Vec<What>, Note)> {
        let typed = run.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        let wanted = spaced(&typed);
        if self.spared.contains(&wanted) {
            return None;
        }
        let mut also = Vec::new();
        let mut told = Vec::new();
        self.names(&wanted, &mut also, &mut told);
        self.synonyms(run, &mut also, &mut told);
        if also.is_empty() {
            return None;
        }
        let message = format!(
            "`{typed}` also finds {}; `expand=-{}` leaves that out",
            told.join(", "),
            if wanted.contains(' ') { format!("\"{wanted}\"") } else { wanted }
        );
        let note = Note {
            code: "expanded".to_owned(),
            message,
            from: Some(typed),
            to: Some(told.join(", ")),
            ..Note::default()
        };
        Some((also, note))
    }

    /// Adds the other names of the company that goes by one, unless that is an ordinary word too.
    fn names(&self, wanted: &str, also: &mut Vec<What>, told: &mut Vec<String>) {
        let companies = self.aliases.companies();
        let Some(company) = companies.named(wanted).map(|id| &companies[id]) else { return };
        if !sure_names(company).any(|name| spaced(name) == *wanted) {
            return;
        }
        let within = format!(" {wanted} ");
        for name in sure_names(company) {
            // Where a longer name stands, the typed one stands as well.
            if format!(" {} ", spaced(name)).contains(&within) {
                continue;
            }
            if let Some(phrase) = phrase(name) {
                also.push(What::Exact(phrase.sequences));
                told.push(format!("“{name}”"));
            }
        }
        let has_others = company.names().any(|name| company.is_ambiguous(name));
        if has_others {
            also.push(What::Company(company.name.clone()));
            told.push(format!("mentions of {}", company.name));
        }
    }

    /// Adds the other words of each group that the words belong to, in any form.
    fn synonyms(&self, run: &[&Word], also: &mut Vec<What>, told: &mut Vec<String>) {
        for group in self.aliases.synonyms() {
            let is_run = |member: &String| {
                let words: Vec<Word> =
                    precis_analysis::typed(member).into_iter().map(Word::from).collect();
                words.len() == run.len()
                    && words.iter().zip(run).all(|(word, typed)| {
                        let stems = word.whole_stems();
                        !stems.is_empty()
                            && typed.whole_stems().iter().any(|stem| stems.contains(stem))
                    })
            };
            let Some(own) = group.iter().position(is_run) else { continue };
            for (_, member) in group.iter().enumerate().filter(|(at, _)| *at != own) {
                let parts = precis_analysis::typed(member).into_iter().flat_map(|word| word.parts);
                let stems: Vec<String> =
                    parts.filter_map(|part| part.stems.into_iter().next()).collect();
                if !stems.is_empty() {
                    also.push(What::Stems(stems));
                    told.push(format!("“{member}”"));
                }
            }
        }
    }
}

/// Names that mean the company wherever they stand, tickers that need no exchange among them.
fn sure_names(company: &Company) -> impl Iterator<Item = &str> {
    let tickers = company.tickers.iter().map(String::as_str).filter(|ticker| ticker.len() >= 4);
    company.names().chain(tickers).filter(|name| !company.is_ambiguous(name))
}

/// Reduces a name to words of letters and digits, folded, one space apart.
fn spaced(name: &str) -> String {
    let folded = precis_analysis::fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'');
    let words = words.map(|word| word.replace('\'', "")).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
