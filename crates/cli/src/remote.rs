//! A running server asked instead of a library.

use std::time::Duration;

use precis_query::language::Field;
use precis_query::response::{RelatedResponse, SearchResponse, SuggestResponse};
use precis_query::{MatchMode, SearchRequest};
use precis_server::{ReconcileResponse, Token};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::failure::Failure;

/// Most results that a server gives at once.
pub(crate) const LIMIT: usize = 100;
/// How long to wait for an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server.
#[derive(Debug, Clone)]
pub(crate) struct Server {
    base: String,
    agent: ureq::Agent,
    token: Option<Token>,
}

/// What a server says when it has no answer (RFC 9457).
#[derive(Debug, Deserialize)]
struct Problem {
    title: Option<String>,
    detail: Option<String>,
}

impl Server {
    /// Takes the address of a server: `http://` or `https://`, with or without a path.
    pub(crate) fn at(url: &str) -> Result<Self, Failure> {
        if !(url.starts_with("http://") || url.starts_with("https://")) {
            return Err(Failure::new(format!("`{url}` is not the address of a server"))
                .hint("write it as http://127.0.0.1:7878"));
        }
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .user_agent(concat!("precis/", env!("CARGO_PKG_VERSION")))
            .tls_config(precis_fetch::trust())
            .build();
        Ok(Self {
            base: url.trim_end_matches('/').to_owned(),
            agent: config.new_agent(),
            token: None,
        })
    }

    /// Its address.
    pub(crate) fn address(&self) -> &str {
        &self.base
    }

    /// Makes it one that may be written to.
    pub(crate) fn with_token(self, token: Token) -> Self {
        Self { token: Some(token), ..self }
    }

    /// Asks it to look at its library, or at some paths of it, and waits for as long as that takes.
    pub(crate) fn reconcile(
        &self,
        paths: &[String],
        rebuild: bool,
    ) -> Result<ReconcileResponse, Failure> {
        let address = format!("{}/api/v1/reconcile", self.base);
        let token = self.token.as_ref().map_or("", Token::as_str);
        let response = self
            .agent
            .post(&address)
            .query("rebuild", if rebuild { "true" } else { "false" })
            .header("Authorization", format!("Bearer {token}"))
            .config()
            .timeout_global(None)
            .build()
            .send_json(serde_json::json!({ "paths": paths }));
        self.read(response)
    }

    /// Asks for one page of an answer.
    pub(crate) fn search(&self, request: &SearchRequest) -> Result<SearchResponse, Failure> {
        self.get("/api/v1/search", &parameters(request))
    }

    /// Asks for the articles related to one, given by its whole id.
    pub(crate) fn related(&self, id: &str, limit: usize) -> Result<RelatedResponse, Failure> {
        let limit = limit.min(LIMIT).to_string();
        self.get(&format!("/api/v1/related/{}", precis_server::in_path(id)), &[("limit", limit)])
    }

    /// Asks for suggestions.
    pub(crate) fn suggest(&self, typed: &str) -> Result<SuggestResponse, Failure> {
        self.get("/api/v1/suggest", &[("q", typed.to_owned())])
    }

    fn get<T: DeserializeOwned>(
        &self,
        path: &str,
        parameters: &[(&'static str, String)],
    ) -> Result<T, Failure> {
        let address = format!("{}{path}", self.base);
        let pairs = parameters.iter().map(|(name, value)| (*name, value.as_str()));
        let response =
            self.agent.get(&address).query_pairs(pairs).header("Accept", "application/json").call();
        self.read(response)
    }

    fn read<T: DeserializeOwned>(
        &self,
        response: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    ) -> Result<T, Failure> {
        let mut response = response.map_err(|error| {
            Failure::because(format!("{} does not answer", self.base), error)
                .hint("`precis serve` starts a server; is this its address?")
        })?;
        let status = response.status();
        let failed = |error: ureq::Error| {
            Failure::because(format!("the answer of {} cannot be read", self.base), error)
        };
        let body =
            response.body_mut().with_config().limit(u64::MAX).read_to_vec().map_err(failed)?;
        if status.is_success() {
            return serde_json::from_slice(&body).map_err(|error| {
                Failure::because(format!("{} does not answer as Précis does", self.base), error)
                    .hint("is it a server of this version?")
            });
        }
        let problem: Option<Problem> = serde_json::from_slice(&body).ok();
        let said = problem.and_then(|problem| problem.detail.or(problem.title));
        Err(match said {
            Some(said) => Failure::new(said),
            None => Failure::new(format!("{} answers with status {status}", self.base))
                .hint("is it the address of a Précis server?"),
        })
    }
}

/// Returns a request as the parameters of the HTTP interface.
fn parameters(request: &SearchRequest) -> Vec<(&'static str, String)> {
    let mut parameters = vec![("q", request.query.clone())];
    match request.match_mode {
        MatchMode::Auto => {}
        MatchMode::All => parameters.push(("match", "all".to_owned())),
        MatchMode::Any => parameters.push(("match", "any".to_owned())),
    }
    parameters.extend(request.sections.iter().map(|section| ("in", section.clone())));
    parameters.extend(request.expand.iter().map(|choice| ("expand", choice.clone())));
    parameters.extend(request.fields.iter().map(|(field, value)| (name(*field), value.clone())));
    if let Some(sort) = request.sort {
        parameters.push(("sort", sort.as_str().to_owned()));
    }
    parameters.push(("limit", request.limit.to_string()));
    parameters.extend(request.cursor.iter().map(|cursor| ("cursor", cursor.clone())));
    if request.facets {
        parameters.push(("facets", "true".to_owned()));
    }
    if request.unfold {
        parameters.push(("unfold", "true".to_owned()));
    }
    if request.explain {
        parameters.push(("explain", "true".to_owned()));
    }
    parameters
}

/// Returns the name of a field, which is that of its parameter.
fn name(field: Field) -> &'static str {
    Field::NAMES.iter().find(|(_, known)| *known == field).map_or("", |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use precis_query::language::Field;
    use precis_query::{MatchMode, SearchRequest, Sort};

    use super::{Server, parameters};

    #[test]
    fn a_request_becomes_parameters_of_the_same_names() {
        let request = SearchRequest {
            query: "a -b".into(),
            match_mode: MatchMode::All,
            sections: vec!["take".into(), "watch".into()],
            fields: vec![(Field::Lang, "en".into()), (Field::Since, "30d".into())],
            expand: vec!["-aws".into()],
            sort: Some(Sort::Oldest),
            limit: 5,
            cursor: Some("c".into()),
            facets: true,
            explain: true,
            unfold: true,
        };
        let text: Vec<String> =
            parameters(&request).iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(
            text.join("&"),
            "q=a -b&match=all&in=take&in=watch&expand=-aws&lang=en&since=30d&sort=oldest&limit=5&cursor=c&facets=true\
             &unfold=true&explain=true"
        );
    }

    #[test]
    fn an_address_needs_its_scheme() {
        assert!(Server::at("127.0.0.1:7878").is_err());
        assert!(Server::at("http://127.0.0.1:7878/").is_ok());
    }
}
