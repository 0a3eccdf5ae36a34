//! The routes, a file each; `router.rs` lists them all.

pub(crate) mod api_arrivals;
pub(crate) mod api_article;
pub(crate) mod api_description;
pub(crate) mod api_post;
pub(crate) mod api_reconcile;
pub(crate) mod api_related;
pub(crate) mod api_search;
pub(crate) mod api_stats;
pub(crate) mod api_suggest;
pub(crate) mod api_write;
pub(crate) mod article_page;
pub(crate) mod assets;
pub(crate) mod feed;
pub(crate) mod health;
pub(crate) mod metrics;
pub(crate) mod opensearch;
pub(crate) mod raw_file;
pub(crate) mod robots;
pub(crate) mod search_page;
