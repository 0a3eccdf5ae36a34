//! All routes, and what stands before them.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::Uri;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use axum::{Extension, Router};
use tower::util::{MapRequest, MapResponse};
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use utoipa::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Server, ServerBuilder};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::guard;
use crate::problem::{Code, Problem};
use crate::routes::{
    api_arrivals, api_article, api_description as description_route, api_post, api_reconcile,
    api_related, api_search, api_stats, api_suggest, api_write, article_page, assets, feed, health,
    metrics, opensearch, raw_file, robots, search_page,
};
use crate::state::AppState;
use crate::writing::BulkLine;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Précis",
        description = "Full-text search over sectioned briefings. Errors are `application/problem+json` with a stable \
                   `code`; parameters that do not exist are refused by name."
    ),
    components(schemas(BulkLine))
)]
struct Api;

/// Returns a router with every route, ready for tests and for [`crate::serve`].
pub fn router(state: AppState) -> Router {
    let (api, mut description) = described();
    let public = state.public();
    description.servers =
        public.map(|public| vec![server(&format!("{}{}", public.origin, public.base))]);
    let description = description.to_json().unwrap_or_default();

    let base = state.base().to_owned();
    let routes = Router::new()
        .route("/", get(search_page::search_page))
        .route("/articles/{*id}", get(article_page::article_page))
        .merge(api)
        .route("/api/openapi.json", get(description_route::description))
        .route("/static/{fingerprint}/{file}", get(assets::asset))
        .route("/favicon.ico", get(assets::favicon))
        .route("/raw/{*id}", get(raw_file::raw_file))
        .route("/feed.atom", get(feed::feed))
        .route("/opensearch.xml", get(opensearch::description))
        .route("/opensearch/suggestions", get(opensearch::suggestions))
        .route("/robots.txt", get(robots::robots))
        .route("/metrics", get(metrics::metrics))
        .fallback(nowhere)
        .layer(Extension(description_route::Description(Arc::from(description))))
        .layer(from_fn(guard::tell_methods))
        .layer(CatchPanicLayer::custom(guard::panicked))
        .layer(from_fn_with_state(state.clone(), guard::hold_time))
        .layer(from_fn_with_state(state.clone(), guard::hold_limits))
        .layer(from_fn_with_state(state.clone(), guard::hold_rate))
        .layer(from_fn_with_state(state.clone(), guard::share))
        .layer(from_fn_with_state(state.clone(), guard::check_host))
        .layer(from_fn_with_state(state.clone(), guard::error_pages))
        // Answers are made anew each time: packing them better takes longer than sending the difference.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(from_fn(guard::weak_where_packed))
        .layer(from_fn(guard::security_headers))
        .layer(from_fn_with_state(state.clone(), guard::observe))
        .with_state(state);
    around(base, routes)
}

/// What comes before the routing and after it, where no layer of the router itself is. Everything is below a path as well
/// as at the root: some proxies take the path off, others hand it on.
fn around(base: String, routes: Router) -> Router {
    let below = MapRequest::new(routes, move |request: Request| without_base(&base, request));
    Router::new().fallback_service(MapResponse::new(below, guard::name_options))
}

fn without_base(base: &str, mut request: Request) -> Request {
    let uri = request.uri();
    let Some(rest) = uri.path().strip_prefix(base) else { return request };
    if base.is_empty() || !matches!(rest.as_bytes(), [] | [b'/', ..]) {
        return request;
    }
    let slash = if rest.is_empty() { "/" } else { "" };
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = format!("{slash}{rest}{query}").parse().ok();
    if let Ok(uri) = Uri::from_parts(parts) {
        *request.uri_mut() = uri;
    }
    request
}

/// Returns the OpenAPI description of the API as JSON, made from the handlers' own types.
#[must_use]
pub fn api_description() -> String {
    described().1.to_pretty_json().unwrap_or_default()
}

fn described() -> (Router<AppState>, utoipa::openapi::OpenApi) {
    let (api, mut description) = OpenApiRouter::with_openapi(Api::openapi())
        .routes(routes!(api_search::search))
        .routes(routes!(api_arrivals::arrivals))
        .routes(routes!(api_article::article, api_write::put, api_write::delete))
        .routes(routes!(api_post::post))
        .routes(routes!(api_reconcile::reconcile))
        .routes(routes!(api_related::related))
        .routes(routes!(api_suggest::suggest))
        .routes(routes!(api_stats::stats))
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
        .split_for_parts();
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    description.components.get_or_insert_default().add_security_scheme("token", bearer);
    // `{*id}`, an id with slashes in it, is the router's way of writing; OpenAPI only knows `{id}`.
    let paths = std::mem::take(&mut description.paths.paths);
    description.paths.paths =
        paths.into_iter().map(|(path, item)| (path.replace("{*", "{"), item)).collect();
    (api, description)
}

fn server(url: &str) -> Server {
    ServerBuilder::new().url(url).build()
}

async fn nowhere() -> Problem {
    Problem::new(Code::NoSuchRoute, "There is nothing at this address.")
}
