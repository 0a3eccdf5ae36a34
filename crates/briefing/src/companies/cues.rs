//! Words beside a name that tell whether a company is meant.

use std::collections::HashSet;
use std::sync::LazyLock;

type Words = LazyLock<HashSet<&'static str>>;

/// What companies do, in the forms that stand behind a name; forms in `-ed` are known by their ending. What is as often a noun
/// there (`Apple prices`) is left out.
static VERBS: Words = LazyLock::new(|| {
    words(
        "acquires adds aims announces appoints argues asks backs bans beat beats began begins bets bids blames boosts \
         bought brings broke brought builds built bumps buys calls cancels caps catches caught charges chose claims \
         climbs closes competes confirms connects considers controls courts covers crosses cuts debuts declines \
         defends delays delivers denies deploys details ditches doubles dove drops earns eats employs enters expands \
         expects extends eyes faces falls fell fights files finds fired fires fixes flags flops folds found freezes \
         gains gave gears gets gives goes got grabs grew grows held helps hikes hired hires hits holds hopes inks \
         installs introduces invests joins jumps keeps kept kills knows lags laid launches lays leads leaps leapt \
         leaves led left lets licenses lifts lists looks loses lost made maintains makes mandates meets merges met \
         misses moves mulls nabs names nears needs notches offers opens operates outbid outsells overtakes owns paid \
         partners pauses pays picks pitches pivots plans pledges plunges posts powers prepares produces promises \
         provides publishes pulls purchases pushes puts quits raises rallies ran reached reaches recalls refuses \
         rejects releases renames rents replaces reports requires resumes reveals reverses rides rivals roars rode \
         rolls rose runs said sank saves saw says scales scraps secures seeks sells sent sets settles ships shows \
         shrank shrinks shut shuts signs sinks skips slashes slid slips slows slumps snaps soars sold spends spent \
         spins splits starts steps stops struck stumbles sued sues supports surges suspends swaps swings swung takes \
         taps tells tests thinks thought told took tops touts tracks trades trails tries trims triples tumbles turns \
         unloads unveils upgrades urges uses vows wants warns weighs went wins withdrew won woos writes wrote",
    )
});

/// Verbs that anything can have; they speak for a name that is no ordinary word without an article.
static AUXILIARIES: Words = LazyLock::new(|| {
    words("also can could did does had has is isn may might must now should was will would")
});

/// Words in `-ed` that describe things, and others that only end so.
static NO_VERBS: Words = LazyLock::new(|| {
    words(
        "aged based colored feed flavored flavoured indeed led need related seed shaped shed sized speed styled themed \
     weed",
    )
});

/// Nouns that stand behind a company's name.
static NOUNS_BEHIND: Words = LazyLock::new(|| {
    words(
        "ads analysts board boss bosses campus ceo cfo chief co co-founder cofounder company coo corp corporation cto \
     customer customers deal director earnings employee employees engineer engineers executive executives factory \
     founder founders group headquarters holdings inc incorporated investor investors layoffs llc ltd management \
     manager offices official officials platforms plc president profit profits representative researcher researchers \
     revenue sales shareholders shares spokesman spokesperson spokeswoman staff staffers stock stores subsidiary \
     suppliers technologies users veteran veterans vs workers",
    )
});

/// Nouns that stand before a company's name (`chip designer Arm`), or before `of` and it (`shares of Gap`).
static NOUNS_BEFORE: Words = LazyLock::new(|| {
    words(
        "acquirer app automaker bank board brand broker bureau buyer carmaker ceo chief chipmaker clients company \
     competitor competitors customer customers designer developer division employee employees engineers executive \
     executives fintech firm founder founders giant group head insurer investor investors issuer leader lender maker \
     makers network operator owner owners parent partner partners platform president processor provider purchase \
     retailer rival rivals seller service shares site stake start-up startup stock subsidiary takeover unicorn unit \
     users valuation vendor workers",
    )
});

/// What a company is said to be behind its name and a comma (`Ramp, the rival in corporate cards`).
static APPOSITIONS: Words = LazyLock::new(|| {
    words(
        "agency airline automaker bank broker carmaker chipmaker company competitor developer exchange firm fund giant \
         grocer group insurer lab lender maker manufacturer operator owner parent provider publisher retailer rival \
         seller start-up startup studio supplier unicorn vendor",
    )
});

/// Verbs that stand before a company's name.
static VERBS_BEFORE: Words = LazyLock::new(|| {
    words(
        "acquire acquired acquires acquiring bought buy buying buys called challenge competes hired join joined joins \
     left outbid owns rivals sue sued sues told urged",
    )
});

/// What makes an adjective of a company's name, behind a hyphen.
static BEHIND_HYPHEN: Words = LazyLock::new(|| {
    words(
        "affiliated approved backed branded built controlled designed developed funded led linked made operated owned run \
     style",
    )
});

/// Words that begin a sentence and say nothing of the capital that follows.
static OPENERS: Words = LazyLock::new(|| {
    words(
        "a after against all although amid an and are as at because before both but by can could did does even ex for \
     former from has have how if in inside is like meanwhile now of on only or over rival rivals should since so \
     still than that the then this though to today unlike was were what when where which while who why will with \
     without would yesterday yet",
    )
});

static DAYS_AND_MONTHS: Words = LazyLock::new(|| {
    words(
        "april august december february friday january july june march may monday november october saturday september \
     sunday thursday tuesday wednesday",
    )
});

fn words(list: &'static str) -> HashSet<&'static str> {
    list.split_ascii_whitespace().collect()
}

fn holds(list: &Words, word: &str) -> bool {
    list.contains(word.to_lowercase().as_str())
}

/// Tells whether a word behind a name is what companies do.
pub(super) fn is_verb(word: &str) -> bool {
    let lower = word.to_lowercase();
    let past = lower.len() > 4 && lower.ends_with("ed") && !holds(&NO_VERBS, &lower);
    past || holds(&VERBS, &lower)
}

/// Tells whether a word behind a name is a verb that anything can have.
pub(super) fn is_auxiliary(word: &str) -> bool {
    holds(&AUXILIARIES, word)
}

/// Tells whether a word behind a name belongs to companies: `CEO`, `shares`, `Inc`.
pub(super) fn is_noun_behind(word: &str) -> bool {
    holds(&NOUNS_BEHIND, word)
}

/// Tells whether a word before a name, or before `of` and a name, belongs to companies.
pub(super) fn is_noun_before(word: &str) -> bool {
    holds(&NOUNS_BEFORE, word)
}

/// Tells whether a word says what a company is.
pub(super) fn is_apposition(word: &str) -> bool {
    holds(&APPOSITIONS, word)
}

/// Tells whether a word before a name is what is done to companies.
pub(super) fn is_verb_before(word: &str) -> bool {
    holds(&VERBS_BEFORE, word)
}

/// Tells whether a hyphen and this word make an adjective of a company's name.
pub(super) fn is_behind_hyphen(word: &str) -> bool {
    holds(&BEHIND_HYPHEN, word.split('-').next().unwrap_or(word))
}

/// Tells whether a capital of this word, before a name, is no sign of a longer name.
pub(super) fn is_opener(word: &str) -> bool {
    holds(&OPENERS, word) || holds(&DAYS_AND_MONTHS, word)
}
