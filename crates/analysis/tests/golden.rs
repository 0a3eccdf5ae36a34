//! What finds what: the promises that people notice, held by a small matcher over tokens.

mod matcher;

use precis_analysis::{Role, for_each_token, typed};

use matcher::finds;

fn all_find(queries: &[&str], texts: &[&str]) {
    for query in queries {
        for text in texts {
            assert!(finds(query, text), "{query} finds {text}");
        }
    }
}

fn none_find(queries: &[&str], texts: &[&str]) {
    for query in queries {
        for text in texts {
            assert!(!finds(query, text), "{query} does not find {text}");
        }
    }
}

#[test]
fn compounds_are_found_joined_parted_and_hyphened() {
    let queries = ["non-exclusive", "nonexclusive", "\"non exclusive\"", "exclusive"];
    all_find(&queries, &["a non-exclusive license", "Non‑Exclusive terms", "NON-EXCLUSIVE"]);
    all_find(&["non-exclusive", "nonexclusive"], &["a nonexclusive license"]);
    none_find(&["non-exclusive", "nonexclusive"], &["an exclusive license"]);
    all_find(&["node.js", "nodejs", "Node.js", "\"node js\""], &["runs on Node.js."]);
    all_find(&["crates.io", "cratesio"], &["published on crates.io, today"]);
}

#[test]
fn model_names_are_found_whole() {
    all_find(&["gpt4o", "gpt-4o", "GPT-4o", "\"gpt 4o\"", "gpt"], &["GPT-4o leads", "a GPT‑4o"]);
    all_find(&["gpt4o", "gpt-4o"], &["gpt4o", "GPT4o"]);
    none_find(&["gpt-4", "gpt4", "\"gpt 4\"", "4"], &["GPT-4o leads", "GPT-4.5", "GPT4o"]);
    all_find(&["gpt-4.5", "gpt4.5"], &["GPT-4.5 leads"]);
    all_find(&["gpt-4"], &["GPT-4 leads", "GPT-4-turbo"]);
}

#[test]
fn capitals_make_another_word_of_a_function_word() {
    all_find(&["U.S.", "US", "us", "U.S"], &["in the U.S. market", "the US market", "(U.S.)"]);
    none_find(&["U.S.", "US"], &["it told us", "Us too", "tell us."]);
    all_find(&["us"], &["it told us"]);
    none_find(&["IT", "OR", "ALL"], &["it or all"]);
    all_find(&["it", "IT"], &["an IT budget"]);
    all_find(&["U.K.", "UK", "uk"], &["the U.K. market", "the UK market"]);
    all_find(&["usa", "U.S.A.", "USA"], &["made in the U.S.A.", "USA"]);
    all_find(
        &["us-china", "US-China", "\"US China\"", "U.S.-China"],
        &["U.S.-China trade", "US-China"],
    );
}

#[test]
fn acronyms_are_found_in_small_letters() {
    all_find(&["aws nvda ai", "AWS NVDA AI", "Aws Nvda Ai"], &["AWS NVDA AI", "aws nvda ai"]);
    none_find(&["aw"], &["AWS"]);
    all_find(&["gpu", "gpus", "GPU", "GPUs"], &["two GPUs", "one GPU", "gpus", "gpu"]);
    all_find(&["ceo", "ceos", "CEOs"], &["two CEOs", "a CEO"]);
    all_find(&["llm", "llms", "LLMs"], &["two LLMs", "an LLM"]);
    all_find(&["LAYOFFS"], &["a layoff"]);
    all_find(&["layoff"], &["LAYOFFS ANNOUNCED"]);
}

#[test]
fn words_are_found_by_their_stems() {
    all_find(&["layoff", "Layoffs", "layoffs"], &["Layoffs at Acme", "a layoff"]);
    all_find(&["exclusivity"], &["exclusive"]);
    all_find(&["\"exclusive license\""], &["Exclusive License"]);
    none_find(&["\"exclusive licenses\""], &["exclusive license"]);
}

#[test]
fn names_with_inner_capitals_and_accents_are_found() {
    all_find(&["openai", "OpenAI", "OPENAI"], &["OpenAI’s models", "OpenAI's", "openai"]);
    all_find(&["github", "GitHub"], &["GitHub Copilot"]);
    all_find(&["youtube", "YouTube", "Youtube"], &["YouTube", "youtube", "Youtube"]);
    all_find(&["societe generale", "Société Générale"], &["Société Générale", "Societe Generale"]);
    all_find(&["o'reilly", "oreilly", "O’Reilly"], &["O’Reilly Media", "O'Reilly's"]);
    all_find(&["don't", "dont", "don’t"], &["they don’t", "they don't"]);
    all_find(&["moodys", "moody's", "Moody’s"], &["Moody's cut"]);
    all_find(&["companies", "company"], &["the companies’ plans", "the company's plans"]);
}

#[test]
fn signs_stay_with_their_names() {
    all_find(&["c++", "C++"], &["written in C++.", "C++, Rust", "(C++)"]);
    none_find(&["c++", "c#"], &["vitamin C", "C."]);
    all_find(&["c#", "C#"], &["C# and F#"]);
    all_find(&[".net", ".NET"], &["on .NET 9", "(.NET)"]);
    none_find(&[".net"], &["net income"]);
    all_find(&["at&t", "AT&T"], &["AT&T’s network", "AT&T"]);
    none_find(&["AT&T"], &["at the T", "t at"]);
    all_find(&["r&d", "R&D"], &["R&D spending"]);
    all_find(&["\"s&p 500\""], &["the S&P 500"]);
}

#[test]
fn amounts_are_found_as_typed() {
    all_find(&["$50 billion", "50 billion", "\"$50 billion\"", "\"50 billion\""], &["$50 billion"]);
    none_find(&["$50"], &["50 people", "€50"]);
    all_find(&["27%", "27"], &["about 27% of it", "27%."]);
    none_find(&["27%"], &["27 people", "2.7%"]);
    all_find(&["1000000", "1,000,000"], &["1,000,000 users", "1000000", "1,000,000."]);
    all_find(&["$7.5 billion", "7.5"], &["$7.5 billion"]);
    none_find(&["7", "5"], &["$7.5 billion"]);
    all_find(&["$3.5M", "$3.5m", "US$3.5M", "3.5M"], &["US$3.5M", "$3.5M"]);
    all_find(&["A$50", "$50", "50"], &["A$50"]);
    all_find(&["€1.2bn", "1.2bn"], &["€1.2bn"]);
    all_find(&["€50", "50€", "50"], &["50€", "€50"]);
    all_find(&["Q3 2026", "\"q3 2026\""], &["Q3 2026"]);
    all_find(&["2019-2021", "2019", "2021", "\"2019 2021\""], &["2019–2021", "2019-2021"]);
    all_find(&["15%", "10", "10-15%"], &["10-15% more"]);
    none_find(&["$510m"], &["$5-10M"]);
}

#[test]
fn text_without_spaces_is_found_by_any_piece_of_it() {
    all_find(&["人工知能", "知能", "工知"], &["日本の人工知能は", "人工知能"]);
    none_find(&["知人", "人知"], &["日本の人工知能は"]);
    all_find(&["한국", "한국어"], &["한국어로 검색"]);
    all_find(&["ガイド"], &["ｶﾞｲﾄﾞ", "ガイド", "カ\u{3099}イト\u{3099}"]);
    all_find(&["AI", "技術"], &["AI技術2026年"]);
    all_find(&["年"], &["2026年"]);
}

#[test]
fn overlong_words_are_found_whole() {
    let blob = "0123456789abcdef".repeat(20);
    all_find(&[&blob, &blob[..64]], &[&format!("hash {blob} end")]);
    let address = "https://www.example.com/a-very-long-way-to-say-things.html";
    all_find(&[address, "example", "\"to say\""], &[&format!("see {address}.")]);
}

#[test]
fn a_query_that_spells_a_word_whole_never_asks_for_its_other_ways() {
    for (query, exact) in [("$50", "$50"), ("27%", "27%"), ("US$3.5M", "$3.5m"), ("A$5", "a$5")] {
        let words = typed(query);
        assert_eq!(words.len(), 1);
        assert_eq!(words[0].parts.len(), 1);
        assert_eq!(words[0].parts[0].exact, [exact]);
        assert_eq!(words[0].parts[0].stems, [exact]);
    }
    let mut roles = Vec::new();
    for_each_token("$50", &mut |token| roles.push((token.exact.to_owned(), token.role)));
    assert_eq!(roles, [("$50".to_owned(), Role::Word), ("50".to_owned(), Role::Extra)]);
}
