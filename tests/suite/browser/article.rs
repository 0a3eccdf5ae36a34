//! An article: stepping through matches, copying links.

use thirtyfour::prelude::*;

use super::driver::{Look, browse, comes_true};
use super::served;

const ARTICLE: &str = "/articles/2026-04-27-cloud-license?q=license";

#[test]
fn matches_are_stepped_through_by_keys_and_buttons() {
    let (_desk, server) = served();
    browse(Look::Desk, async |browser| {
        browser.goto(format!("{}{ARTICLE}", server.address)).await?;
        let marks = browser.find_all(By::Css(".section mark")).await?.len();
        assert!(marks >= 3, "{marks}");
        let at = |place: usize| {
            format!(
                "document.querySelector('.stepper span').textContent === '{place} of {marks}'
                 && document.querySelectorAll('mark.now').length === 1
                 && [...document.querySelectorAll('.section mark')].indexOf(document.querySelector('mark.now')) === {place} - 1"
            )
        };
        let body = browser.find(By::Tag("body")).await?;
        for (key, place) in [("n", 1), ("n", 2), ("p", 1), ("p", marks), ("n", 1)] {
            body.send_keys(key).await?;
            comes_true(&browser, &at(place)).await?;
        }
        browser.find(By::Css(".stepper button:last-child")).await?.click().await?;
        comes_true(&browser, &at(2)).await
    });
}

#[test]
fn a_link_to_a_section_and_a_citation_are_copied() {
    let (_desk, server) = served();
    browse(Look::Desk, async |browser| {
        browser.goto(format!("{}{ARTICLE}", server.address)).await?;
        // The clipboard of the machine is nobody's to write to in a test.
        let catch = "Object.defineProperty(navigator, 'clipboard',
            { value: { writeText: async (text) => { window.copied = text; } } });";
        browser.execute(catch, Vec::new()).await?;
        browser.find(By::Css("#take .copy")).await?.click().await?;
        let link = format!("{}/articles/2026-04-27-cloud-license#take", server.address);
        comes_true(&browser, &format!("window.copied === '{link}'")).await?;
        browser.find(By::Css(".facts .copy")).await?.click().await?;
        comes_true(
            &browser,
            "window.copied.startsWith('“Cloud license opened”. 27 April 2026. http')",
        )
        .await
    });
}
