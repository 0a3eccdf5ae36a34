//! Every error that a caller can get, as RFC 9457 has it: one place from error to status.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use precis_query::SearchError;
use serde::{Deserialize, Serialize};

use crate::readiness::Readiness;

/// What went wrong, by a name that does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ProblemCode)]
pub(crate) enum Code {
    /// A parameter has a value that cannot be used.
    BadParameter,
    /// There is no parameter of that name.
    UnknownParameter,
    /// A parameter that takes one value was given twice.
    RepeatedParameter,
    /// The cursor is not one of this search.
    BadCursor,
    /// The path is not valid UTF-8 once decoded.
    BadPath,
    /// The request names no host.
    NoHost,
    /// The host is not one that this server answers for.
    WrongHost,
    /// There is no such route.
    NoSuchRoute,
    /// There is no article of that id.
    NoSuchArticle,
    /// The route does not take this method.
    MethodNotAllowed,
    /// Path and query are longer than the limit.
    UrlTooLong,
    /// The body is longer than the limit.
    BodyTooLarge,
    /// The article cannot be read.
    BadArticle,
    /// The article's own id is another than that of the address.
    IdMismatch,
    /// The body holds several articles where one is expected.
    SeveralArticles,
    /// The token is missing or wrong.
    Unauthorized,
    /// A page of another site asks to write.
    ForeignOrigin,
    /// A file that was not sent here holds the id.
    HeldByFile,
    /// `If-Match` or `If-None-Match` does not hold.
    PreconditionFailed,
    /// The content type is none that articles come in.
    UnsupportedMediaType,
    /// A body of many articles ended before its end.
    BodyCutOff,
    /// The file could not be written.
    NotStored,
    /// The disk is full.
    DiskFull,
    /// The server may not write.
    ReadOnly,
    /// Stored, but not in the index yet.
    NotIndexed,
    /// The library is not searchable yet.
    NotReady,
    /// The address has sent too many requests.
    RateLimited,
    /// Too many searches wait, or too many streams are open.
    Busy,
    /// The answer took longer than the limit.
    Timeout,
    /// The index cannot be read.
    IndexUnreadable,
    /// A fault of Précis.
    Internal,
}

impl Code {
    fn status(self) -> StatusCode {
        match self {
            Self::BadParameter
            | Self::UnknownParameter
            | Self::RepeatedParameter
            | Self::BadCursor
            | Self::BadPath
            | Self::BadArticle
            | Self::IdMismatch
            | Self::SeveralArticles
            | Self::BodyCutOff
            | Self::NoHost => StatusCode::BAD_REQUEST,
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::ForeignOrigin => StatusCode::FORBIDDEN,
            Self::HeldByFile => StatusCode::CONFLICT,
            Self::PreconditionFailed => StatusCode::PRECONDITION_FAILED,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::RateLimited => StatusCode::TOO_MANY_REQUESTS,
            Self::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
            Self::WrongHost => StatusCode::MISDIRECTED_REQUEST,
            Self::NoSuchRoute | Self::NoSuchArticle => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::UrlTooLong => StatusCode::URI_TOO_LONG,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotReady | Self::Busy | Self::ReadOnly | Self::NotIndexed => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Timeout => StatusCode::GATEWAY_TIMEOUT,
            Self::IndexUnreadable | Self::NotStored | Self::Internal => {
                StatusCode::INTERNAL_SERVER_ERROR
            }
        }
    }
}

/// An error as a caller gets it: `application/problem+json`.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = Problem)]
pub(crate) struct ProblemBody {
    /// Always `about:blank`: `code` tells the kinds apart.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: &'static str,
    /// The status.
    status: u16,
    /// What went wrong, as a sentence for people.
    pub(crate) detail: String,
    /// What went wrong, by a name that does not change.
    pub(crate) code: Code,
    /// The parameter that is meant, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) parameter: Option<String>,
    /// What may have been meant instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) did_you_mean: Vec<String>,
    /// With `not_ready`: how far the library is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) readiness: Option<Readiness>,
    /// Seconds after which it makes sense to ask again, where they are counted.
    #[serde(skip)]
    retry_after_s: Option<u16>,
}

/// An error on its way to the caller. The page turns it into HTML on the way out, see `guard::error_pages`.
#[derive(Debug, Clone)]
pub(crate) struct Problem(Box<ProblemBody>);

impl Problem {
    pub(crate) fn new(code: Code, detail: impl Into<String>) -> Self {
        let status = code.status();
        Self(Box::new(ProblemBody {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            detail: detail.into(),
            code,
            parameter: None,
            did_you_mean: Vec::new(),
            readiness: None,
            retry_after_s: None,
        }))
    }

    pub(crate) fn parameter(mut self, name: impl Into<String>) -> Self {
        self.0.parameter = Some(name.into());
        self
    }

    pub(crate) fn did_you_mean(mut self, meant: impl IntoIterator<Item = String>) -> Self {
        self.0.did_you_mean.extend(meant);
        self
    }

    pub(crate) fn retry_after(mut self, seconds: u16) -> Self {
        self.0.retry_after_s = Some(seconds);
        self
    }

    pub(crate) fn not_ready(readiness: Readiness) -> Self {
        let mut problem =
            Self::new(Code::NotReady, "The library is being indexed; searching works in a moment.");
        problem.0.readiness = Some(readiness);
        problem
    }

    pub(crate) fn internal() -> Self {
        Self::new(Code::Internal, "Something went wrong inside Précis. Its log says more.")
    }

    pub(crate) fn body(&self) -> &ProblemBody {
        &self.0
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.0.code.status()
    }

    /// Seconds after which it makes sense to ask again.
    pub(crate) fn retry_after_s(&self) -> Option<u16> {
        self.0.retry_after_s.or(match self.0.code {
            Code::NotReady => Some(2),
            Code::Busy | Code::Timeout | Code::NotIndexed => Some(5),
            _ => None,
        })
    }
}

impl From<SearchError> for Problem {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::BadCursor => {
                let detail = "The cursor is not one of this search; ask again without it.";
                Self::new(Code::BadCursor, detail).parameter("cursor")
            }
            SearchError::BadParameter { parameter, message } => {
                Self::new(Code::BadParameter, format!("{parameter}: {message}"))
                    .parameter(parameter)
            }
            SearchError::Stopped => {
                let detail = "The search took too long and was stopped; ask for less.";
                Self::new(Code::Timeout, detail)
            }
            SearchError::Unreadable { reason } => {
                // The reason names paths of this machine: it belongs in the log, not in an answer.
                tracing::error!(%reason, "the index cannot be read");
                let detail = "The index cannot be read; `precis index --rebuild` makes it anew.";
                Self::new(Code::IndexUnreadable, detail)
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status(), Json(self.body())).into_response();
        let headers = response.headers_mut();
        let kind = HeaderValue::from_static("application/problem+json");
        headers.insert(header::CONTENT_TYPE, kind);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after_s() {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.0.code == Code::Unauthorized {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(self);
        response
    }
}
