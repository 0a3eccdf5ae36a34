//! What holds for any text.

mod matcher;

use precis_analysis::{Analyzer, Role, Starts, fold, for_each_token, is_inflected, typed};
use proptest::prelude::*;

use matcher::finds;

/// Characters that mean something to the reading of words, and some that mean nothing.
fn any_text() -> impl Strategy<Value = String> {
    let telling = prop::sample::select(
        "aAbsStuUnet059'’-–_.,&+#%$€£@/ \n人知ガ\u{3099}ﾞ한ก\u{e33}é\u{301}\u{ad}ß½Ⅳ①ﬁＡ＄．，％٣क्षΣς🙂"
            .chars()
            .collect::<Vec<_>>(),
    );
    let c = prop_oneof![6 => telling, 1 => any::<char>()];
    prop::collection::vec(c, 0..60).prop_map(String::from_iter)
}

fn ascii_word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,7}",
        "[a-z0-9]{1,6}([-.&'][a-z0-9]{1,6}){0,3}",
        "[usaitornw]{1,3}([-.][usaitornw]{1,3}){0,2}'?s?",
        "[$]?[0-9]{1,4}(,[0-9]{3})?([.][0-9])?[%mk]?",
        "(c[+][+]|c#|[.]net|us[$]5|gpus|at&t|u[.]s[.]|non-exclusive|gpt-4o)",
    ]
}

fn recased(word: &str, capitals: u64) -> String {
    let recase = |(i, c): (usize, char)| {
        if capitals >> (i % 64) & 1 == 1 { c.to_ascii_uppercase() } else { c }
    };
    word.chars().enumerate().map(recase).collect()
}

/// Small letters, capitals, a first capital, or any mixture.
fn case() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0), Just(u64::MAX), Just(1), any::<u64>()]
}

/// Words with the endings that stems are about, in any case.
fn inflected_text() -> impl Strategy<Value = String> {
    let ending =
        prop::sample::select(vec!["", "s", "es", "ies", "ing", "ed", "ly", "ization", "'s"]);
    let word = ("[a-z]{1,5}", ending, case())
        .prop_map(|(root, ending, capitals)| recased(&format!("{root}{ending}"), capitals));
    prop::collection::vec(word, 1..8).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_word_that_is_not_inflected_is_its_own_stem(text in prop_oneof![any_text(), inflected_text()]) {
        for_each_token(&text, &mut |token| {
            assert_eq!(token.inflected, is_inflected(token.exact), "{token:?}");
            assert!(token.inflected || token.stem == token.exact, "{token:?}");
        });
    }

    #[test]
    fn tokens_come_in_order_and_lie_in_the_text(text in any_text()) {
        let (mut position, mut start, mut joined_end) = (0, 0, 0);
        let mut is_first = true;
        for_each_token(&text, &mut |token| {
            assert!(text.get(token.span.clone()).is_some_and(|slice| !slice.is_empty()));
            assert!(!token.exact.is_empty() && !token.stem.is_empty());
            assert!(token.span.start >= start, "spans start in order");
            let next = if is_first { 0 } else { position + 1 };
            assert!(token.position == position || token.position == next, "no position is skipped");
            match token.role {
                Role::Joined => joined_end = token.span.end,
                Role::Part if joined_end > token.span.start => assert!(token.span.end <= joined_end),
                _ => {}
            }
            (position, start, is_first) = (token.position, token.span.start, false);
        });
    }

    #[test]
    fn an_analyzer_remembers_nothing_that_shows(texts in prop::collection::vec(any_text(), 1..5)) {
        let mut analyzer = Analyzer::new();
        for text in texts {
            let (mut kept, mut fresh) = (Vec::new(), Vec::new());
            let end = analyzer.for_each_token(&text, |token| kept.push(format!("{token:?}")));
            let mut last = None;
            for_each_token(&text, &mut |token| {
                last = Some(token.position);
                fresh.push(format!("{token:?}"));
            });
            prop_assert_eq!(kept, fresh);
            prop_assert_eq!(end, last.map_or(0, |last| last + 1));
        }
    }

    #[test]
    fn typed_words_are_the_tokens_of_their_text(text in any_text()) {
        let mut tokens = Vec::new();
        for_each_token(&text, &mut |token| {
            if token.role != Role::Extra {
                tokens.push((token.exact.to_owned(), token.stem.to_owned(), token.role));
            }
        });
        let mut forms = Vec::new();
        for word in typed(&text) {
            prop_assert_eq!(&text[word.span.clone()], &word.text);
            forms.extend(word.joined.clone());
            forms.extend(word.parts);
        }
        prop_assert_eq!(tokens.len(), forms.len());
        for ((exact, stem, role), form) in tokens.iter().zip(&forms) {
            prop_assert_eq!(exact, &form.exact[0], "{:?}", role);
            prop_assert!(form.stems.contains(stem), "{} in {:?}", stem, form);
        }
    }

    #[test]
    fn what_is_typed_finds_itself(text in any_text()) {
        if !typed(&text).is_empty() {
            prop_assert!(finds(&text, &text));
            let among_others = format!("before {text} after");
            prop_assert!(finds(&text, &among_others));
        }
    }

    #[test]
    fn case_does_not_matter_but_for_function_words(
        word in ascii_word(), in_query in case(), in_text in case(),
    ) {
        let (query, text) = (recased(&word, in_query), recased(&word, in_text));
        let words = typed(&query);
        let keeps_capitals = words.iter().flat_map(|word| &word.parts).any(|form| {
            form.exact[0].contains(|c: char| c.is_ascii_uppercase())
        });
        if !words.is_empty() && !keeps_capitals {
            prop_assert!(finds(&query, &text), "{} finds {}", query, text);
        }
    }

    #[test]
    fn accents_and_curls_do_not_matter(word in "[a-z]{1,5}[éüøçñß][a-z]{0,4}(’[tlm])?") {
        let plain = fold(&word);
        prop_assert!(finds(&plain, &word), "{} finds {}", plain, word);
        prop_assert!(finds(&word, &plain), "{} finds {}", word, plain);
    }

    #[test]
    fn folding_twice_changes_nothing(text in any_text()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once.clone());
    }

    #[test]
    fn any_unicode_is_read(text in "\\PC{0,80}") {
        for_each_token(&text, &mut |_| {});
        let _ = typed(&text);
        let _ = fold(&text);
    }

    #[test]
    fn a_stem_begins_as_its_word_does(text in prop_oneof![any_text(), "[a-z]{1,12}( [a-z]{1,9}(ies|ing|ed|ly|s)){0,4}"]) {
        for_each_token(&text, &mut |token| {
            assert_eq!(token.exact.bytes().next(), token.stem.bytes().next(), "{token:?}");
        });
    }

    #[test]
    fn passing_over_other_words_changes_nothing_for_the_rest(text in any_text(), wanted in "[a-z$5é]{0,3}") {
        let mut starts = Starts::NONE;
        wanted.chars().for_each(|c| starts.add(c.encode_utf8(&mut [0; 4])));
        let (mut all, mut some) = (Vec::new(), Vec::new());
        let keep = |token: &precis_analysis::Token<'_>| {
            (token.exact.to_owned(), token.stem.to_owned(), token.position, token.span.clone())
        };
        let mut analyzer = Analyzer::new();
        let end = analyzer.for_each_token(&text, |token| {
            if starts.fits(token.exact) {
                all.push(keep(&token));
            }
        });
        prop_assert_eq!(analyzer.for_each_token_starting(&text, &starts, |t| some.push(keep(&t))), end);
        prop_assert_eq!(some, all);
    }
}

/// The words that English stemmers list as exceptions.
#[test]
fn exceptions_of_the_stemmer_begin_as_their_words_do() {
    let words = "skis skies sky dying lying tying idly gently ugly early only singly news howe atlas cosmos \
                 bias andes inning outing canning herring earring proceed exceed succeed";
    for_each_token(words, &mut |token| {
        assert_eq!(token.exact.bytes().next(), token.stem.bytes().next(), "{token:?}");
    });
}
