//! Articles sent and removed.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::site::{Answer, Site};

const JSON: &str = "application/json";
const LINES: &str = "application/x-ndjson";

async fn put(site: &Site, id: &str, body: &Value) -> Answer {
    let address = format!("/api/v1/articles/{id}");
    site.send(site.writing(Method::PUT, &address, JSON, body.to_string())).await
}

async fn total(site: &Site, query: &str) -> u64 {
    let answer: Value = site.get(&format!("/api/v1/search?q={query}&limit=0")).await.json();
    answer["total"].as_u64().unwrap()
}

#[tokio::test]
async fn an_article_is_found_by_the_time_its_sender_is_answered() {
    let site = Site::writable();
    let body = json!({"title": "Zinc deal", "date": "2026-04-27", "text": "The zinc closed."});
    let answer = put(&site, "deals/zinc", &body).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    assert_eq!(answer.header("location"), "/api/v1/articles/deals/zinc");
    assert_eq!(total(&site, "zinc").await, 1);
    let written: Value = answer.json();
    assert_eq!((&written["status"], &written["id"]), (&json!("created"), &json!("deals/zinc")));
    let path = written["path"].as_str().unwrap();
    assert!(path.starts_with("incoming/2026/04/deals-zinc-"), "{path}");
    assert!(site.path(path).exists());
    let revision = written["revision"].as_u64().unwrap();

    let same: Value = put(&site, "deals/zinc", &body).await.json();
    assert_eq!((&same["status"], same["revision"].as_u64()), (&json!("same"), Some(revision)));
    let other = json!({"title": "Zinc deal", "text": "The nickel closed."});
    let replaced = put(&site, "deals/zinc", &other).await;
    assert_eq!(replaced.status, StatusCode::OK);
    let replaced: Value = replaced.json();
    assert_eq!((&replaced["status"], &replaced["path"]), (&json!("replaced"), &written["path"]));
    assert_eq!((total(&site, "nickel").await, total(&site, "title:zinc").await), (1, 1));
}

#[tokio::test]
async fn every_format_is_taken_by_its_content_type() {
    let site = Site::writable();
    for (id, kind, body) in [
        ("plain", "text/plain; charset=utf-8", "Zinc one\n\nMy Take\nIt fits the zebra.\n"),
        ("marked", "text/markdown", "---\ntitle: Zinc two\n---\n\n## My Take\n\nA zebra, too.\n"),
        (
            "native",
            JSON,
            r#"{"id":"native","sections":[{"heading":"My Take","text":"The zebra."}]}"#,
        ),
        (
            "page",
            "text/html; charset=utf-8",
            "<!doctype html><title>Zinc three</title><main><h1>Zinc three</h1>\
             <h2>My Take</h2><p>Another zebra stands in this page.</p></main>",
        ),
    ] {
        let address = format!("/api/v1/articles/{id}");
        let answer = site.send(site.writing(Method::PUT, &address, kind, body)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    }
    let mail = "Message-ID: <4@lists.example>\r\nSubject: Zinc four\r\n\r\nMy Take\r\nA zebra by mail.\r\n";
    let posted = site.writing(Method::POST, "/api/v1/articles", "message/rfc822", mail);
    let answer = site.send(posted).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
    assert_eq!(total(&site, "zebra+in:take").await, 5);
    assert_eq!(total(&site, "title:zinc").await, 4);
}

#[tokio::test]
async fn what_cannot_be_taken_says_why() {
    let site = Site::writable();
    for (address, kind, body, status, code) in [
        ("/api/v1/articles/a", "image/png", "x", 415, "unsupported_media_type"),
        ("/api/v1/articles/a", JSON, "{", 400, "bad_article"),
        ("/api/v1/articles/a", "text/plain", " ", 400, "bad_article"),
        ("/api/v1/articles/a", JSON, r#"{"id":"b","text":"x"}"#, 400, "id_mismatch"),
        (
            "/api/v1/articles/a",
            LINES,
            "{\"text\":\"x\"}\n{\"text\":\"y\"}",
            400,
            "several_articles",
        ),
        ("/api/v1/articles/a..b", JSON, r#"{"text":"x"}"#, 400, "bad_article"),
        ("/api/v1/articles/a?wait=maybe", JSON, r#"{"text":"x"}"#, 400, "bad_parameter"),
        ("/api/v1/articles/a?weight=1", JSON, r#"{"text":"x"}"#, 400, "unknown_parameter"),
    ] {
        let answer = site.send(site.writing(Method::PUT, address, kind, body)).await;
        assert_eq!(answer.problem(status).0, code, "{address} {body}");
    }
    assert!(!site.path("incoming").exists(), "nothing was stored");
}

#[tokio::test]
async fn no_id_leads_out_of_the_library() {
    let site = Site::writable();
    for id in ["%2Fetc%2Fpasswd", "..%2Fout", "a%2F..%2Fb", "con%00trol", "%2E%2E", "x%2F"] {
        let answer = put(&site, id, &json!({"text": "x"})).await;
        assert_eq!(answer.problem(400).0, "bad_article", "{id}");
    }
    for id in
        ["C:%5Cwindows", "~%2Froot", "a%2F.%2F%2Fb", "%F0%9F%A6%93", ".precis%2Fstate%2Ftoken"]
    {
        let answer = put(&site, id, &json!({"text": "words"})).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{id}: {}", answer.body);
        let written: Value = answer.json();
        let path = written["path"].as_str().unwrap().to_owned();
        let name = path.strip_prefix("incoming/undated/").unwrap();
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
        assert!(name.chars().all(plain), "{path}");
    }
}

#[tokio::test]
async fn writing_needs_the_token_and_no_page_of_another_site() {
    let site = Site::writable();
    let request = || {
        let body = r#"{"text":"x"}"#;
        site.writing(Method::PUT, "/api/v1/articles/a", JSON, body)
    };
    for wrong in ["", "Bearer", "Bearer 0000", "Basic 0000"] {
        let mut request = request();
        request.headers_mut().remove(header::AUTHORIZATION);
        if !wrong.is_empty() {
            request.headers_mut().insert(header::AUTHORIZATION, wrong.parse().unwrap());
        }
        let answer = site.send(request).await;
        assert_eq!(answer.problem(401).0, "unauthorized", "{wrong}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
    for (name, value) in [("origin", "http://evil.example"), ("sec-fetch-site", "cross-site")] {
        let mut request = request();
        request.headers_mut().insert(name, value.parse().unwrap());
        assert_eq!(site.send(request).await.problem(403).0, "foreign_origin", "{name}");
    }
    for (method, address) in [
        (Method::DELETE, "/api/v1/articles/odd"),
        (Method::POST, "/api/v1/articles"),
        (Method::POST, "/api/v1/reconcile"),
    ] {
        let mut request = site.writing(method, address, JSON, "");
        request.headers_mut().remove(header::AUTHORIZATION);
        assert_eq!(site.send(request).await.problem(401).0, "unauthorized", "{address}");
    }
    assert!(!site.path("incoming").exists());
    assert_eq!(site.send(request()).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn a_condition_keeps_one_change_from_undoing_another() {
    let site = Site::writable();
    let address = "/api/v1/articles/note";
    let send = async |name: &'static str, tag: &str, text: &str| {
        let mut request =
            site.writing(Method::PUT, address, JSON, json!({"text": text}).to_string());
        request.headers_mut().insert(name, tag.parse().unwrap());
        site.send(request).await
    };
    assert_eq!(send("if-match", "*", "one").await.problem(412).0, "precondition_failed");
    let made = send("if-none-match", "*", "one").await;
    assert_eq!(made.status, StatusCode::CREATED);
    assert_eq!(send("if-none-match", "*", "two").await.problem(412).0, "precondition_failed");
    let tag = site.get(address).await.header("etag").to_owned();
    assert_eq!(made.header("etag"), tag);
    // Others coming and going do not make it another version.
    put(&site, "another", &json!({"text": "words"})).await;
    let second = send("if-match", &tag, "two").await;
    assert_eq!(second.status, StatusCode::OK, "{}", second.body);
    assert_eq!(send("if-match", &tag, "three").await.problem(412).0, "precondition_failed");
    let mut gone = site.writing(Method::DELETE, address, JSON, "");
    gone.headers_mut().insert("if-match", tag.parse().unwrap());
    assert_eq!(site.send(gone).await.problem(412).0, "precondition_failed");
    assert_eq!(total(&site, "two+id:note").await, 1);
}

#[tokio::test]
async fn an_article_is_removed_and_a_persons_file_is_not() {
    let site = Site::writable();
    put(&site, "zinc", &json!({"text": "The zinc closed."})).await;
    let delete = async |id: &str| {
        site.send(site.writing(Method::DELETE, &format!("/api/v1/articles/{id}"), JSON, "")).await
    };
    let answer = delete("zinc").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(
        (total(&site, "zinc").await, delete("zinc").await.problem(404).0),
        (0, "no_such_article".to_owned())
    );
    let (code, detail) = delete("2026/2026-03-02-chips").await.problem(409);
    assert_eq!(code, "held_by_file");
    assert!(detail.contains("2026/2026-03-02-chips.md"), "{detail}");
    assert!(site.path("2026/2026-03-02-chips.md").exists());
    assert_eq!(total(&site, "wafer").await, 1);
}

#[tokio::test]
async fn an_article_without_an_id_gets_the_same_one_again() {
    let site = Site::writable();
    let post = async |kind: &str, body: &str| {
        let answer =
            site.send(site.writing(Method::POST, "/api/v1/articles", kind, body.to_owned())).await;
        (answer.status.as_u16(), answer.json::<Value>())
    };
    let (status, first) = post("text/plain", "Zinc closes\n\nMy Take\nIt fits.\n").await;
    let id = first["id"].as_str().unwrap();
    assert!(status == 201 && id.starts_with("zinc-closes-"), "{first}");
    let (status, again) = post("text/plain", "Zinc closes\n\nMy Take\nIt fits.\n").await;
    assert_eq!((status, &again["id"], &again["status"]), (200, &first["id"], &json!("same")));
    let (_, other) = post("text/plain", "Zinc closes\n\nMy Take\nIt does not.\n").await;
    assert_ne!(other["id"], first["id"]);
    let (_, own) = post(JSON, r#"{"id":"own","text":"Words."}"#).await;
    assert_eq!(own["id"], "own");
}

#[tokio::test]
async fn what_is_not_waited_for_is_stored() {
    let site = Site::writable();
    let body = r#"{"text":"The zinc closed."}"#;
    let request = site.writing(Method::PUT, "/api/v1/articles/zinc?wait=false", JSON, body);
    let answer = site.send(request).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED);
    let written: Value = answer.json();
    assert_eq!((&written["status"], &written["revision"]), (&json!("accepted"), &Value::Null));
    assert!(site.path(written["path"].as_str().unwrap()).exists());
    // Whoever waits after that has it as well.
    put(&site, "other", &json!({"text": "words"})).await;
    assert_eq!(total(&site, "zinc").await, 1);
}

#[tokio::test]
async fn many_are_answered_line_by_line() {
    let site = Site::writable();
    std::fs::create_dir_all(site.path("incoming")).unwrap();
    let many = "{\"id\":\"held\",\"text\":\"a\"}\n{\"id\":\"h2\",\"text\":\"b\"}\n";
    std::fs::write(site.path("incoming/many.jsonl"), many).unwrap();
    site.send(site.writing(Method::POST, "/api/v1/reconcile", JSON, "")).await;
    let mut body = String::new();
    for n in 0..600 {
        let line = json!({"id": format!("line/{n}"), "text": format!("zinc {n}")});
        body.push_str(&format!("{line}\n"));
    }
    body.push_str("{broken\n\n{\"id\":\"held\",\"text\":\"c\"}\n{\"text\":\"The zinc closed.\"}\n");
    body.push_str("{\"id\":\"line/0\",\"text\":\"zinc again\"}");
    let answer = site.send(site.writing(Method::POST, "/api/v1/articles", LINES, body)).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), LINES);
    let lines: Vec<Value> =
        answer.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let numbers: Vec<u64> = lines.iter().map(|line| line["line"].as_u64().unwrap()).collect();
    assert_eq!(numbers, (1..=601).chain([603, 604, 605]).collect::<Vec<_>>());
    assert!(lines[..600].iter().all(|line| line["status"] == "created"), "{}", lines[0]);
    assert_eq!(lines[600]["error"]["code"], "bad_article");
    assert_eq!(lines[601]["error"]["code"], "held_by_file");
    assert_eq!(lines[602]["status"], "created");
    assert_eq!(lines[603]["status"], "replaced");
    assert_eq!((total(&site, "zinc").await, total(&site, "again+id:line%2F0").await), (601, 1));
}

#[tokio::test]
async fn a_body_that_breaks_off_keeps_what_it_brought() {
    let site = Site::writable();
    let pieces: Vec<Result<&str, std::io::Error>> = vec![
        Ok("{\"id\":\"a\",\"text\":\"The zinc closed.\"}\n{\"id\":\"b\","),
        Err(std::io::Error::other("the line went dead")),
    ];
    let stream = Body::from_stream(tokio_stream::iter(pieces));
    let answer = site.send(site.writing(Method::POST, "/api/v1/articles", LINES, stream)).await;
    let lines: Vec<Value> =
        answer.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["status"], "created");
    assert_eq!(lines.last().unwrap()["error"]["code"], "body_cut_off");
    assert_eq!(total(&site, "zinc").await, 1);
}

#[tokio::test]
async fn the_library_is_looked_at_when_asked() {
    let site = Site::writable();
    std::fs::write(site.path("2026/zinc.txt"), "My Take\nThe zinc closed.\n").unwrap();
    std::fs::write(site.path("2026/empty.txt"), "").unwrap();
    let reconcile = async |address: &str, body: &str| -> Value {
        site.send(site.writing(Method::POST, address, JSON, body.to_owned())).await.json()
    };
    let paths = r#"{"paths":["2026/zinc.txt","2026/empty.txt","gone.txt"]}"#;
    let looked = reconcile("/api/v1/reconcile", paths).await;
    assert_eq!(looked["files"][0]["ids"], json!(["2026/zinc"]));
    assert_eq!(looked["files"][1]["faults"].as_array().unwrap().len(), 1, "{looked}");
    assert_eq!((looked["report"]["added"].as_u64(), total(&site, "zinc").await), (Some(1), 1));
    std::fs::remove_file(site.path("2026/zinc.txt")).unwrap();
    let looked = reconcile("/api/v1/reconcile", "").await;
    assert_eq!((looked["report"]["removed"].as_u64(), total(&site, "zinc").await), (Some(1), 0));
    let rebuilt = reconcile("/api/v1/reconcile?rebuild=true", "").await;
    assert_eq!(rebuilt["report"]["rebuilt"], true);
}

#[tokio::test]
async fn a_server_without_a_library_takes_nothing() {
    let site = Site::without_library();
    let mut request = crate::site::asking(Method::PUT, "/api/v1/articles/a");
    request.headers_mut().insert(header::CONTENT_TYPE, JSON.parse().unwrap());
    assert_eq!(site.send(request).await.problem(503).0, "read_only");
}
