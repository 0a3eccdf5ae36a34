//! Results as one types: no page is loaded, nothing jumps, and the address is always that of what is shown.

use thirtyfour::prelude::*;

use super::driver::{Look, browse, comes_true};
use super::served;

/// Notices whether a page was loaded: what is said to a window is gone with it.
async fn mark(browser: &WebDriver) -> WebDriverResult<()> {
    browser.execute("window.marked = true;", Vec::new()).await.map(drop)
}

/// Holds answers from addresses that begin so back, until they are told to come.
async fn hold(browser: &WebDriver, address: &str) -> WebDriverResult<()> {
    let script = format!(
        "const fetched = window.fetch;
         window.fetch = (address, options) => String(address).startsWith('{address}')
             ? new Promise(answer => {{ window.late = () => answer({{ text: () => '<main><h1>late</h1></main>' }}); }})
             : fetched(address, options);"
    );
    browser.execute(script, Vec::new()).await.map(drop)
}

/// Lets the answer that was held back come; a turn of the loop later, whatever it does has been done.
async fn answer_late(browser: &WebDriver) -> WebDriverResult<()> {
    let script = "window.late(); setTimeout(arguments[0]);";
    browser.execute_async(script, Vec::new()).await.map(drop)
}

const COUNT: &str = "document.querySelector('.lead h1, .notice h1').textContent";

#[test]
fn results_follow_what_is_typed() {
    let (_desk, server) = served();
    browse(Look::Desk, async |browser| {
        browser.goto(&*server.address).await?;
        mark(&browser).await?;
        // However slow the machine, here nobody rests: a rest would be a step of the way back.
        let restless = "const wait = window.setTimeout;
            window.setTimeout = (act, after) => after >= 1000 ? 0 : wait(act, after);";
        browser.execute(restless, Vec::new()).await?;
        let place = "return JSON.stringify([document.querySelector('.box'), document.querySelector('.list')]
                     .map(each => [each.getBoundingClientRect().x, each.getBoundingClientRect().y,
                                   each.getBoundingClientRect().width]));";
        let before: String = browser.execute(place, Vec::new()).await?.convert()?;
        let search = browser.find(By::Css("#q")).await?;
        search.send_keys("w").await?;
        comes_true(&browser, "location.search === '?q=w' && window.marked").await?;
        search.send_keys("afer").await?;
        comes_true(
            &browser,
            &format!("location.search === '?q=wafer' && {COUNT}.includes('1 article')"),
        )
        .await?;
        assert_eq!(browser.find(By::Css(".hit mark")).await?.text().await?, "wafer");
        assert_eq!(browser.title().await?, "wafer · Précis");
        search.send_keys("zzzqqq").await?;
        comes_true(&browser, &format!("{COUNT}.includes('Nothing found')")).await?;
        let after: String = browser.execute(place, Vec::new()).await?.convert()?;
        assert_eq!(before, after, "nothing jumps");
        comes_true(&browser, "window.marked && document.activeElement.id === 'q'").await?;

        // All that was typed is one step of the way back.
        browser.back().await?;
        comes_true(&browser, &format!("location.search === '' && {COUNT}.includes('3 articles')"))
            .await?;
        comes_true(&browser, "window.marked && document.querySelector('#q').value === ''").await?;
        browser.forward().await?;
        comes_true(&browser, &format!("{COUNT}.includes('Nothing found')")).await?;
        comes_true(&browser, "document.querySelector('#q').value === 'waferzzzqqq'").await?;

        // Enter settles on a search: what is typed after it is a step of its own.
        let search = browser.find(By::Css("#q")).await?;
        search.send_keys(Key::Enter).await?;
        search.send_keys("x").await?;
        comes_true(&browser, "location.search === '?q=waferzzzqqqx'").await?;
        browser.back().await?;
        comes_true(&browser, "location.search === '?q=waferzzzqqq'").await
    });
}

#[test]
fn an_answer_that_was_overtaken_is_dropped() {
    let (_desk, server) = served();
    browse(Look::Desk, async |browser| {
        browser.goto(&*server.address).await?;
        hold(&browser, "/?q=wafer&").await?;
        let type_ = "window.type = text => {
                const box = document.querySelector('#q');
                box.value = text;
                box.dispatchEvent(new Event('input'));
            };
            window.type('wafer');";
        browser.execute(type_, Vec::new()).await?;
        comes_true(&browser, "window.late").await?;
        browser.execute("window.type('license');", Vec::new()).await?;
        comes_true(&browser, &format!("{COUNT}.includes('3 articles')")).await?;
        answer_late(&browser).await?;
        comes_true(&browser, &format!("{COUNT}.includes('3 articles')")).await
    });
}

#[test]
fn going_back_does_not_wait_for_an_answer() {
    let (_desk, server) = served();
    browse(Look::Desk, async |browser| {
        browser.goto(format!("{}/?q=license", server.address)).await?;
        hold(&browser, "/?q=license&source=wire&").await?;
        browser.find(By::Css(".facets a[href*='source=wire']")).await?.click().await?;
        comes_true(&browser, "window.late && location.search === '?q=license&source=wire'").await?;
        browser.back().await?;
        comes_true(&browser, "location.search === '?q=license'").await?;
        answer_late(&browser).await?;
        comes_true(&browser, &format!("{COUNT}.includes('3 articles')")).await
    });
}

#[test]
fn filters_work_in_place_and_keep_the_focus() {
    let (_desk, server) = served();
    browse(Look::Desk, async |browser| {
        browser.goto(format!("{}/?q=license", server.address)).await?;
        mark(&browser).await?;
        browser.find(By::Css(".facets a[href*='source=wire']")).await?.click().await?;
        comes_true(
            &browser,
            &format!(
                "location.search === '?q=license&source=wire' && {COUNT}.includes('1 article')"
            ),
        )
        .await?;
        comes_true(&browser, "document.activeElement.dataset.key === 'source=wire'").await?;
        // What is typed from here on keeps the filter.
        let search = browser.find(By::Css("#q")).await?;
        search.send_keys(" license").await?;
        comes_true(&browser, "location.search === '?q=license+license&source=wire'").await?;
        let chip = "document.querySelector('.filters a').getAttribute('href')";
        comes_true(&browser, &format!("{chip} === '/?q=license%20license'")).await?;
        browser.find(By::Css(".filters a")).await?.click().await?;
        comes_true(&browser, "location.search === '?q=license%20license'").await?;
        comes_true(
            &browser,
            "!document.querySelector('.filters a') && document.querySelector('.coverage svg a')",
        )
        .await?;
        browser.find(By::Css(".coverage svg a")).await?.click().await?;
        comes_true(&browser, "location.search.endsWith('&date=2026-03')").await?;
        browser.back().await?;
        comes_true(&browser, "location.search === '?q=license%20license' && window.marked").await?;
        comes_true(&browser, "!document.querySelector('.filters a')").await
    });
}

#[test]
fn without_an_answer_the_results_stay_and_the_page_says_so() {
    let (_desk, server) = served();
    browse(Look::Desk, async |browser| {
        browser.goto(format!("{}/?q=license", server.address)).await?;
        drop(server);
        browser.find(By::Css("#q")).await?.send_keys("x").await?;
        comes_true(&browser, "!document.querySelector('#offline').hidden").await?;
        assert_eq!(browser.find_all(By::Css(".hit")).await?.len(), 3);
        Ok(())
    });
}
