//! Real names and words that stand among the made-up ones.

use crate::random::Random;

/// How many words of the trade count as common.
const COMMON: usize = 24;

/// Draws one of the words of the trade that briefings use most.
pub(crate) fn common_word(random: &mut Random) -> &'static str {
    TRADE_WORDS[random.below(COMMON)]
}

/// Draws a company that briefings are about.
pub(crate) fn company(random: &mut Random) -> &'static str {
    COMPANIES[random.below(COMPANIES.len())]
}

/// The most frequent words of English, most frequent first; these carry grammar.
pub(super) const FUNCTION_WORDS: &[&str] = &[
    "the", "of", "and", "to", "in", "a", "that", "is", "for", "it", "as", "was", "with", "on",
    "be", "by", "its", "at", "this", "are", "from", "has", "will", "have", "an", "or", "not",
    "which", "but", "more", "their", "they", "than", "been", "were", "would", "who", "one", "all",
    "had", "can", "there", "about", "over", "into", "after", "also", "other", "some", "what",
    "could", "while", "up", "out", "when", "may", "if", "how", "any", "no",
];

/// Words of the trade, roughly by how often briefings use them.
pub(super) const TRADE_WORDS: &[&str] = &[
    "company",
    "cloud",
    "market",
    "deal",
    "revenue",
    "chip",
    "model",
    "year",
    "billion",
    "data",
    "business",
    "product",
    "customer",
    "price",
    "share",
    "service",
    "software",
    "growth",
    "platform",
    "quarter",
    "startup",
    "investor",
    "license",
    "partnership",
    "acquisition",
    "funding",
    "regulator",
    "antitrust",
    "hardware",
    "enterprise",
    "developer",
    "subscription",
    "advertising",
    "semiconductor",
    "network",
    "security",
    "privacy",
    "outage",
    "layoffs",
    "earnings",
    "forecast",
    "margin",
    "valuation",
    "merger",
    "lawsuit",
    "settlement",
    "supply",
    "demand",
    "factory",
    "export",
    "training",
    "inference",
    "compute",
    "energy",
    "battery",
    "vehicle",
    "robot",
    "launch",
    "release",
    "strategy",
    "competitor",
    "exclusive",
    "stake",
    "board",
    "executive",
    "engineer",
    "research",
    "patent",
    "standard",
    "browser",
    "search",
    "mobile",
    "phone",
    "device",
    "store",
    "payment",
    "bank",
    "crypto",
    "exchange",
    "streaming",
    "video",
    "game",
    "music",
    "retail",
    "delivery",
    "logistics",
    "health",
    "drug",
    "satellite",
    "rocket",
    "fiber",
    "spectrum",
    "storage",
    "database",
    "analytics",
    "agent",
    "assistant",
    "benchmark",
    "token",
    "context",
    "open",
];

/// Companies, roughly by how often briefings name them.
pub(super) const COMPANIES: &[&str] = &[
    "Microsoft",
    "OpenAI",
    "Google",
    "Amazon",
    "Apple",
    "Nvidia",
    "Meta",
    "Anthropic",
    "Tesla",
    "Intel",
    "AMD",
    "IBM",
    "Oracle",
    "Salesforce",
    "Samsung",
    "TSMC",
    "AWS",
    "Netflix",
    "Uber",
    "Airbnb",
    "Stripe",
    "SpaceX",
    "Broadcom",
    "Qualcomm",
    "Arm",
    "ASML",
    "SAP",
    "Adobe",
    "Cisco",
    "Dell",
    "Snowflake",
    "Databricks",
    "Palantir",
    "Shopify",
    "Spotify",
    "AT&T",
    "Verizon",
    "Sony",
    "SoftBank",
    "Alibaba",
    "Tencent",
    "Baidu",
    "ByteDance",
    "Huawei",
];

/// Newsletters, as folder names.
pub(super) const SOURCES: &[&str] = &[
    "cloud-weekly",
    "chip-notes",
    "deal-desk",
    "startup-letter",
    "antitrust-watch",
    "model-report",
    "earnings-brief",
    "network-digest",
    "retail-tech",
    "mobility-memo",
    "energy-compute",
    "privacy-post",
    "fintech-file",
    "health-stack",
    "space-lines",
    "media-shift",
];

/// Tags.
pub(super) const TAGS: &[&str] = &[
    "cloud",
    "chips",
    "deals",
    "funding",
    "antitrust",
    "ai",
    "earnings",
    "mobile",
    "security",
    "energy",
    "retail",
    "media",
];

/// Sounds that words are made of.
pub(super) const ONSETS: &[&str] = &[
    "b", "br", "c", "ch", "cl", "cr", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l", "m",
    "n", "p", "pl", "pr", "qu", "r", "s", "sc", "sh", "sl", "sp", "st", "str", "t", "th", "tr",
    "v", "w", "",
];
pub(super) const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "ea", "ou"];
pub(super) const CODAS: &[&str] = &[
    "", "", "", "", "", "", "", "", "", "n", "r", "l", "s", "t", "m", "nd", "nt", "rk", "st", "ck",
];
pub(super) const ENDINGS: &[&str] =
    &["", "", "", "s", "s", "ed", "ing", "er", "ly", "tion", "ment", "al", "ive", "ity", "able"];
