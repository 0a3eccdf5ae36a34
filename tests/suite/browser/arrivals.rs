//! What comes in while a list is read.

use thirtyfour::prelude::*;

use super::driver::{Look, browse, comes_true};
use super::served;

#[test]
fn new_results_are_told_and_nothing_moves_until_they_are_asked_for() {
    let (desk, server) = served();
    browse(Look::Desk, async |browser| {
        browser.goto(format!("{}/?q=license", server.address)).await?;
        let place = "return document.querySelector('.hit').getBoundingClientRect().y;";
        let before: f64 = browser.execute(place, Vec::new()).await?.convert()?;
        for (name, told) in [("zinc", "1 new result"), ("tin", "2 new results")] {
            let text = format!("{name}\n\nQuick Summary\n{name} needs a license.\n");
            desk.write(&format!("library/2026-05-01-{name}.txt"), text);
            desk.write(&format!("library/other-{name}.txt"), "Other\n\nQuick Summary\nNothing.\n");
            desk.run(&["index", "."]);
            let shown = "document.querySelector('#arrived:not([hidden])')?.textContent";
            comes_true(&browser, &format!("{shown} === '{told}'")).await?;
        }
        assert_eq!(browser.find_all(By::Css(".hit")).await?.len(), 3);
        let after: f64 = browser.execute(place, Vec::new()).await?.convert()?;
        assert!((before - after).abs() < 0.5, "{before} {after}");
        browser.find(By::Css("#arrived button")).await?.click().await?;
        comes_true(&browser, "document.querySelectorAll('.hit').length === 5").await?;
        comes_true(&browser, "document.querySelector('#arrived').hidden").await
    });
}

#[test]
fn where_arrivals_cannot_be_followed_they_are_counted() {
    let (desk, server) = served();
    browse(Look::Desk, async |browser| {
        browser.goto(format!("{}/?q=license", server.address)).await?;
        desk.write("library/2026-05-01-zinc.txt", "Zinc\n\nQuick Summary\nZinc needs a license.\n");
        desk.run(&["index", "."]);
        let refused = "window.EventSource = class extends EventTarget {
                           readyState = 2;
                           constructor() { super(); setTimeout(() => this.dispatchEvent(new Event('error'))); }
                           close() {}
                       };
                       document.querySelector('#arrived').hidden = true;
                       document.dispatchEvent(new Event('visibilitychange'));";
        browser.execute(refused, Vec::new()).await?;
        let told =
            "document.querySelector('#arrived:not([hidden])')?.textContent === '1 new result'";
        comes_true(&browser, told).await
    });
}
