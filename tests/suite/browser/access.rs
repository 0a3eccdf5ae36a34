//! Every state of the page is looked at by axe: WCAG 2.2, levels A and AA, and what it calls best practice.

use thirtyfour::prelude::*;

use super::driver::{Look, browse, comes_true};
use super::served;

const AXE: &str = include_str!("../../fixtures/axe/axe.min.js");

const STATES: &[&str] = &[
    "/",
    "/?q=license",
    "/?q=lisense+in:take",
    "/?q=license&source=wire&date=2026-03&match=all",
    "/?q=license&limit=1",
    "/?q=%22no+such+words%22&in=take",
    "/?q=license&limit=1000",
    "/articles/2026-04-27-cloud-license?q=license#take",
    "/articles/hostile",
    "/articles/cloud-license",
    "/nowhere",
];

/// Looks at what the page shows now.
async fn examine(browser: &WebDriver, state: &str) -> WebDriverResult<()> {
    browser.execute(AXE, Vec::new()).await?;
    let script = "const done = arguments[0];
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        const rules = { 'target-size': { enabled: true } };
        const said = each => `${each.id}: ${each.help}: ${each.nodes.map(node => node.target.join(' ')).join(', ')}`;
        axe.run(document, { runOnly: { type: 'tag', values: tags }, rules })
            .then(found => done([found.passes.length, found.violations.map(said)]), error => done([0, [String(error)]]));";
    let found = browser.execute_async(script, Vec::new()).await?;
    let (passed, violations): (usize, Vec<String>) = found.convert()?;
    assert!(violations.is_empty(), "{state}: {violations:#?}");
    assert!(passed > 10, "{state}: axe looked at hardly anything");
    Ok(())
}

#[test]
fn no_state_of_the_page_shuts_anybody_out() {
    let (_desk, server) = served();
    for look in [Look::Desk, Look::Phone, Look::Dark, Look::DarkPhone] {
        browse(look, async |browser| {
            for state in STATES {
                browser.goto(format!("{}{state}", server.address)).await?;
                examine(&browser, state).await?;
            }
            Ok(())
        });
    }
}

#[test]
fn neither_does_what_scripts_unfold() {
    let (_desk, server) = served();
    browse(Look::Desk, async |browser| {
        browser.goto(&*server.address).await?;
        for unfolded in browser.find_all(By::Css("summary")).await? {
            unfolded.click().await?;
        }
        examine(&browser, "everything unfolded").await?;
        let search = browser.find(By::Css("#q")).await?;
        search.send_keys("licen").await?;
        comes_true(&browser, "document.querySelector('#suggestions [role=option]')").await?;
        search.send_keys(Key::Down).await?;
        examine(&browser, "suggestions").await?;
        search.send_keys(Key::Escape).await?;
        browser.find(By::Css("button.keys")).await?.click().await?;
        examine(&browser, "keys").await?;
        browser.find(By::Css("#help button")).await?.click().await?;
        drop(server);
        search.send_keys("x").await?;
        comes_true(&browser, "!document.querySelector('#offline').hidden").await?;
        examine(&browser, "no answer").await
    });
}
