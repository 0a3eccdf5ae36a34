//! From a request to the engine and back: parameters, the engine's threads, entity tags.

mod article_id;
mod desk;
mod entity_tag;
mod near_miss;
mod origin;
mod parameters;

pub(crate) use article_id::ArticleId;
pub(crate) use desk::Desk;
pub(crate) use entity_tag::{Tagged, article_tag, file_tag, is_same_article};
pub(crate) use parameters::{
    ArrivalsParameters, ArticleParameters, QuestionParameters, RelatedParameters, SearchParameters,
    Strictness, SuggestParameters, arrivals_request, article_request, parameter_of,
    refuse_parameters, related_request, search_request, suggest_request, switches,
};
