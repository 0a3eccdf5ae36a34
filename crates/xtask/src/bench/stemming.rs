//! A token filter that stems, since the engine is built without its own.

use frostem::{Algorithm, Stemmer};
use tantivy::tokenizer::{
    LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream,
    Tokenizer,
};

/// Makes what the engine calls its English analyzer: words, lower case, stems.
pub(super) fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(40))
        .filter(LowerCaser)
        .filter(Stemming)
        .build()
}

#[derive(Clone)]
struct Stemming;

impl TokenFilter for Stemming {
    type Tokenizer<T: Tokenizer> = Stems<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> Stems<T> {
        Stems { tokenizer }
    }
}

#[derive(Clone)]
struct Stems<T> {
    tokenizer: T,
}

impl<T: Tokenizer> Tokenizer for Stems<T> {
    type TokenStream<'a> = StemStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        StemStream {
            stemmer: Stemmer::new(Algorithm::English),
            tail: self.tokenizer.token_stream(text),
        }
    }
}

struct StemStream<S> {
    stemmer: Stemmer,
    tail: S,
}

impl<S: TokenStream> TokenStream for StemStream<S> {
    fn advance(&mut self) -> bool {
        if !self.tail.advance() {
            return false;
        }
        let token = self.tail.token_mut();
        let stem = self.stemmer.stem(&token.text);
        if stem != token.text {
            token.text = stem.into_owned();
        }
        true
    }

    fn token(&self) -> &Token {
        self.tail.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tail.token_mut()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn words_are_lowered_and_stemmed() {
        let mut analyzer = super::analyzer();
        let mut stream = analyzer.token_stream("Exclusive licenses, 27%");
        let mut words = Vec::new();
        while stream.advance() {
            words.push(stream.token().text.clone());
        }
        assert_eq!(words, ["exclus", "licens", "27"]);
    }
}
