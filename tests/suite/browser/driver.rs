//! Chromium and its driver, started for one test and ended with it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use thirtyfour::common::capabilities::chromium::ChromiumLikeCapabilities;
use thirtyfour::error::WebDriverResult;
use thirtyfour::{ChromeCapabilities, DesiredCapabilities, WebDriver};

/// How long the driver may take to say where it listens.
const PATIENCE: Duration = Duration::from_secs(60);

/// A name of another site that leads to this machine.
pub(super) const REBOUND: &str = "rebound.example";

const MISSING: &str = "the browser tests need Chromium and its driver: `cargo xtask test` installs \
                       them, or on Debian `apt-get install chromium chromium-driver`";

/// What the browser looks like to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// A window on a desk.
    Desk,
    /// The same, without JavaScript.
    Scriptless,
    /// A desk in the evening.
    Dark,
    /// A phone held upright.
    Phone,
    /// A phone in the evening.
    DarkPhone,
}

/// Runs a visit in a browser of its own, which is ended whatever becomes of the visit.
pub(super) fn browse(look: Look, visit: impl AsyncFnOnce(WebDriver) -> WebDriverResult<()>) {
    let folder = tempfile::Builder::new().prefix("precis-browser-").tempdir().unwrap();
    let driver = Driver::start(folder.path());
    let capabilities = capabilities(look, &folder.path().join("profile").to_string_lossy());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let browser = WebDriver::new(&driver.address, capabilities).await.unwrap();
        browser.run_and_quit(|browser| visit(browser)).await.unwrap();
    });
}

/// Waits until a condition, written in JavaScript, holds in the page; looks at every frame, for as long as a script
/// may run.
pub(super) async fn comes_true(browser: &WebDriver, condition: &str) -> WebDriverResult<()> {
    let script = format!(
        "const done = arguments[0];
         const look = () => {{ ({condition}) ? done() : requestAnimationFrame(look); }};
         look();"
    );
    let start = Instant::now();
    loop {
        match browser.execute_async(&*script, Vec::new()).await {
            Ok(_) => return Ok(()),
            // A page that is left takes its scripts with it; the next one is asked anew.
            Err(error) if start.elapsed() > PATIENCE => {
                panic!("it does not come true that {condition}: {error}")
            }
            Err(_) => {}
        }
    }
}

fn capabilities(look: Look, profile: &str) -> ChromeCapabilities {
    let mut capabilities = DesiredCapabilities::chrome();
    let profile = format!("--user-data-dir={profile}");
    let rebound = format!("--host-resolver-rules=MAP {REBOUND} 127.0.0.1");
    let arguments = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900",
        &profile,
        &rebound,
    ];
    for argument in arguments {
        capabilities.add_arg(argument).unwrap();
    }
    if look == Look::Scriptless {
        let blocked = serde_json::json!({"profile.managed_default_content_settings.javascript": 2});
        capabilities.add_experimental_option("prefs", blocked).unwrap();
    }
    if matches!(look, Look::Phone | Look::DarkPhone) {
        let phone = serde_json::json!({
            "deviceMetrics": {"width": 390, "height": 844, "pixelRatio": 2.0, "touch": true}
        });
        capabilities.add_experimental_option("mobileEmulation", phone).unwrap();
    }
    if matches!(look, Look::Dark | Look::DarkPhone) {
        capabilities.add_arg("--blink-settings=preferredColorScheme=0").unwrap();
    }
    capabilities
}

/// A running chromedriver.
struct Driver {
    child: Child,
    address: String,
}

impl Driver {
    /// Starts it on a port of the system's choice and waits until it says which.
    fn start(temporary: &std::path::Path) -> Self {
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .env("TMPDIR", temporary)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("chromedriver does not start ({error}); {MISSING}"));
        let (said, saying) = mpsc::channel();
        let out = child.stdout.take().unwrap();
        // Read to the end, so that the driver never waits for a reader.
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if let Some((_, port)) = line.split_once("started successfully on port ") {
                    let _ = said.send(port.trim_end_matches('.').to_owned());
                }
            }
        });
        let port = saying.recv_timeout(PATIENCE);
        let mut driver = Self { child, address: String::new() };
        match port {
            Ok(port) => driver.address = format!("http://127.0.0.1:{port}"),
            Err(error) => panic!("chromedriver does not say its port ({error}); {MISSING}"),
        }
        driver
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
