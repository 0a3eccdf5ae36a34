//! Brings the built-in list of companies into the form that is read fastest, since every start of the program reads it.
//!
//! A line a company: its name, then each of its lists, parted by tabs. Items of a list are parted by U+001F.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

const LIST: &str = "src/companies/companies.toml";

/// The order of `Company::lists`.
const KEYS: [&str; 8] =
    ["short", "former", "tickers", "products", "clues", "not", "ambiguous", "doubtful"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={LIST}");
    let list: toml::Table = fs::read_to_string(LIST)?.parse()?;
    let companies = list.get("companies").and_then(toml::Value::as_table);
    let mut lines = String::new();
    for (name, says) in companies.ok_or("the list has no companies")? {
        lines.push_str(name);
        for key in KEYS {
            let items = says.get(key).and_then(toml::Value::as_array).into_iter().flatten();
            let items: Vec<&str> = items.filter_map(toml::Value::as_str).collect();
            lines.push('\t');
            lines.push_str(&items.join("\u{1f}"));
        }
        lines.push('\n');
    }
    #[expect(clippy::disallowed_methods, reason = "Cargo tells a build there where it may write")]
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("companies.txt"), lines)?;
    Ok(())
}
