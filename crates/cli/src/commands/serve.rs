//! `precis serve`: the search page and the HTTP interface.

use std::fmt;
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use clap::Args;
use precis_indexer::{IndexError, Progress, Report};
use precis_server::{Clock, Events, Options, Renewed, ServeError, SettingsFiles};
use tracing_subscriber::EnvFilter;

use crate::args::LibraryArgs;
use crate::environment::{self, Surroundings};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::report_text;
use crate::printer::Printer;
use crate::progress::Bar;
use crate::settings::{FILE_NAME, Library, ResultLinks, ServerSettings};

/// Where to listen when nothing says otherwise.
const USUAL_ADDRESS: &str = "127.0.0.1:7878";
/// What is logged when `RUST_LOG` does not say otherwise: what went wrong, and no more.
const USUAL_LOG: &str = "warn";

/// Arguments of `serve`, as typed.
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// The library; short for --library DIR
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Address and port to listen on; port 0 takes any that is free [default: 127.0.0.1:7878]
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// Look for changed files every few seconds, where the system does not tell of them (network drives)
    #[arg(long)]
    poll: bool,
}

/// What to serve, settled.
#[derive(Debug)]
pub(crate) struct Serve {
    library: Library,
    options: Options,
    log: EnvFilter,
}

/// Settles what to serve, and where. The flag comes before `[server] listen` of `precis.toml`.
pub(crate) fn resolve(
    args: &ServeArgs,
    flags: &LibraryArgs,
    surroundings: &Surroundings,
    printer: &mut Printer,
) -> Result<Serve, Failure> {
    let library = Library::resolve(flags, args.folder.as_deref(), surroundings, printer)?;
    let settings = &library.settings.server;
    let listen = args.listen.as_deref().or(settings.listen.as_deref()).unwrap_or(USUAL_ADDRESS);
    let options = Options {
        hosts: settings.hosts.clone(),
        public_url: settings.public_url.clone(),
        trusted_proxies: settings.trusted_proxies.clone(),
        cors: settings.cors.clone(),
        poll: args.poll,
        feeds: Some(Arc::new(library.following())),
        ..changeable(settings, address(listen)?)
    };
    let wanted = surroundings.log.as_deref().unwrap_or(USUAL_LOG);
    let log = EnvFilter::try_new(wanted)
        .map_err(|error| Failure::because("RUST_LOG cannot be understood", error))?;
    Ok(Serve { library, options, log })
}

/// Returns options with those settings that can change while the server runs.
fn changeable(settings: &ServerSettings, listen: SocketAddr) -> Options {
    Options {
        site_name: settings.site_name.clone(),
        site_link: settings.site_link.clone(),
        result_links: match settings.result_links {
            ResultLinks::Page => precis_server::ResultLinks::Page,
            ResultLinks::Original => precis_server::ResultLinks::Original,
        },
        log_searches: settings.log_searches,
        rate_limit: settings.rate_limit,
        ..Options::new(listen)
    }
}

/// Returns the address that is meant by an address, a name (`localhost:8000`), or a port alone.
fn address(listen: &str) -> Result<SocketAddr, Failure> {
    let whole = match listen.parse::<u16>() {
        Ok(port) => format!("127.0.0.1:{port}"),
        Err(_) => listen.to_owned(),
    };
    whole.to_socket_addrs().ok().and_then(|mut addresses| addresses.next()).ok_or_else(|| {
        Failure::new(format!("`{listen}` is not an address to listen on"))
            .hint(format!("write it as {USUAL_ADDRESS}"))
    })
}

/// Serves until the process is asked to end.
pub(crate) fn run(serve: Serve, printer: &mut Printer) -> Result<Exit, Failure> {
    let Serve { library, mut options, log } = serve;
    tracing_subscriber::fmt()
        .with_env_filter(log)
        .with_writer(std::io::stderr)
        .with_ansi(printer.message_look().colour)
        .with_target(false)
        .init();
    let bar = Bar::new(printer.message_look().terminal);
    let told = Arc::new(Told { printer: Mutex::new(printer.another()), bar });
    let indexing = library.indexing();
    let files = Files { library: Mutex::new(library), listen: options.listen, told: told.clone() };
    options.settings_files = Some(Arc::new(files));
    precis_server::serve(&options, &indexing, Clock::new(environment::now), told)?;
    Ok(Exit::Found)
}

/// Tells what the server does.
struct Told {
    printer: Mutex<Printer>,
    bar: Bar,
}

impl Told {
    fn with<T>(&self, tell: impl FnOnce(&mut Printer) -> T) -> T {
        self.bar.aside(|| tell(&mut self.printer.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl Events for Told {
    fn listening(&self, address: SocketAddr) {
        self.with(|printer| {
            // A server whose output nobody reads serves all the same.
            let line = format!("Précis is at http://{address}/ (Ctrl-C ends it)\n");
            let _ = printer.answer(&line).and_then(|()| printer.flush());
        });
    }

    fn indexed(&self, report: &Report) {
        self.bar.end();
        self.with(|printer| {
            for line in report_text::details(report, printer.message_look()) {
                printer.message(&line);
            }
            printer.message(report_text::summary(report).trim_end());
        });
    }

    fn polling(&self, reason: &str) {
        let line = format!("changed files are looked for every few seconds: {reason}");
        self.with(|printer| printer.warning(&line));
    }

    fn stale(&self, error: &IndexError) {
        self.bar.end();
        let line = format!("{error}; what was indexed before is served");
        self.with(|printer| printer.warning(&line));
    }

    fn progress(&self) -> &dyn Progress {
        &self.bar
    }
}

/// The settings of the library, read again while it is served.
struct Files {
    library: Mutex<Library>,
    listen: SocketAddr,
    told: Arc<Told>,
}

impl Files {
    fn library(&self) -> MutexGuard<'_, Library> {
        self.library.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Files")
    }
}

impl SettingsFiles for Files {
    fn look(&self) -> Option<Renewed> {
        let mut library = self.library();
        self.told.with(|printer| library.renew(true, printer)).then(|| Renewed {
            options: changeable(&library.settings.server, self.listen),
            indexing: library.indexing(),
        })
    }

    fn refused(&self, reason: &dyn fmt::Display) {
        let line = format!("{FILE_NAME}: {reason}; what it was before holds until that is mended");
        self.told.with(|printer| printer.warning(&line));
    }

    fn needs_index(&self) {
        let line = "the index does not know the companies of the aliases file yet; \
                    `precis index` makes it anew with them";
        self.told.with(|printer| printer.warning(line));
    }
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        match error {
            ServeError::Index(error) => error.into(),
            ServeError::Open(error) => error.into(),
            ServeError::Setting { name, .. } => Self::new(error.to_string())
                .hint(format!("mend `{name}` below [server] in precis.toml")),
            _ => Self::new(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn a_port_alone_is_on_this_machine() {
        assert_eq!(address("8000").unwrap().to_string(), "127.0.0.1:8000");
        assert_eq!(address("0.0.0.0:80").unwrap().to_string(), "0.0.0.0:80");
        assert!(address("nowhere").is_err());
    }
}
