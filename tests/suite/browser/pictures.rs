//! Pictures of every state of the page, for people to look at: `target/screenshots`. What can be told without a person is
//! told here: nothing is wider than its window, and every state is the one it is called.

use std::fs;
use std::path::PathBuf;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::json;
use thirtyfour::prelude::*;

use super::driver::{Look, browse, comes_true};
use crate::harness::{Desk, Running};

/// States that an address leads to: name, address, and what the page says in no other.
const STATES: &[(&str, &str, &str)] = &[
    ("front", "/", "60 articles"),
    ("results", "/?q=license", "6 articles"),
    ("narrowed", "/?q=acquisition&company=Microsoft&sort=newest", "company Microsoft"),
    ("corrected", "/?q=lisense+cloud", "lisense read as license"),
    ("partial", "/?q=license+cloud", "1 article has all the words"),
    ("strict", "/?q=nvidia+arm+figma+wework&match=all", "With any of the words"),
    ("nothing", "/?q=%22no+such+words%22&in=take", "Nothing found"),
    ("refused", "/?q=license&limit=1000", "This search cannot be read"),
    ("missing", "/nowhere", "There is nothing here"),
];

/// Where the pictures go: beside the other build output.
fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots");
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Keeps a picture of the whole page, and holds the page to its window.
async fn picture(browser: &WebDriver, look: Look, state: &str) -> WebDriverResult<()> {
    let fits = "return document.documentElement.scrollWidth <= innerWidth;";
    let fits: bool = browser.execute(fits, Vec::new()).await?.convert()?;
    let tools = browser.cdp();
    let layout = tools.send_raw("Page.getLayoutMetrics", json!({})).await?;
    let size = &layout["cssContentSize"];
    let clip =
        json!({"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1});
    let whole = json!({"format": "png", "captureBeyondViewport": true, "clip": clip});
    let taken = tools.send_raw("Page.captureScreenshot", whole).await?;
    let png = BASE64_STANDARD.decode(taken["data"].as_str().unwrap_or_default()).unwrap();
    fs::write(folder().join(format!("{state}-{look:?}.png")), png).unwrap();
    assert!(fits, "{state} is wider than its window, {look:?}");
    Ok(())
}

#[test]
fn every_state_fits_its_window_and_is_pictured() {
    let desk = Desk::with_corpus();
    desk.run(&["index", "."]);
    let empty = Desk::empty();
    empty.write("library/precis.toml", "");
    let nothing = Running::ready(&empty);
    for look in [Look::Desk, Look::Dark, Look::Phone, Look::DarkPhone] {
        let server = Running::ready(&desk);
        browse(look, async |browser| {
            for (state, address, says) in STATES {
                browser.goto(format!("{}{address}", server.address)).await?;
                let said = browser.find(By::Css("main")).await?.text().await?;
                assert!(said.contains(says), "{state}: {said}");
                picture(&browser, look, state).await?;
            }
            browser.goto(format!("{}/?q=license", server.address)).await?;
            browser.find(By::Css(".hit h2 a")).await?.click().await?;
            browser.query(By::Css(".section mark")).first().await?;
            picture(&browser, look, "article").await?;

            browser.goto(&*server.address).await?;
            let search = browser.find(By::Css("#q")).await?;
            search.send_keys("micro").await?;
            comes_true(&browser, "document.querySelector('#suggestions [role=option]')").await?;
            picture(&browser, look, "typing").await?;
            search.send_keys(Key::Escape).await?;
            for unfolded in browser.find_all(By::Css(".hit summary")).await?.iter().take(2) {
                unfolded.click().await?;
            }
            picture(&browser, look, "unfolded").await?;
            // Phones have no keys to list.
            if !matches!(look, Look::Phone | Look::DarkPhone) {
                browser.find(By::Css("button.keys")).await?.click().await?;
                picture(&browser, look, "keys").await?;
                browser.find(By::Css("#help button")).await?.click().await?;
            }
            drop(server);
            search.send_keys("x").await?;
            comes_true(&browser, "!document.querySelector('#offline').hidden").await?;
            picture(&browser, look, "offline").await?;

            browser.goto(&*nothing.address).await?;
            picture(&browser, look, "empty").await
        });
    }
}
