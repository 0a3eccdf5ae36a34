//! Single keys.

use thirtyfour::prelude::*;

use super::driver::{Look, browse, comes_true};
use super::served;

#[test]
fn results_are_walked_through_and_opened_by_keys() {
    let (_desk, server) = served();
    browse(Look::Desk, async |browser| {
        browser.goto(format!("{}/?q=license", server.address)).await?;
        let body = browser.find(By::Tag("body")).await?;
        body.send_keys("/").await?;
        comes_true(&browser, "document.activeElement.id === 'q'").await?;
        browser.find(By::Css("#q")).await?.send_keys(Key::Tab).await?;
        let at = |place: usize| {
            format!("document.querySelectorAll('.hit')[{place}].contains(document.activeElement)")
        };
        for (key, place) in [("j", 0), ("j", 1), ("j", 2), ("j", 2), ("k", 1)] {
            browser.active_element().await?.send_keys(key).await?;
            comes_true(&browser, &at(place)).await?;
        }
        let title = browser.active_element().await?.text().await?;
        browser.active_element().await?.send_keys("o").await?;
        comes_true(&browser, "location.pathname.startsWith('/articles/')").await?;
        assert_eq!(browser.find(By::Tag("h1")).await?.text().await?, title);
        Ok(())
    });
}

#[test]
fn the_keys_are_listed_and_can_be_turned_off() {
    let (_desk, server) = served();
    browse(Look::Desk, async |browser| {
        browser.goto(format!("{}/?q=license", server.address)).await?;
        let page = browser.find(By::Css(".hit h2 a")).await?;
        page.send_keys("?").await?;
        comes_true(&browser, "document.querySelector('#help').open").await?;
        browser.find(By::Css("#help input")).await?.click().await?;
        browser.find(By::Css("#help button")).await?.click().await?;
        comes_true(&browser, "!document.querySelector('#help').open").await?;
        let page = browser.find(By::Css(".hit h2 a")).await?;
        page.send_keys("/").await?;
        comes_true(&browser, "document.activeElement.closest('.hit')").await?;
        browser.refresh().await?;
        browser.find(By::Css("button.keys")).await?.click().await?;
        comes_true(&browser, "document.querySelector('#help').open && !document.querySelector('#help input').checked").await
    });
}
