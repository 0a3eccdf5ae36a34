//! The page in a real browser, against a real server.

mod access;
mod arrivals;
mod article;
mod driver;
mod instant;
mod keys;
mod pictures;
mod speed;
mod suggestions;

use driver::{Look, browse};
use thirtyfour::prelude::*;

use crate::harness::{Desk, Running};

/// Articles that differ in section, source and manners.
const ARTICLES: &[(&str, &str)] = &[
    (
        "2026-04-27-cloud-license.txt",
        "Cloud license opened\n\nQuick Summary\nThe exclusive cloud license ended, and others may host the models.\n\n\
         Key Points\n- The license is non-exclusive until 2032.\n- Bedrock gets the models within weeks.\n\n\
         Context\nSeven years of exclusivity came before this.\n\n\
         My Take\nA license that binds nobody is worth less to everybody.\n",
    ),
    (
        "wire/2026-03-02-chips.txt",
        "Chips sold out\n\nQuick Summary\nEvery wafer of the year is sold, and no license helps.\n",
    ),
    (
        "hostile.json",
        r#"{"title":"<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">",
            "url":"javascript:document.title='run'",
            "tags":["\"><script>document.title='run'</script>"],
            "sections":[{"heading":"</h2><script>document.title='run'</script>",
                         "text":"Hostile <b onclick=alert(1)>license</b> AVeryLongWordWithoutAnyPlaceToBreakItWhichWouldPushThePhonePageAsideIfNothingHeldItBack"}]}"#,
    ),
];

/// A server whose library is indexed before it starts, so that it is ready from its first line on.
fn served() -> (Desk, Running) {
    let desk = Desk::empty();
    for (path, text) in ARTICLES {
        desk.write(&format!("library/{path}"), text);
    }
    desk.run(&["index", "."]);
    let running = Running::start(&desk);
    (desk, running)
}

#[test]
fn searching_narrowing_and_reading_work_without_javascript() {
    let (_desk, server) = served();
    browse(Look::Scriptless, async |browser| {
        browser.goto(&*server.address).await?;
        let search = browser.find(By::Css("input[type=search]")).await?;
        search.send_keys("license").await?;
        browser.find(By::Css("form[role=search] button")).await?.click().await?;
        // Whatever is looked for after a click is on the page that the click leads to, and on no page before.
        browser.query(By::Css("input[value=license]")).first().await?;
        assert_eq!(browser.find_all(By::Css(".hit")).await?.len(), 3);
        assert!(browser.current_url().await?.as_str().contains("?q=license"));

        browser.find(By::Css(".facets a[href*='source=wire']")).await?.click().await?;
        browser.query(By::Css(".filters a")).first().await?;
        assert_eq!(browser.find_all(By::Css(".hit")).await?.len(), 1);
        assert!(browser.current_url().await?.as_str().contains("q=license&source=wire"));
        browser.find(By::Css(".filters a")).await?.click().await?;
        browser.query(By::Css(".facets a[href*='source=wire']:not(.active)")).first().await?;
        assert_eq!(browser.find_all(By::Css(".hit")).await?.len(), 3);

        browser.find(By::LinkText("My Take")).await?.click().await?;
        let mark = browser.query(By::Css("#take mark")).first().await?;
        assert_eq!(mark.text().await?, "license");
        let address = browser.current_url().await?;
        assert_eq!(address.fragment(), Some("take"), "{address}");
        assert_eq!(browser.find_all(By::Css("#points li")).await?.len(), 2);

        browser.find(By::PartialLinkText("Back to the results")).await?.click().await?;
        browser.query(By::Css(".hit")).first().await?;
        assert_eq!(browser.find_all(By::Css(".hit")).await?.len(), 3);
        Ok(())
    });
}

#[test]
fn a_phone_never_scrolls_sideways() {
    let (_desk, server) = served();
    browse(Look::Phone, async |browser| {
        for path in
            ["/", "/?q=license", "/?q=nothinglikethis", "/articles/hostile?q=license", "/nowhere"]
        {
            browser.goto(format!("{}{path}", server.address)).await?;
            let script = "const page = document.documentElement;
                          return [page.scrollWidth, page.clientWidth];";
            let widths: [u32; 2] = browser.execute(script, Vec::new()).await?.convert()?;
            assert_eq!(widths, [390, 390], "{path}");
        }
        Ok(())
    });
}

#[test]
fn hostile_text_does_not_run() {
    let (_desk, server) = served();
    browse(Look::Desk, async |browser| {
        let query = "%3Cscript%3Edocument.title%3D'run'%3C/script%3E+hostile";
        for path in [format!("/?q={query}"), format!("/articles/hostile?q={query}")] {
            browser.goto(format!("{}{path}", server.address)).await?;
            assert!(browser.find(By::Css("h1, h2")).await?.is_displayed().await?);
            assert_ne!(browser.title().await?, "run", "{path}");
            for foreign in [
                "script:not([src^='/static/'])",
                "img",
                "[onclick]",
                "[onerror]",
                "a[href^=javascript]",
            ] {
                assert!(
                    browser.find_all(By::Css(foreign)).await?.is_empty(),
                    "{foreign} in {path}"
                );
            }
        }
        Ok(())
    });
}

#[test]
fn a_name_that_was_turned_on_us_gets_nothing() {
    let (_desk, server) = served();
    browse(Look::Desk, async |browser| {
        let port = server.address.rsplit(':').next().unwrap_or_default();
        browser.goto(format!("http://{}:{port}/?q=license", driver::REBOUND)).await?;
        let heading = browser.find(By::Tag("h1")).await?.text().await?;
        assert_eq!(heading, "Not the right address");
        assert!(browser.find_all(By::Css(".hit")).await?.is_empty());
        Ok(())
    });
}

#[test]
fn the_colours_follow_the_system() {
    let (_desk, server) = served();
    for (look, dark) in [(Look::Desk, false), (Look::Dark, true)] {
        browse(look, async |browser| {
            browser.goto(&*server.address).await?;
            let script = "return getComputedStyle(document.body).backgroundColor;";
            let colour: String = browser.execute(script, Vec::new()).await?.convert()?;
            let channels: Vec<u32> = colour
                .split(|c: char| !c.is_ascii_digit())
                .filter_map(|channel| channel.parse().ok())
                .collect();
            assert_eq!(channels.iter().all(|channel| *channel < 64), dark, "{colour}");
            Ok(())
        });
    }
}
