//! `POST /api/v1/reconcile`

use std::path::PathBuf;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use precis_indexer::{LookedAt, Mode, Report};
use serde::{Deserialize, Serialize};

use super::api_write::whole;
use crate::ask::switches;
use crate::guard::MayWrite;
use crate::problem::{Code, Problem, ProblemBody};
use crate::state::AppState;
use crate::writing::not_indexed;

/// The route.
pub(crate) const PATH: &str = "/api/v1/reconcile";

/// What is to be looked at.
#[derive(Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReconcileRequest {
    /// Files and folders, by their paths inside the library; none means all of it.
    #[serde(default)]
    paths: Vec<String>,
}

/// What a look at the library came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReconcileResponse {
    /// Version of this shape: 1.
    pub version: u32,
    /// Name of the library's revision count.
    pub epoch: String,
    /// Revision from which on a search sees the library so.
    pub revision: u64,
    /// What was done; all that stands of the library only when all of it was looked at.
    #[schema(value_type = Object)]
    pub report: Report,
    /// The files asked for, as far as they are there.
    pub files: Vec<ReconciledFile>,
}

/// A file as the index has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ReconciledFile {
    /// Path inside the library.
    pub path: String,
    /// Ids of its articles that are searched.
    pub ids: Vec<String>,
    /// Ids of its articles that another article hides.
    pub hidden: Vec<String>,
    /// What was refused or mended in it: a sentence each.
    pub faults: Vec<String>,
}

impl From<LookedAt> for ReconciledFile {
    fn from(file: LookedAt) -> Self {
        let faults = file.faults.iter().map(|refused| refused.fault.to_string()).collect();
        Self { path: file.path, ids: file.ids, hidden: file.hidden, faults }
    }
}

/// Looks at the library, and answers when the index is in line with it.
#[utoipa::path(
    post,
    path = "/api/v1/reconcile",
    operation_id = "reconcile",
    params(
        ("rebuild" = Option<bool>, Query, description = "Whether to make the whole index anew. Default: `false`."),
    ),
    request_body(content = Option<ReconcileRequest>, description = "What to look at; nothing means all of the library."),
    responses(
        (status = 200, description = "The index is in line with the library.", body = ReconcileResponse),
        (status = "default", description = "An error.", body = ProblemBody,
            content_type = "application/problem+json"),
    ),
    security(("token" = []))
)]
pub(crate) async fn reconcile(
    State(state): State<AppState>,
    _: MayWrite,
    uri: Uri,
    body: Body,
) -> Result<Response, Problem> {
    let [rebuild] = switches(&uri, [("rebuild", false)])?;
    let body = whole(body).await?;
    let request: ReconcileRequest = if body.is_empty() {
        ReconcileRequest::default()
    } else {
        serde_json::from_slice(&body).map_err(|error| {
            Problem::new(Code::BadParameter, format!("The body cannot be read: {error}."))
        })?
    };
    state
        .write(move |writing, state| {
            let keeper = &writing.keeper;
            let (landed, files) = if rebuild || request.paths.is_empty() {
                // Whoever changed the settings and asks for a look means by those.
                state.renew();
                let mode = if rebuild { Mode::Rebuild } else { Mode::Update };
                (keeper.everything(mode).map_err(|error| not_indexed(&error))?, Vec::new())
            } else {
                let paths = request.paths.into_iter().map(PathBuf::from).collect();
                let looked = keeper.look(paths).wait().map_err(|error| not_indexed(&error))?;
                (looked.landed, looked.files)
            };
            Ok(Json(ReconcileResponse {
                version: 1,
                epoch: landed.epoch.clone(),
                revision: landed.revision,
                report: landed.report.clone(),
                files: files.into_iter().map(ReconciledFile::from).collect(),
            })
            .into_response())
        })
        .await
}
