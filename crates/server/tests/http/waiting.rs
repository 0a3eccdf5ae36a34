//! Health, readiness, and what is said before there is an index.

use axum::http::StatusCode;
use precis_server::Readiness;

use crate::site::Site;

#[tokio::test]
async fn health_is_about_the_process_and_readiness_about_searching() {
    let waiting = Site::without_library();
    assert_eq!(waiting.get("/healthz").await.status, StatusCode::OK);
    let answer = waiting.get("/readyz").await;
    assert_eq!(answer.problem(503).0, "not_ready");
    assert_eq!(answer.header("retry-after"), "2");
    let told = answer.json::<serde_json::Value>()["readiness"].clone();
    let told: Readiness = serde_json::from_value(told).unwrap();
    assert!(!told.ready);

    let ready = Site::new().get("/readyz").await;
    assert_eq!(ready.status, StatusCode::OK);
    assert!(ready.json::<Readiness>().ready);
}

#[tokio::test]
async fn before_the_first_index_a_search_is_told_to_come_again() {
    let site = Site::without_library();
    assert_eq!(site.get("/api/v1/search?q=a").await.problem(503).0, "not_ready");
    let page = site.get("/?q=cloud").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    page.has("<h1>Reading the library</h1>");
    page.has("<meta http-equiv=\"refresh\" content=\"2\">");
    page.has("value=\"cloud\"");
}
