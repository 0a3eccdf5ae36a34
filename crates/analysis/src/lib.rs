//! Text in, tokens out: the only analysis in Précis, for indexing, queries, highlights and suggestions alike.
//!
//! A text becomes tokens, each with an exact form, a stemmed form, a position and its place in the
//! text. Typed words go through the same reading and come back with every spelling that counts as
//! the same word.
//!
//! ```
//! let mut words = Vec::new();
//! precis_analysis::for_each_token("OpenAI’s licenses", &mut |token| {
//!     words.push((token.exact.to_owned(), token.stem.to_owned(), token.span));
//! });
//! assert_eq!(words[0], ("openai".to_owned(), "openai".to_owned(), 0..6));
//! assert_eq!(words[1].1, "licens");
//!
//! let aws = &precis_analysis::typed("aws")[0];
//! assert_eq!(aws.parts[0].stems, ["aw", "aws"]);
//! ```

mod analyzer;
mod fold;
mod function_words;
mod scan;
mod starts;
mod stem;
mod stem_cache;
mod token;
mod typed;

pub use analyzer::{Analyzer, for_each_token};
pub use fold::fold;
pub use function_words::is_function_word;
pub use starts::Starts;
pub use stem::is_inflected;
pub use token::{Role, Token};
pub use typed::{Form, Typed, typed};

/// Version of the analysis; it is stamped into every index, and another one forces a rebuild.
pub const VERSION: u32 = 1;

/// Positions between two units of a section, so that nothing near or quoted crosses from one to the next.
pub const UNIT_GAP: u32 = 64;
