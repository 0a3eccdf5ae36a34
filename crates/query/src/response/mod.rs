//! The answer, in the one shape that the command line and HTTP give it. `docs/output-json.md` describes it field by field.

mod arrivals;
mod article;
mod explanation;
mod facets;
mod related;
mod search;
mod stats;
mod suggest;

pub use arrivals::ArrivalsResponse;
pub use article::{ArticleResponse, ArticleSection, ArticleUnit};
pub use explanation::{Below, Explanation, ScorePart, WordShare};
pub use facets::{FacetCount, Facets};
pub use related::RelatedResponse;
pub use search::{
    Arrived, Hit, Instead, Note, Parameter, SearchResponse, SectionHit, Shared, Snippet,
};
pub use stats::StatsResponse;
pub use suggest::{SuggestResponse, Suggestion};

/// Version of the JSON shapes in this module.
pub const VERSION: u32 = 1;
