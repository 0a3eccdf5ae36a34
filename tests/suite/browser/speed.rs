//! From a key to painted results, and what a first visit takes.
//!
//! As a test it holds what does not depend on the machine: everything typed is painted, a first visit asks for little,
//! and nothing moves. `cargo xtask bench-page` has it measure a server of its own, and keeps the times.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use thirtyfour::prelude::*;

use super::driver::{Look, browse, comes_true};
use super::served;

/// Notes when the last key was pressed, and when a frame was out that shows the results of all that is typed.
const WATCH: &str = "
    const box = document.querySelector('#q');
    let pressed = 0;
    box.addEventListener('keydown', event => { pressed = event.timeStamp; }, true);
    new MutationObserver(() => {
        const typed = box.value;
        if (!document.title.startsWith(`${typed} · `)) return;
        requestAnimationFrame(() => {
            const afterFrame = new MessageChannel();
            afterFrame.port1.onmessage = () => {
                window.painted = { typed, ms: performance.now() - pressed };
            };
            afterFrame.port2.postMessage(0);
        });
    }).observe(document.querySelector('#region'), { childList: true });
    window.moved = 0;
    new PerformanceObserver(shifts => {
        for (const shift of shifts.getEntries()) window.moved += shift.value;
    }).observe({ type: 'layout-shift' });";

/// Adds up what has moved since the page began to load; two frames later the observer was told.
const MOVED_LOADING: &str = "
    const done = arguments[0];
    let moved = 0;
    new PerformanceObserver(shifts => {
        for (const shift of shifts.getEntries()) moved += shift.value;
    }).observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(moved))));";

const FIRST_PAINT: &str = "performance.getEntriesByName('first-contentful-paint')[0]";

/// What is measured where: `crates/xtask/src/bench/page.rs` writes it.
#[derive(Debug, Deserialize)]
struct Asked {
    /// The address of the page.
    address: String,
    /// Words that are typed, key by key.
    queries: Vec<String>,
    /// Visits, each in a browser of its own.
    runs: usize,
}

/// What one visit came to: `crates/xtask/src/bench/page.rs` reads it.
#[derive(Debug, Default, Serialize)]
struct Visit {
    /// From each key to the frame that shows its results, in milliseconds.
    keys_ms: Vec<f64>,
    first_paint_ms: f64,
    /// The page itself, and what it asks for by itself.
    requests: f64,
    /// Before compression.
    script_and_style_bytes: f64,
    layout_shift: f64,
    /// Movements while results are replaced, which the usual score leaves out.
    layout_shift_typing: f64,
}

#[test]
fn what_is_typed_is_painted_and_nothing_moves() {
    if let Some(folder) = asked_in() {
        let asked: Asked =
            serde_json::from_slice(&std::fs::read(folder.join("asked.json")).unwrap()).unwrap();
        let visits: Vec<Visit> =
            (0..asked.runs).map(|_| visit(&asked.address, &asked.queries)).collect();
        std::fs::write(folder.join("visits.json"), serde_json::to_vec(&visits).unwrap()).unwrap();
        return;
    }
    let (_desk, server) = served();
    let visit = visit(&server.address, &["cloud license".to_owned(), "wafer".to_owned()]);
    // A space asks for nothing.
    assert_eq!(visit.keys_ms.len(), "cloudlicense".len() + "wafer".len());
    assert!(visit.keys_ms.iter().all(|ms| *ms > 0.0), "{visit:?}");
    assert!(visit.first_paint_ms > 0.0, "{visit:?}");
    assert!((1.0..30_000.0).contains(&visit.script_and_style_bytes), "{visit:?}");
    assert!((3.0..=4.0).contains(&visit.requests), "page, style, script, icon: {visit:?}");
    assert!(visit.layout_shift == 0.0, "{visit:?}");
}

/// Returns the folder that says what to measure, if somebody asks for it.
fn asked_in() -> Option<PathBuf> {
    let (_, folder) = std::env::vars_os().find(|(name, _)| name == "PRECIS_PAGE_SPEED")?;
    Some(Path::new(&folder).to_owned())
}

/// Visits a page for the first time, and types each query into it.
fn visit(address: &str, queries: &[String]) -> Visit {
    let mut visit = Visit::default();
    browse(Look::Desk, async |browser| {
        browser.goto(address).await?;
        comes_true(&browser, FIRST_PAINT).await?;
        visit.first_paint_ms = number(&browser, &format!("{FIRST_PAINT}.startTime")).await?;
        visit.requests =
            number(&browser, "1 + performance.getEntriesByType('resource').length").await?;
        let bytes = "performance.getEntriesByType('resource')
            .filter(each => /[.](js|css)$/.test(each.name))
            .reduce((bytes, each) => bytes + each.decodedBodySize, 0)";
        visit.script_and_style_bytes = number(&browser, bytes).await?;
        let moved = browser.execute_async(MOVED_LOADING, Vec::new()).await?;
        visit.layout_shift = moved.convert()?;
        for query in queries {
            browser.goto(address).await?;
            browser.execute(WATCH, Vec::new()).await?;
            type_out(&browser, query, &mut visit.keys_ms).await?;
            visit.layout_shift_typing += number(&browser, "window.moved").await?;
        }
        Ok(())
    });
    visit
}

/// Types a query, each key once the results of the one before are painted.
async fn type_out(browser: &WebDriver, query: &str, keys_ms: &mut Vec<f64>) -> WebDriverResult<()> {
    let search = browser.find(By::Css("#q")).await?;
    let mut typed = String::new();
    for key in query.chars() {
        typed.push(key);
        search.send_keys(key.to_string()).await?;
        // A space at the end asks for nothing new.
        if key != ' ' {
            let text = serde_json::Value::from(&*typed);
            comes_true(browser, &format!("window.painted?.typed === {text}")).await?;
            keys_ms.push(number(browser, "window.painted.ms").await?);
        }
    }
    Ok(())
}

async fn number(browser: &WebDriver, expression: &str) -> WebDriverResult<f64> {
    browser.execute(format!("return {expression};"), Vec::new()).await?.convert()
}
