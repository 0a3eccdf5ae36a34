//! An answer fetched page by page and printed in the shape asked for.

use jiff::Timestamp;
use precis_query::SearchRequest;
use precis_query::response::{Hit, RelatedResponse, SearchResponse};

use super::search_options::{Amount, Format, Place, Search};
use crate::environment;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::opening;
use crate::output::{facets_text, hit_text, json, rows, search_text};
use crate::printer::Printer;
use crate::remote::Server;
use crate::settings::Library;

/// Results fetched at once when every one is asked for.
const PAGE: usize = 1_000;

/// How much of each article text shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// Titles and the sections that matched.
    Sections,
    /// Titles alone.
    Titles,
    /// Titles, and when they arrived.
    Arrivals,
    /// The same, of what is new.
    New,
}

/// Where pages come from.
pub(super) enum Source {
    Library(precis_query::Library),
    Server(Server),
}

impl Source {
    /// Opens what is to be asked.
    pub(super) fn open(search: &Search, printer: &mut Printer) -> Result<Self, Failure> {
        Ok(match &search.place {
            Place::Library(library) if search.update => {
                Self::Library(opening::updated(library, printer)?)
            }
            Place::Library(library) => Self::Library(opening::open(library, printer)?),
            Place::Server(server) => Self::Server(server.clone()),
        })
    }

    pub(super) fn ask(&self, request: &SearchRequest) -> Result<SearchResponse, Failure> {
        match self {
            Self::Library(library) => Ok(library.search(request, &environment::now())?),
            Self::Server(server) => server.search(request),
        }
    }

    /// Returns the most results that can be asked for at once.
    fn most(&self) -> usize {
        match self {
            Self::Library(_) => PAGE,
            Self::Server(_) => crate::remote::LIMIT,
        }
    }
}

/// What was printed of an answer.
pub(super) struct Printed {
    /// Articles that were found.
    pub(super) total: u64,
    /// Name of the revision count.
    pub(super) epoch: String,
    /// Revision of the last page.
    pub(super) revision: u64,
    /// Whether nothing comes after it.
    pub(super) is_to_the_end: bool,
}

/// Asks, and prints the answer.
pub(crate) fn print(
    search: Search,
    detail: Detail,
    printer: &mut Printer,
) -> Result<Exit, Failure> {
    let source = Source::open(&search, printer)?;
    Ok(Exit::of_count(print_from(&source, search, detail, printer)?.total))
}

/// Asks a place that is open, and prints the answer.
pub(super) fn print_from(
    source: &Source,
    search: Search,
    detail: Detail,
    printer: &mut Printer,
) -> Result<Printed, Failure> {
    let Search { place, mut request, typed, amount, format, update: _ } = search;
    let library = match place {
        Place::Library(library) => Some(*library),
        Place::Server(_) => None,
    };
    let mut wanted = match amount {
        Amount::Page(count) => count,
        Amount::All => usize::MAX,
    };
    request.limit = wanted.min(source.most());
    let mut answer = Answer::new(format, detail, library, typed, wanted);
    let mut page = source.ask(&request)?;
    let mut printed;
    answer.head(&page, printer)?;
    loop {
        printed = Printed {
            total: page.total,
            epoch: page.epoch.clone(),
            revision: page.revision,
            is_to_the_end: page.next.is_none() && (wanted > 0 || page.total == 0),
        };
        wanted -= page.results.len().min(wanted);
        let next = page.next.clone().filter(|_| wanted > 0 && !page.results.is_empty());
        answer.add(page, printer)?;
        let Some(next) = next else { break };
        request.limit = wanted.min(source.most());
        request.cursor = Some(next);
        // Counted once: they are those of the whole answer.
        request.facets = false;
        page = source.ask(&request)?;
    }
    answer.foot(printer)?;
    Ok(printed)
}

/// Prints the articles related to one, in the shapes of an answer to a search.
pub(crate) fn print_related(
    found: &RelatedResponse,
    format: Format,
    library: Option<Library>,
    limit: usize,
    printer: &mut Printer,
) -> Result<Exit, Failure> {
    let exit = Exit::of_count(found.total);
    if format == Format::Json {
        printer.answer(&json::document(found, printer.look())?)?;
        return Ok(exit);
    }
    if limit == 0 {
        printer.answer(&format!("{}\n", found.total))?;
        return Ok(exit);
    }
    if format == Format::Csv {
        printer.bytes(&rows::csv_header()?)?;
    }
    let mut answer = Answer::new(format, Detail::Sections, library, String::new(), limit);
    for hit in &found.results {
        answer.hit(hit, printer)?;
    }
    if format == Format::Text {
        printer.answer(&search_text::related_foot(found, printer.look()))?;
    }
    Ok(exit)
}

/// A time as people here read it, to the minute; as it is where it cannot be understood.
fn moment(at: &str) -> String {
    let here = environment::now().time_zone().clone();
    let local = at.parse::<Timestamp>().map(|at| at.to_zoned(here));
    local.map_or_else(|_| at.to_owned(), |local| local.strftime("%Y-%m-%d %H:%M").to_string())
}

/// An answer in the course of being printed.
struct Answer {
    format: Format,
    detail: Detail,
    library: Option<Library>,
    typed: String,
    count_alone: bool,
    /// Articles shown, those folded into others among them.
    shown: u64,
    /// Results shown.
    results: u64,
    paths: rows::Paths,
    /// The first page, with the results of all for JSON and without any for other shapes.
    whole: Option<SearchResponse>,
}

impl Answer {
    fn new(
        format: Format,
        detail: Detail,
        library: Option<Library>,
        typed: String,
        wanted: usize,
    ) -> Self {
        let count_alone = wanted == 0;
        let paths = rows::Paths::default();
        Self {
            format,
            detail,
            library,
            typed,
            count_alone,
            shown: 0,
            results: 0,
            paths,
            whole: None,
        }
    }

    fn head(&mut self, page: &SearchResponse, printer: &mut Printer) -> Result<(), Failure> {
        match self.format {
            Format::Json => return Ok(()),
            Format::Text if !self.count_alone => {
                let look = printer.look();
                return printer.answer(&search_text::head(page, &self.typed, look));
            }
            Format::Csv if !self.count_alone => printer.bytes(&rows::csv_header()?)?,
            _ => {}
        }
        // Shapes for other programs have no room for notes, and nothing is left unsaid.
        for note in &page.notes {
            printer.warning(&search_text::note_line(note));
        }
        Ok(())
    }

    fn add(&mut self, mut page: SearchResponse, printer: &mut Printer) -> Result<(), Failure> {
        let results = std::mem::take(&mut page.results);
        if self.format != Format::Json {
            for hit in &results {
                self.hit(hit, printer)?;
            }
        }
        self.shown += results.iter().map(|hit| 1 + hit.duplicates.len() as u64).sum::<u64>();
        self.results += results.len() as u64;
        match &mut self.whole {
            Some(whole) => {
                whole.took_us += page.took_us;
                whole.complete &= page.complete;
                whole.next = page.next;
                let news = page.notes.into_iter().filter(|note| !whole.notes.contains(note));
                let news: Vec<_> = news.collect();
                if self.format != Format::Json {
                    for note in &news {
                        printer.warning(&search_text::note_line(note));
                    }
                }
                whole.notes.extend(news);
                if self.format == Format::Json {
                    whole.results.extend(results);
                }
            }
            None => {
                if self.format == Format::Json {
                    page.results = results;
                }
                self.whole = Some(page);
            }
        }
        Ok(())
    }

    fn hit(&mut self, hit: &Hit, printer: &mut Printer) -> Result<(), Failure> {
        match self.format {
            Format::Text => {
                let look = printer.look();
                let file = self.library.as_ref().map(|library| library.folder.join(&hit.path));
                let mut text = match self.detail {
                    Detail::Sections => hit_text::hit(hit, file.as_deref(), look),
                    Detail::Titles => hit_text::brief(hit, file.as_deref(), None, look),
                    Detail::Arrivals | Detail::New => {
                        let arrived = moment(&hit.arrived.at);
                        hit_text::brief(hit, file.as_deref(), Some(&arrived), look)
                    }
                };
                text.push('\n');
                printer.answer(&text)
            }
            Format::Json => Ok(()),
            Format::Jsonl => printer.answer(&json::line(hit)?),
            Format::Csv => printer.bytes(&rows::csv_row(hit)?),
            Format::Ids => printer.answer(&format!("{}\n", hit.id)),
            Format::Paths if self.paths.is_new(&hit.path) => {
                let path = match &self.library {
                    Some(library) => library.path_from_here(&hit.path),
                    None => hit.path.clone().into(),
                };
                printer.bytes(path.as_os_str().as_encoded_bytes())?;
                printer.answer("\n")
            }
            Format::Paths => Ok(()),
        }
    }

    fn foot(self, printer: &mut Printer) -> Result<(), Failure> {
        let Some(whole) = self.whole else { return Ok(()) };
        let look = printer.look();
        match self.format {
            Format::Json => printer.answer(&json::document(&whole, look)?),
            _ if self.count_alone => printer.answer(&format!("{}\n", whole.total)),
            Format::Text if whole.total == 0 && self.detail == Detail::New => {
                printer.answer("Nothing new.\n")
            }
            Format::Text => {
                if let Some(facets) = &whole.facets {
                    let facets = facets_text::facets(facets, look);
                    if !facets.is_empty() {
                        printer.answer(&format!("{facets}\n"))?;
                    }
                }
                printer.answer(&search_text::foot(&whole, self.results, self.shown, look))
            }
            _ => {
                if !whole.complete {
                    printer.warning("the search was cut short; there may be more");
                }
                Ok(())
            }
        }
    }
}
