//! Texts and their tokens, to be read as a table.
//!
//! A line of tokens parts positions by spaces. Beside a word stand its stem after `/` where it
//! differs, and the others at its place: `=joined` before the parts, `+extra` after the word.

use precis_analysis::{Role, for_each_token};

fn shown(text: &str) -> String {
    let mut line = String::new();
    let mut before = None;
    for_each_token(text, &mut |token| {
        if before.is_some_and(|before| before != token.position) {
            line.push(' ');
        }
        before = Some(token.position);
        match token.role {
            Role::Word | Role::Part => {}
            Role::Joined => line.push('='),
            Role::Extra => line.push('+'),
        }
        line.push_str(token.exact);
        if token.stem != token.exact {
            line.push('/');
            line.push_str(token.stem);
        }
        if token.role == Role::Joined {
            line.push('|');
        }
    });
    line
}

#[test]
fn texts_become_tokens() {
    let table = [
        // Plain words, capitals, possessives.
        ("Layoffs at Acme", "layoffs/layoff at acme/acm"),
        ("the Companies' licenses", "the companies/compani licenses/licens"),
        ("OpenAI’s models, Moody's", "openai models/model moody/moodi"),
        ("BREAKING: ALL OF AWS DOWN", "breaking/break ALL OF aws down"),
        ("US us Us I A", "US us us i a"),
        ("CEOs GPUs IDs Its", "ceos/ceo gpus/gpu ids/id its/it"),
        ("O'Reilly don’t rock'n'roll ’twas", "oreilly dont rocknroll/rocknrol twas"),
        ("Crème Brûlée naïve Straße", "creme brulee/brule naive/naiv strasse/strass"),
        // Initials.
        ("the U.S. and U.K.", "the US and uk"),
        ("U.S.A., e.g. this; J.P. Morgan", "usa eg this jp morgan"),
        ("U.S.-based U.S.’s", "=usbased/usbas|US based/base US"),
        ("Plan B. Then", "plan b then"),
        // Compounds.
        ("non-exclusive", "=nonexclusive/nonexclus|non exclusive/exclus"),
        ("GPT-4o GPT-4.5", "=gpt4o|gpt 4o =gpt4.5|gpt 4.5"),
        ("Node.js. crates.io", "=nodejs/nodej|node js =cratesio|crates/crate io"),
        ("AT&T R&D S&P 500", "=at&t|at t =r&d|r d =s&p|s p 500"),
        ("snake_case and/or", "=snakecase/snakecas|snake case and or"),
        ("a-b-c-d-e a-b-c-d-e-f", "=abcde/abcd|a b c d e a b c d e f"),
        ("https://example.com/x", "https/http =examplecom|example/exampl com x"),
        ("the deal—which -- ended", "the deal which ended/end"),
        // Signs.
        ("C++ C# F# .NET C++17", "c++ c# f# .net =c++17|c++ 17"),
        ("#1 @openai a+b Disney+", "1 openai a b disney"),
        // Numbers.
        ("1,000,000 4,00,000 1,2 2019,300", "1000000 400000 1 2 2019 300"),
        ("$50 27% 50€ €1.2bn", "$50+50 27%+27 €50+50 €1.2bn+1.2bn"),
        ("US$3.5M A$5 FOO$5", "$3.5m+3.5m a$5+$5+5 foo $5+5"),
        ("costs $7.5. In 2026, 5bn.", "costs/cost $7.5+7.5 in 2026 5bn"),
        ("2019–2021 10-15%", "2019 2021 10 15%+15"),
        ("Q3’26 1990's v1.2.3", "q3 26 1990 v1.2.3"),
        ("27%-owned $50-billion", "=27%owned|27%+27 owned/own =$50billion|$50+50 billion"),
        ("10'000 CO₂ x² 1½", "10000 co2 x2 1½"),
        ("ＡＷＳ １，０００ ５０％", "aws 1000 50%+50"),
        // Scripts without spaces.
        ("人工知能", "人工 工知 知能"),
        ("AI技術2026年", "ai 技術 2026 年"),
        ("한국어 ｶﾞｲﾄﾞ", "한국 국어 ガイ イド"),
        ("ไทย 2๕", "ไท ทย 2๕"),
        // Other scripts.
        ("Μεταφορά ΟΔΟΣ Ёлка Май", "μεταφορα οδοσ елка маи"),
        ("हिन्दी İstanbul", "हिन्दी istanbul"),
        // Nothing.
        ("— … !? 🙂 $ % .", ""),
    ];
    let mut differences = String::new();
    for (text, expected) in table {
        let found = shown(text);
        if found != expected {
            differences += &format!("{text}\n  expected {expected}\n  found    {found}\n");
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn spans_cover_what_a_reader_would_mark() {
    let table = [
        ("in the U.S. today", &["in", "the", "U.S.", "today"][..]),
        ("OpenAI’s (GPT-4o)", &["OpenAI", "GPT-4o", "GPT", "4o"]),
        ("paid US$3.5M, 27%.", &["paid", "US$3.5M", "US$3.5M", "27%", "27%"]),
        ("1,000,000. C++!", &["1,000,000", "C++"]),
        ("cafe\u{301}s ex\u{ad}tra", &["cafe\u{301}s", "ex\u{ad}tra"]),
        ("人工知", &["人工", "工知"]),
        ("カ\u{3099}イ", &["カ\u{3099}イ"]),
    ];
    for (text, expected) in table {
        let mut spans = Vec::new();
        for_each_token(text, &mut |token| spans.push(text[token.span].to_owned()));
        assert_eq!(spans, expected, "{text}");
    }
}

#[test]
fn very_long_runs_lose_nothing() {
    let letters: Vec<char> = ('\u{4e00}'..='\u{5fff}').collect();
    let mut pairs = Vec::new();
    for_each_token(&String::from_iter(&letters), &mut |token| {
        assert_eq!(usize::try_from(token.position), Ok(pairs.len()));
        pairs.push(token.exact.to_owned());
    });
    assert!(pairs.iter().eq(&letters.windows(2).map(String::from_iter).collect::<Vec<_>>()));

    for (text, words) in [("ab-".repeat(5000), 5000), ("000,".repeat(100_000) + "0000", 100_001)] {
        let (mut end, mut positions) = (0, 0);
        for_each_token(&text, &mut |token| {
            assert!(token.span.start <= end + 1, "no gap after {end}");
            (end, positions) = (token.span.end, token.position + 1);
        });
        assert_eq!((end, positions), (text.trim_end_matches('-').len(), words));
    }
}
