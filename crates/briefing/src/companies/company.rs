//! One company and its names.

/// A company, as the list has it. Names are written as they are written in text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Company {
    /// The name it is shown and counted by.
    pub name: String,
    /// Other names it goes by.
    pub short: Vec<String>,
    /// Names it went by.
    pub former: Vec<String>,
    /// Ticker symbols, in capitals.
    pub tickers: Vec<String>,
    /// Products; they do not count as the company, but tell that an ambiguous name beside them means it.
    pub products: Vec<String>,
    /// Other words that tell the same.
    pub clues: Vec<String>,
    /// Longer words that hold a name and mean something else.
    pub not: Vec<String>,
    /// Names, or tickers, that are ordinary words or other names too.
    pub ambiguous: Vec<String>,
    /// Names that mean the company only where something speaks for it.
    pub doubtful: Vec<String>,
}

impl Company {
    /// Lists the names: the one it is shown by, then short and former ones.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.short).chain(&self.former).map(String::as_str)
    }

    /// Tells whether a name or ticker is an ordinary word or another name too.
    #[must_use]
    pub fn is_ambiguous(&self, name: &str) -> bool {
        self.ambiguous.iter().chain(&self.doubtful).any(|marked| marked == name)
    }

    /// The lists that the file has, by their keys, in its order.
    pub(super) fn lists(&self) -> [(&'static str, &Vec<String>); 8] {
        [
            ("short", &self.short),
            ("former", &self.former),
            ("tickers", &self.tickers),
            ("products", &self.products),
            ("clues", &self.clues),
            ("not", &self.not),
            ("ambiguous", &self.ambiguous),
            ("doubtful", &self.doubtful),
        ]
    }

    /// The list of that key.
    pub(super) fn list_mut(&mut self, key: &str) -> Option<&mut Vec<String>> {
        Some(match key {
            "short" => &mut self.short,
            "former" => &mut self.former,
            "tickers" => &mut self.tickers,
            "products" => &mut self.products,
            "clues" => &mut self.clues,
            "not" => &mut self.not,
            "ambiguous" => &mut self.ambiguous,
            "doubtful" => &mut self.doubtful,
            _ => return None,
        })
    }
}
