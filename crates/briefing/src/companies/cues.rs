//! Words beside a name that tell whether a company is meant.

use std::collections::HashSet;
use std::sync::LazyLock;

type Words = LazyLock<HashSet<&'static str>>;

/// What companies do, in the forms that stand behind a name; forms in `-ed` are known by their ending.
static VERBS: Words = LazyLock::new(|| {
    words(
        "acquires adds aims announces appoints argues asks beat beats began begins bets blames bought broke builds built \
     buys charges chose claims closes competes courts cuts debuts declines denies earns employs expands expects faces \
     fell files fired fires fixes gains gave gets gives goes got grew grows held hired hires holds hopes invests \
     joins keeps kept laid launches lays leads led lets licenses loses lost made makes misses names offers opens \
     operates outbid overtakes owns paid partners pays plans pledges posts prepares promises pulls pushes puts quits \
     raises ran reaches reports rolls rose runs said saw says seeks sells sent settles shut shuts signs slashes slid \
     sold spends spent spins starts sued sues takes taps told took trades tries tumbles unveils uses wants warns went \
     wins withdrew won",
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
