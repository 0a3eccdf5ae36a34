//! Style, script and icon. Their names change with their content, so browsers keep them for good.

use std::hash::{DefaultHasher, Hasher};
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::problem::{Code, Problem};

static STYLE: LazyLock<String> =
    LazyLock::new(|| tight(&for_browsers(include_str!("../../assets/precis.css"))));

/// One file for browsers, made of one for each thing it does. They share a module's scope.
static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    for_browsers(concat!(
        include_str!("../../assets/script/page.js"),
        include_str!("../../assets/script/instant.js"),
        include_str!("../../assets/script/arrivals.js"),
        include_str!("../../assets/script/suggest.js"),
        include_str!("../../assets/script/keys.js"),
        include_str!("../../assets/script/article.js"),
    ))
});

const ICON: &str = include_str!("../../assets/icon.svg");

static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    hasher.write(STYLE.as_bytes());
    hasher.write(SCRIPT.as_bytes());
    hasher.write(ICON.as_bytes());
    format!("{:016x}", hasher.finish())
});

/// Leaves out what only people read: indents, empty lines, and lines that are nothing but a comment.
fn for_browsers(source: &str) -> String {
    let lines = source.lines().map(str::trim);
    let is_comment =
        |line: &str| line.starts_with("//") || line.starts_with("/*") && line.ends_with("*/");
    lines
        .filter(|line| !line.is_empty() && !is_comment(line))
        .flat_map(|line| [line, "\n"])
        .collect()
}

/// Leaves out the spaces and ends of lines of a style sheet that part nothing.
fn tight(style: &str) -> String {
    let parts_nothing = [
        ("{\n", "{"),
        (";\n", ";"),
        ("}\n", "}"),
        (",\n", ","),
        (" {", "{"),
        ("{ ", "{"),
        (": ", ":"),
        ("; ", ";"),
        (";}", "}"),
        (", ", ","),
        (" > ", ">"),
    ];
    let replaced = |style: String, (loose, tight): &(&str, &str)| style.replace(loose, tight);
    parts_nothing.iter().fold(style.to_owned(), replaced)
}

/// Returns a name for the content of all files here together.
pub(crate) fn fingerprint() -> &'static str {
    &FINGERPRINT
}

/// `GET /static/{fingerprint}/{file}`. The file of another version is not ours to give.
pub(crate) async fn asset(
    Path((version, file)): Path<(String, String)>,
) -> Result<Response, Problem> {
    if version != fingerprint() {
        return Err(Problem::new(Code::NoSuchRoute, "There is nothing at this address."));
    }
    match file.as_str() {
        "precis.css" => Ok(kept("text/css; charset=utf-8", &STYLE)),
        "precis.js" => Ok(kept("text/javascript; charset=utf-8", &SCRIPT)),
        "icon.svg" => Ok(kept("image/svg+xml", ICON)),
        _ => Err(Problem::new(Code::NoSuchRoute, "There is nothing at this address.")),
    }
}

/// `GET /favicon.ico`, which browsers ask for by themselves when they are not shown a page.
pub(crate) async fn favicon() -> Response {
    let mut response = kept("image/svg+xml", ICON);
    let day = HeaderValue::from_static("public, max-age=86400");
    response.headers_mut().insert(header::CACHE_CONTROL, day);
    response
}

fn kept(kind: &'static str, content: &'static str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    (headers, content).into_response()
}
