//! Currencies, and the signs, codes and words that stand for them.

/// A currency, by its ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(u8);

/// Codes in the order of their numbers, which indexes keep: new ones go to the end, none is ever taken out.
const CODES: [&str; 38] = [
    "USD", "EUR", "GBP", "JPY", "CNY", "INR", "KRW", "CHF", "CAD", "AUD", "NZD", "SGD", "HKD",
    "TWD", "SEK", "NOK", "DKK", "BRL", "MXN", "ZAR", "ILS", "AED", "SAR", "RUB", "TRY", "PLN",
    "THB", "IDR", "VND", "PHP", "MYR", "NGN", "CZK", "HUF", "UAH", "QAR", "EGP", "PKR",
];

/// Codes that mean other things as well, so that a number beside them is money only with a scale or in groups.
const DOUBTFUL_CODES: [&str; 7] = ["CAD", "NOK", "SAR", "TRY", "PHP", "MYR", "HUF"];

/// Signs, longest first where one begins another.
const SIGNS: [(&str, &str); 33] = [
    ("US$", "USD"),
    ("U.S.$", "USD"),
    ("AU$", "AUD"),
    ("A$", "AUD"),
    ("CA$", "CAD"),
    ("C$", "CAD"),
    ("HK$", "HKD"),
    ("NZ$", "NZD"),
    ("SG$", "SGD"),
    ("S$", "SGD"),
    ("NT$", "TWD"),
    ("MX$", "MXN"),
    ("Mex$", "MXN"),
    ("R$", "BRL"),
    ("CN¥", "CNY"),
    ("RMB¥", "CNY"),
    ("JP¥", "JPY"),
    ("$", "USD"),
    ("＄", "USD"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("￥", "JPY"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₪", "ILS"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("₫", "VND"),
    ("₱", "PHP"),
    ("฿", "THB"),
    ("₦", "NGN"),
    ("₴", "UAH"),
];

/// Words for units of money: the currency, the power of ten of the unit, and whether a scale must stand before it.
const WORDS: [(&str, &str, i32, bool); 42] = [
    ("dollar", "USD", 0, false),
    ("dollars", "USD", 0, false),
    ("cent", "USD", -2, false),
    ("cents", "USD", -2, false),
    ("euro", "EUR", 0, false),
    ("euros", "EUR", 0, false),
    ("pound", "GBP", 0, true),
    ("pounds", "GBP", 0, true),
    ("quid", "GBP", 0, false),
    ("pence", "GBP", -2, false),
    ("yen", "JPY", 0, false),
    ("yuan", "CNY", 0, false),
    ("renminbi", "CNY", 0, false),
    ("rupee", "INR", 0, false),
    ("rupees", "INR", 0, false),
    ("won", "KRW", 0, true),
    ("franc", "CHF", 0, false),
    ("francs", "CHF", 0, false),
    ("krona", "SEK", 0, false),
    ("kronor", "SEK", 0, false),
    ("reais", "BRL", 0, false),
    ("rand", "ZAR", 0, true),
    ("shekel", "ILS", 0, false),
    ("shekels", "ILS", 0, false),
    ("dirham", "AED", 0, false),
    ("dirhams", "AED", 0, false),
    ("riyal", "SAR", 0, false),
    ("riyals", "SAR", 0, false),
    ("ruble", "RUB", 0, false),
    ("rubles", "RUB", 0, false),
    ("rouble", "RUB", 0, false),
    ("roubles", "RUB", 0, false),
    ("lira", "TRY", 0, false),
    ("liras", "TRY", 0, false),
    ("zloty", "PLN", 0, false),
    ("zlotys", "PLN", 0, false),
    ("baht", "THB", 0, false),
    ("rupiah", "IDR", 0, false),
    ("dong", "VND", 0, true),
    ("ringgit", "MYR", 0, false),
    ("naira", "NGN", 0, false),
    ("hryvnia", "UAH", 0, false),
];

/// Words that say whose dollars, pounds or crowns they are.
const NATIONAL: [(&str, &str, &str); 26] = [
    ("us", "dollar", "USD"),
    ("u.s", "dollar", "USD"),
    ("american", "dollar", "USD"),
    ("canadian", "dollar", "CAD"),
    ("australian", "dollar", "AUD"),
    ("singapore", "dollar", "SGD"),
    ("taiwan", "dollar", "TWD"),
    ("taiwanese", "dollar", "TWD"),
    ("british", "pound", "GBP"),
    ("japanese", "yen", "JPY"),
    ("chinese", "yuan", "CNY"),
    ("korean", "won", "KRW"),
    ("indian", "rupee", "INR"),
    ("pakistani", "rupee", "PKR"),
    ("swiss", "franc", "CHF"),
    ("swedish", "kron", "SEK"),
    ("norwegian", "kron", "NOK"),
    ("danish", "kron", "DKK"),
    ("czech", "kor", "CZK"),
    ("brazilian", "rea", "BRL"),
    ("mexican", "peso", "MXN"),
    ("philippine", "peso", "PHP"),
    ("turkish", "lira", "TRY"),
    ("israeli", "shekel", "ILS"),
    ("qatari", "riyal", "QAR"),
    ("egyptian", "pound", "EGP"),
];

/// Words of two words that say the same.
const NATIONAL_PAIRS: [(&str, &str, &str, &str); 5] = [
    ("hong", "kong", "dollar", "HKD"),
    ("new", "zealand", "dollar", "NZD"),
    ("new", "taiwan", "dollar", "TWD"),
    ("south", "korean", "won", "KRW"),
    ("south", "african", "rand", "ZAR"),
];

/// Words that stand before an amount; signs that begin with letters are told by what follows those.
pub(super) fn openers() -> impl Iterator<Item = &'static str> {
    CODES.into_iter().chain(["RMB", "Rs", "Re", "Rp"])
}

/// A unit of money that a word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MoneyUnit {
    pub(super) currency: Currency,
    /// Power of ten of the unit: cents are -2.
    pub(super) power: i32,
    /// Whether a number beside it is money only with a scale or in groups of digits.
    pub(super) doubtful: bool,
}

impl Currency {
    /// The US dollar.
    pub const USD: Self = Self(0);

    /// Lists every currency that is told apart.
    pub fn all() -> impl Iterator<Item = Self> {
        (0u8..).take(CODES.len()).map(Self)
    }

    /// Finds a currency by its code, in any case; RMB is CNY.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        if code.eq_ignore_ascii_case("RMB") {
            return Self::from_code("CNY");
        }
        Self::all().find(|currency| currency.code().eq_ignore_ascii_case(code))
    }

    /// The currency's ISO 4217 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        CODES.get(usize::from(self.0)).copied().unwrap_or("USD")
    }

    /// The number that stands for the currency in an index: below 128, and the same in every version.
    #[must_use]
    pub fn number(self) -> u8 {
        self.0
    }

    /// Finds a currency by its number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        (usize::from(number) < CODES.len()).then_some(Self(number))
    }

    /// Finds the sign that a text begins with: the currency, and the bytes of the sign.
    pub(super) fn sign(text: &str) -> Option<(Self, usize)> {
        let (sign, code) = SIGNS.iter().find(|(sign, _)| text.starts_with(sign))?;
        Some((Self::from_code(code)?, sign.len()))
    }
}

impl MoneyUnit {
    fn new(code: &str, power: i32, doubtful: bool) -> Option<Self> {
        Some(Self { currency: Currency::from_code(code)?, power, doubtful })
    }

    /// Reads a code written in capitals, or `Rs` or `Rp`.
    pub(super) fn code(word: &str) -> Option<Self> {
        if matches!(word, "Rs" | "Re" | "RS") {
            return Self::new("INR", 0, false);
        }
        if word == "Rp" {
            return Self::new("IDR", 0, false);
        }
        let capitals = word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
        if !capitals {
            return None;
        }
        Self::new(word, 0, DOUBTFUL_CODES.contains(&word))
    }

    /// Reads a word, in lower case.
    pub(super) fn word(word: &str) -> Option<Self> {
        let (_, code, power, doubtful) = WORDS.iter().find(|(name, ..)| *name == word)?;
        Self::new(code, *power, *doubtful)
    }

    /// Reads a word behind one that says whose it is (`canadian dollars`), in lower case.
    pub(super) fn national(whose: &str, word: &str) -> Option<Self> {
        let whose = whose.strip_suffix('.').unwrap_or(whose);
        let (.., code) =
            NATIONAL.iter().find(|(name, unit, _)| *name == whose && word.starts_with(unit))?;
        Self::new(code, 0, false)
    }

    /// Reads a word behind two that say whose it is (`hong kong dollars`), in lower case.
    pub(super) fn national_pair(first: &str, second: &str, word: &str) -> Option<Self> {
        let (.., code) = NATIONAL_PAIRS
            .iter()
            .find(|(a, b, unit, _)| *a == first && *b == second && word.starts_with(unit))?;
        Self::new(code, 0, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_stands_for_a_currency() {
        for (_, code) in SIGNS {
            assert!(Currency::from_code(code).is_some(), "{code}");
        }
        for code in WORDS.iter().map(|w| w.1).chain(NATIONAL.iter().map(|w| w.2)) {
            assert!(Currency::from_code(code).is_some(), "{code}");
        }
        for (.., code) in NATIONAL_PAIRS {
            assert!(Currency::from_code(code).is_some(), "{code}");
        }
    }

    #[test]
    fn numbers_go_both_ways() {
        for currency in Currency::all() {
            assert_eq!(Currency::from_number(currency.number()), Some(currency));
            assert_eq!(Currency::from_code(currency.code()), Some(currency));
            assert!(currency.number() < 128);
        }
        assert_eq!(Currency::from_number(200), None);
        assert_eq!(Currency::from_code("usd"), Some(Currency::USD));
        assert_eq!(Currency::from_code("$"), None);
    }
}
