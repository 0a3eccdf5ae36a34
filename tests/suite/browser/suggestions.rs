//! Suggestions below the box, by keyboard and as assistive technology meets them.

use thirtyfour::prelude::*;

use super::driver::{Look, browse, comes_true};
use super::served;

#[test]
fn suggestions_are_chosen_with_arrows_and_enter() {
    let (_desk, server) = served();
    browse(Look::Desk, async |browser| {
        browser.goto(&*server.address).await?;
        let search = browser.find(By::Css("#q[role=combobox]")).await?;
        assert_eq!(search.attr("aria-expanded").await?.as_deref(), Some("false"));
        search.send_keys("licen").await?;
        comes_true(&browser, "document.querySelector('#q[aria-expanded=true]') && document.querySelector('#suggestions [role=option]')").await?;
        // Titles come before words.
        search.send_keys(Key::Down).await?;
        let chosen = browser.find(By::Css("[role=option][aria-selected=true]")).await?;
        assert!(chosen.text().await?.starts_with("Cloud license opened"));
        search.send_keys(Key::Down).await?;
        let chosen = browser.find(By::Css("[role=option][aria-selected=true]")).await?;
        assert_eq!(search.attr("aria-activedescendant").await?, chosen.id().await?);
        assert!(chosen.text().await?.starts_with("license"), "{}", chosen.text().await?);
        search.send_keys(Key::Enter).await?;
        comes_true(
            &browser,
            "location.search === '?q=license' && document.querySelectorAll('.hit').length === 3",
        )
        .await?;
        comes_true(&browser, "document.querySelector('#suggestions').hidden").await?;

        // A title leads to its article.
        search.clear().await?;
        search.send_keys("chips").await?;
        comes_true(&browser, "document.querySelector('[role=option][data-href*=chips]')").await?;
        let click = "document.querySelector('[role=option][data-href*=chips]').click();";
        browser.execute(click, Vec::new()).await?;
        comes_true(&browser, "location.pathname === '/articles/wire/2026-03-02-chips'").await
    });
}

#[test]
fn escape_puts_suggestions_away_and_keeps_what_was_typed() {
    let (_desk, server) = served();
    browse(Look::Desk, async |browser| {
        browser.goto(&*server.address).await?;
        let search = browser.find(By::Css("#q")).await?;
        search.send_keys("licen").await?;
        comes_true(&browser, "document.querySelector('#suggestions [role=option]')").await?;
        search.send_keys(Key::Escape).await?;
        comes_true(&browser, "document.querySelector('#suggestions').hidden && document.querySelector('#q').value === 'licen'").await
    });
}

#[test]
fn searches_are_remembered_by_the_browser_until_they_are_forgotten() {
    let (_desk, server) = served();
    browse(Look::Desk, async |browser| {
        browser.goto(&*server.address).await?;
        let search = browser.find(By::Css("#q")).await?;
        search.send_keys("wafer").await?;
        search.send_keys(Key::Enter).await?;
        comes_true(&browser, "location.search === '?q=wafer'").await?;
        browser.goto(&*server.address).await?;
        let search = browser.find(By::Css("#q")).await?;
        search.send_keys(Key::Down).await?;
        comes_true(&browser, "document.querySelector('[role=option]')?.dataset.query === 'wafer'")
            .await?;
        browser.find(By::Css("[role=option]:last-child")).await?.click().await?;
        comes_true(&browser, "localStorage.getItem('precis.recent') === '[]'").await
    });
}
