//! Many articles in one body, an article a line: stored and committed in groups, answered line by line.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::io;
use std::ops::ControlFlow;

use axum::body::Bytes;
use precis_briefing::{ARTICLE_LIMIT_BYTES, Article, Fault, Reading, read};
use precis_indexer::{Stored, Ticket};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc::{Receiver, Sender};

use super::article::{refused, unnamed, with_id};
use super::{Fate, Feed, Writing, fate, not_indexed};
use crate::media::LINES;
use crate::problem::{Code, Problem};

/// Articles of a group, at most.
const GROUP_ARTICLES: usize = 256;
/// Bytes of a group, at most, unless one article alone is larger.
const GROUP_BYTES: u64 = 4 * 1024 * 1024;
/// Groups that are stored while the index takes the one before in.
const UNDER_WAY: usize = 2;

/// What became of one line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub(crate) struct BulkLine {
    /// The line, from 1; null where it cannot be told.
    pub(crate) line: Option<u64>,
    /// Id of the article.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) id: Option<String>,
    /// What became of it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) status: Option<Fate>,
    /// Path of its file inside the library.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) path: Option<String>,
    /// Revision from which on a search sees it so.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) revision: Option<u64>,
    /// Instead of all these: why there is no article of this line.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) error: Option<BulkError>,
}

/// Why a line has come to nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub(crate) struct BulkError {
    /// What went wrong, by a name that does not change.
    pub(crate) code: Code,
    /// The same as a sentence for people.
    pub(crate) detail: String,
}

/// Articles on their way in.
pub(crate) struct Bulk<'a> {
    writing: &'a Writing,
    waits: bool,
    answers: Sender<BulkLine>,
    group: Vec<Article>,
    lines: Vec<u64>,
    group_bytes: u64,
    under_way: VecDeque<(Vec<u64>, Vec<Stored>, Ticket)>,
    /// Whether nobody listens any more.
    is_over: bool,
}

impl<'a> Bulk<'a> {
    /// Takes a body in, piece by piece, and tells what becomes of each line.
    pub(crate) fn run(
        writing: &'a Writing,
        pieces: Receiver<io::Result<Bytes>>,
        waits: bool,
        answers: Sender<BulkLine>,
    ) {
        let bulk = RefCell::new(Self {
            writing,
            waits,
            answers,
            group: Vec::new(),
            lines: Vec::new(),
            group_bytes: 0,
            under_way: VecDeque::new(),
            is_over: false,
        });
        // A sender that pauses for the answers to what it sent so far gets them.
        let idle = || bulk.borrow_mut().finish();
        let stem = unnamed();
        let path = format!("{stem}.{LINES}");
        let vocabulary = &writing.vocabulary;
        let reading = Reading { path: &path, vocabulary, limit_bytes: ARTICLE_LIMIT_BYTES };
        let broken = Cell::new(None);
        let mut feed = Feed::new(pieces, &broken, &idle);
        let done = read(&reading, &mut feed, &mut |member, raw| {
            let mut bulk = bulk.borrow_mut();
            match member {
                Ok(member) => {
                    let line = member.place.unwrap_or(1);
                    bulk.take(line, with_id(member.article, &stem), raw.len() as u64);
                }
                Err(fault) => bulk.refuse(&fault),
            }
            if bulk.is_over { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        let mut bulk = bulk.into_inner();
        bulk.finish();
        if let Some(error) = done.err().or_else(|| broken.take()) {
            let problem = Problem::new(Code::BodyCutOff, format!("The body broke off: {error}."));
            bulk.tell(failed(None, &problem));
        }
    }

    fn take(&mut self, line: u64, article: Article, bytes: u64) {
        self.group.push(article);
        self.lines.push(line);
        self.group_bytes += bytes;
        if self.group.len() >= GROUP_ARTICLES || self.group_bytes >= GROUP_BYTES {
            self.send();
        }
    }

    fn refuse(&mut self, fault: &Fault) {
        // Answers come in the order of the lines.
        self.finish();
        self.tell(failed(fault.place, &refused(fault)));
    }

    /// Stores the group, and asks the index to take it in.
    fn send(&mut self) {
        let group = std::mem::take(&mut self.group);
        let lines = std::mem::take(&mut self.lines);
        self.group_bytes = 0;
        if group.is_empty() {
            return;
        }
        match self.writing.keeper.put::<Problem>(&group, None) {
            Ok((stored, ticket)) => self.under_way.push_back((lines, stored, ticket)),
            Err(_) => {
                // One of them stood in the way of all; each is tried by itself.
                self.settle(0);
                for (line, article) in lines.into_iter().zip(group) {
                    match self.writing.keeper.put::<Problem>(std::slice::from_ref(&article), None) {
                        Ok((stored, ticket)) => {
                            self.under_way.push_back((vec![line], stored, ticket));
                        }
                        Err(problem) => {
                            self.settle(0);
                            self.tell(failed(Some(line), &problem));
                        }
                    }
                }
            }
        }
        self.settle(UNDER_WAY);
    }

    /// Waits until no more than so many groups are under way.
    fn settle(&mut self, most: usize) {
        let most = if self.waits { most } else { 0 };
        while self.under_way.len() > most
            && let Some((lines, stored, ticket)) = self.under_way.pop_front()
        {
            let looked = self.waits.then(|| ticket.wait());
            for (line, stored) in lines.into_iter().zip(stored) {
                let told = BulkLine {
                    line: Some(line),
                    id: Some(stored.id.clone()),
                    path: Some(stored.path.clone()),
                    ..BulkLine::default()
                };
                let told = match &looked {
                    None => BulkLine { status: Some(Fate::Accepted), ..told },
                    Some(Ok(looked)) => BulkLine {
                        status: Some(fate(&looked.landed, &stored)),
                        revision: Some(looked.landed.revision),
                        ..told
                    },
                    Some(Err(error)) => failed(Some(line), &not_indexed(error)),
                };
                self.tell(told);
            }
        }
    }

    fn finish(&mut self) {
        self.send();
        self.settle(0);
    }

    fn tell(&mut self, line: BulkLine) {
        self.is_over |= self.answers.blocking_send(line).is_err();
    }
}

fn failed(line: Option<u64>, problem: &Problem) -> BulkLine {
    let body = problem.body();
    let error = BulkError { code: body.code, detail: body.detail.clone() };
    BulkLine { line, error: Some(error), ..BulkLine::default() }
}
