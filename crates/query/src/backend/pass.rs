//! The one pass over all that matches: total, best results, and who was there.

use std::cmp::Ordering;

use tantivy::columnar::{Column, StrColumn};
use tantivy::query::{EnableScoring, Query};
use tantivy::{DocId, DocSet, Searcher, SegmentReader, TERMINATED};

use super::rank::Parts;
use super::stoppable::{EVERY, go_on, stopped};
use crate::stop::Lookout;

/// Order of the best results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// By score.
    Score,
    /// Newest first, undated last.
    Newest,
    /// Oldest first, undated last.
    Oldest,
    /// Last arrived first; of one commit, newest first, undated last.
    Arrived,
    /// First arrived first.
    FirstArrived,
    /// By score; where that is equal, nearest to a day, undated last; the newest if there is no day.
    ScoreThenNear(Option<i64>),
}

impl Order {
    fn is_by_score(self) -> bool {
        matches!(self, Self::Score | Self::ScoreThenNear(_))
    }
}

/// A matching article, by the place of its header.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) segment: usize,
    pub(crate) doc: DocId,
    /// Score, that of the first phase until the second has looked; 0 where the order is by date.
    pub(crate) score: f32,
    /// What the second phase added.
    pub(crate) parts: Parts,
    /// What the order goes by, greatest first.
    key: i64,
    /// Rank of the id in its segment: ties go by id.
    id_rank: u64,
}

impl Candidate {
    /// Day of publication, where the order is by date.
    pub(crate) fn day(&self, order: Order) -> Option<i64> {
        match order {
            Order::Newest if self.key > i64::MIN => Some(self.key),
            Order::Oldest if self.key > i64::MIN => Some(-self.key),
            _ => None,
        }
    }
}

/// What a pass is to bring back beside the total.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Keep {
    /// How many of the best.
    pub(crate) best: usize,
    /// Whether all of them, out of order.
    pub(crate) everyone: bool,
}

impl Keep {
    /// So many of the best.
    pub(crate) const fn best(best: usize) -> Self {
        Self { best, everyone: false }
    }

    /// All of them, none in order.
    pub(crate) const EVERYONE: Self = Self { best: 0, everyone: true };
}

/// Articles by segment, ascending, each by the place of its header.
pub(crate) type Everyone = Vec<Vec<DocId>>;

/// What a pass found.
pub(crate) struct Pass {
    /// Articles that match.
    pub(crate) total: u64,
    /// The best of them, in order; ties by id.
    pub(crate) best: Vec<Candidate>,
    /// All of them by segment, ascending, where asked for.
    pub(crate) everyone: Everyone,
}

/// Runs a query that matches header documents alone.
pub(crate) fn run(
    searcher: &Searcher,
    query: &dyn Query,
    order: Order,
    keep: Keep,
) -> tantivy::Result<Pass> {
    let Keep { best: keep, everyone } = keep;
    let scoring = if order.is_by_score() && keep > 0 {
        EnableScoring::enabled_from_searcher(searcher)
    } else {
        EnableScoring::disabled_from_searcher(searcher)
    };
    let weight = query.weight(scoring)?;
    let mut pass = Pass { total: 0, best: Vec::new(), everyone: Vec::new() };
    let mut lookout = Lookout::every(EVERY);
    let mut by_segment = Vec::with_capacity(searcher.segment_readers().len());
    for (segment, reader) in searcher.segment_readers().iter().enumerate() {
        go_on()?;
        let mut everyone_here = Vec::new();
        let mut best = Best::new(keep);
        let columns = Columns::open(reader, order)?;
        let alive = reader.alive_bitset();
        let mut scorer = weight.scorer(reader, 1.0)?;
        let mut doc = scorer.doc();
        while doc != TERMINATED {
            if alive.is_none_or(|alive| alive.is_alive(doc)) {
                pass.total += 1;
                if everyone {
                    everyone_here.push(doc);
                }
                if keep > 0 {
                    let (score, key) = match order {
                        Order::Score => {
                            let score = scorer.score().max(0.0);
                            // Bits of floats that are not negative are ordered like the floats.
                            (score, i64::from(score.to_bits()))
                        }
                        Order::ScoreThenNear(day) => {
                            let score = scorer.score().max(0.0);
                            let near = columns.day(doc).map_or(0, |own| nearness(own, day));
                            (score, (i64::from(score.to_bits()) << NEARNESS_BITS) | near)
                        }
                        Order::Newest => (0.0, columns.day(doc).unwrap_or(i64::MIN)),
                        Order::Arrived => {
                            let near = columns.day(doc).map_or(0, |own| nearness(own, None));
                            (0.0, columns.arrived(doc) << NEARNESS_BITS | near)
                        }
                        Order::FirstArrived => (0.0, -columns.arrived(doc)),
                        Order::Oldest => (0.0, columns.day(doc).map_or(i64::MIN, |day| -day)),
                    };
                    if best.wants(key) {
                        let id_rank = columns.id_rank(doc);
                        let parts = Parts::default();
                        best.push(Candidate { segment, doc, score, parts, key, id_rank });
                    }
                }
            }
            if lookout.is_over() {
                return Err(stopped());
            }
            doc = scorer.advance();
        }
        // What matches may have ended early.
        go_on()?;
        by_segment.push((best.finish(), columns));
        pass.everyone.push(everyone_here);
    }
    pass.best = merge(&by_segment, keep)?;
    Ok(pass)
}

/// Bits of a key that tell how near a day is; those of a score that is not negative fill the others.
const NEARNESS_BITS: u32 = 31;

/// How near a day is to another one, or how late it is if there is none; greater is better, at least 1.
fn nearness(own: i64, day: Option<i64>) -> i64 {
    let most = (1 << NEARNESS_BITS) - 1;
    match day {
        Some(day) => most - own.abs_diff(day).min(1 << 30) as i64,
        // Days of four-digit years, none of them below zero.
        None => own.saturating_add(1 << 30).clamp(1, most),
    }
}

/// Columns that order results.
struct Columns {
    day: Option<Column<i64>>,
    arrived: Option<Column<u64>>,
    id: Option<StrColumn>,
}

impl Columns {
    fn open(reader: &SegmentReader, order: Order) -> tantivy::Result<Self> {
        let fast = reader.fast_fields();
        let day = if order == Order::Score { None } else { fast.column_opt("day")? };
        let arrived = match order {
            Order::Arrived | Order::FirstArrived => fast.column_opt("arrived")?,
            _ => None,
        };
        Ok(Self { day, arrived, id: fast.str("id")? })
    }

    fn day(&self, doc: DocId) -> Option<i64> {
        self.day.as_ref().and_then(|day| day.first(doc))
    }

    /// Revision of arrival; what would not fit beside a day counts as the last.
    fn arrived(&self, doc: DocId) -> i64 {
        let revision = self.arrived.as_ref().and_then(|arrived| arrived.first(doc)).unwrap_or(0);
        i64::from(u32::try_from(revision).unwrap_or(u32::MAX))
    }

    fn id_rank(&self, doc: DocId) -> u64 {
        self.id.as_ref().and_then(|id| id.term_ords(doc).next()).unwrap_or(u64::MAX)
    }

    fn id(&self, rank: u64) -> tantivy::Result<String> {
        let mut text = String::new();
        if let Some(id) = &self.id {
            id.ord_to_str(rank, &mut text)?;
        }
        Ok(text)
    }
}

/// Better first: greater key, then lesser id.
fn by_rank(a: &Candidate, b: &Candidate) -> Ordering {
    b.key.cmp(&a.key).then(a.id_rank.cmp(&b.id_rank))
}

/// The best of one segment: a list that is cut back to size each time it has doubled.
struct Best {
    keep: usize,
    list: Vec<Candidate>,
    /// Key of the worst that is kept, once there are enough.
    floor: Option<i64>,
}

impl Best {
    fn new(keep: usize) -> Self {
        Self { keep, list: Vec::new(), floor: None }
    }

    fn wants(&self, key: i64) -> bool {
        self.floor.is_none_or(|floor| key >= floor)
    }

    fn push(&mut self, candidate: Candidate) {
        self.list.push(candidate);
        if self.list.len() >= self.keep.saturating_mul(2).max(self.keep.saturating_add(64)) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.list.len() > self.keep && self.keep > 0 {
            self.list.select_nth_unstable_by(self.keep - 1, by_rank);
            self.list.truncate(self.keep);
            self.floor = self.list.last().map(|last| last.key);
        }
    }

    fn finish(mut self) -> Vec<Candidate> {
        self.cut();
        self.list.sort_unstable_by(by_rank);
        self.list
    }
}

/// Merges what the segments kept. Ranks of ids mean something in their segment alone, so ties between
/// segments are settled by the ids themselves, which are read only then.
fn merge(segments: &[(Vec<Candidate>, Columns)], keep: usize) -> tantivy::Result<Vec<Candidate>> {
    let mut at = vec![0; segments.len()];
    let mut ids: Vec<Option<String>> = vec![None; segments.len()];
    let mut merged = Vec::new();
    while merged.len() < keep {
        let mut leader: Option<usize> = None;
        for (segment, (list, _)) in segments.iter().enumerate() {
            let Some(head) = list.get(at[segment]) else { continue };
            let Some(best) = leader else {
                leader = Some(segment);
                continue;
            };
            let best_head = segments[best].0[at[best]];
            if head.key > best_head.key {
                leader = Some(segment);
            } else if head.key == best_head.key {
                for (segment, head) in [(segment, head), (best, &best_head)] {
                    if ids[segment].is_none() {
                        ids[segment] = Some(segments[segment].1.id(head.id_rank)?);
                    }
                }
                if ids[segment] < ids[best] {
                    leader = Some(segment);
                }
            }
        }
        let Some(leader) = leader else { break };
        merged.push(segments[leader].0[at[leader]]);
        at[leader] += 1;
        ids[leader] = None;
    }
    Ok(merged)
}
