//! One file into articles and their blocks.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Seek};
use std::ops::ControlFlow;

use precis_briefing::{ARTICLE_LIMIT_BYTES, Fault, Reading};
use precis_schema::{Encoder, FileMeta};

use super::Meter;
use super::hashing::Hashing;
use super::task::{End, Parsed, Piece, Task, Want};
use crate::Settings;
use crate::ledger::{Hash128, Member};
use crate::stat::Stat;

const BUFFER_BYTES: usize = 64 * 1024;

/// Reads files; one a thread.
pub(crate) struct Reader<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) meter: &'a Meter<'a>,
    pub(crate) encoder: Encoder,
}

/// Why a reading stopped before its end.
enum Stop {
    Failed(io::Error),
    NobodyListens,
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

/// Takes pieces; breaks when nobody wants more.
pub(crate) type Sink<'s> = dyn FnMut(Piece) -> ControlFlow<()> + 's;

impl Reader<'_> {
    /// Reads a file and hands over its articles and how it ended.
    pub(crate) fn read(&mut self, task: &Task<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let mut stat = None;
        let mut faults = Vec::new();
        let end = match self.try_read(task, &mut stat, &mut faults, sink) {
            Ok(end) => end,
            Err(Stop::NobodyListens) => return ControlFlow::Break(()),
            Err(Stop::Failed(error))
                if stat.is_none() && error.kind() == io::ErrorKind::NotFound =>
            {
                End::Gone
            }
            Err(Stop::Failed(error)) => End::Unreadable { stat, reason: error.to_string(), faults },
        };
        self.meter.file();
        sink(Piece::End(end))
    }

    fn try_read(
        &mut self,
        task: &Task<'_>,
        seen: &mut Option<Stat>,
        faults: &mut Vec<Fault>,
        sink: &mut Sink<'_>,
    ) -> Result<End, Stop> {
        let mut file = File::open(task.found.location(&self.settings.library))?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no regular file").into());
        }
        let stat = *seen.insert(Stat::of(&metadata));
        if let Some(known) = task.prior.and_then(|prior| prior.hash) {
            let mut hashing = Hashing::new(BufReader::with_capacity(BUFFER_BYTES, &file));
            let same = stat.size_bytes == task.prior.map_or(0, |prior| prior.stat.size_bytes)
                && hashing.finish()? == known;
            self.meter.bytes(hashing.count());
            match (same, &task.want) {
                (true, Want::Changed) => return Ok(End::Same(stat)),
                (false, Want::Only(_)) => return Ok(End::Different),
                _ => file.rewind()?,
            }
        }
        let mut hashing = Hashing::new(BufReader::with_capacity(BUFFER_BYTES, &file));
        let done = self.articles(task, &mut hashing, faults, sink);
        let hash = done.and_then(|()| hashing.finish().map_err(Stop::from));
        self.meter.bytes(hashing.count());
        Ok(End::Read { stat, hash: hash?, faults: std::mem::take(faults) })
    }

    fn articles(
        &mut self,
        task: &Task<'_>,
        input: &mut Hashing<BufReader<&File>>,
        faults: &mut Vec<Fault>,
        sink: &mut Sink<'_>,
    ) -> Result<(), Stop> {
        let path = &*task.found.path;
        let known: HashMap<&str, &Member> = match (&task.want, task.prior) {
            (Want::Changed, Some(prior)) => {
                let shown = prior.members.iter().filter(|member| !member.hidden);
                shown.map(|member| (&*member.id, member)).collect()
            }
            _ => HashMap::new(),
        };
        let reading = Reading {
            path,
            vocabulary: &self.settings.vocabulary,
            limit_bytes: ARTICLE_LIMIT_BYTES,
        };
        let (encoder, meter) = (&mut self.encoder, self.meter);
        let mut listening = true;
        precis_briefing::read(&reading, input, &mut |read, raw| {
            let read = match read {
                Ok(read) => read,
                Err(fault) => {
                    faults.push(fault);
                    return ControlFlow::Continue(());
                }
            };
            let place = read.place;
            faults.extend(read.notes.into_iter().map(|mut note| {
                note.place = note.place.or(place);
                note
            }));
            let member = Member {
                id: read.article.id.as_str().into(),
                place,
                range: read.range,
                hash: Hash128::of(raw),
                hidden: false,
            };
            let wanted = match &task.want {
                Want::Only(starts) => starts.binary_search(&member.range.start).is_ok(),
                Want::Changed => !known
                    .get(&*member.id)
                    .is_some_and(|known| known.place == place && known.hash == member.hash),
            };
            let block = wanted
                .then(|| encoder.block(&read.article, &FileMeta { path: path.to_owned(), place }));
            meter.article();
            let flow = sink(Piece::Article(Parsed { member, block }));
            listening = flow.is_continue();
            flow
        })?;
        if listening { Ok(()) } else { Err(Stop::NobodyListens) }
    }
}
