//! The built-in list, in the form that the build brings it into (`build.rs`).

use super::Company;

const LIST: &str = include_str!(concat!(env!("OUT_DIR"), "/companies.txt"));

/// The companies of the built-in list.
pub(super) fn built_in() -> Vec<Company> {
    LIST.lines().map(company).collect()
}

fn company(line: &str) -> Company {
    let mut columns = line.split('\t');
    let name = columns.next().unwrap_or_default().to_owned();
    let mut list = || {
        let items = columns.next().unwrap_or_default().split('\u{1f}');
        items.filter(|item| !item.is_empty()).map(str::to_owned).collect()
    };
    Company {
        name,
        short: list(),
        former: list(),
        tickers: list(),
        products: list(),
        clues: list(),
        not: list(),
        ambiguous: list(),
        doubtful: list(),
    }
}
