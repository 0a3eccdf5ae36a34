//! Feeds fetched when it is their time.

use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use precis_fetch::{Door, Follow, Following, Visit, VisitStatus};
use precis_indexer::{Heard, IndexError, Keeper, Landed, Mode};

use crate::library::{Library, NOW, feed, item};
use crate::site::{Reply, Site};

const PATIENCE: Duration = Duration::from_secs(60);

struct Deaf;

impl Heard for Deaf {
    fn committed(&mut self, _: &Arc<Landed>) {}
    fn failed(&mut self, error: &IndexError) {
        panic!("{error}");
    }
}

#[test]
fn each_feed_is_fetched_whatever_becomes_of_the_others() {
    let (site, library) = (Site::start(), Library::new());
    site.answers("/broken", Reply::document("application/xml", "<rss><item>"));
    site.answers(
        "/fine",
        Reply::document("application/xml", feed(&[item("1", "Zinc closes", "It fits.")])),
    );
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for url in
        [format!("http://{nobody}/"), site.url("/broken"), site.url("/gone"), site.url("/fine")]
    {
        library.follow(&url);
    }
    let keeper = Keeper::start(&library.settings(), || NOW, Deaf).unwrap();
    keeper.everything(Mode::Update).unwrap();
    let keeper: Arc<Keeper> = Arc::new(keeper);
    let (say, heard) = channel();
    let say = Mutex::new(say);
    let following = Following::start(Follow {
        feeds: Arc::new(library.feeds()),
        door: keeper.clone() as Arc<dyn Door>,
        clock: Box::new(|| NOW),
        heard: Box::new(move |visit| {
            let visit = visit.as_ref().unwrap().clone();
            say.lock().unwrap().send(visit).unwrap();
        }),
    })
    .unwrap();
    let visits: Vec<Visit> = (0..4).map(|_| heard.recv_timeout(PATIENCE).unwrap()).collect();
    let well: Vec<&Visit> = visits.iter().filter(|one| one.status == VisitStatus::Read).collect();
    assert_eq!(well.len(), 1, "{visits:?}");
    // The index has what was brought.
    let holders = keeper.holders(&well[0].added[0]).unwrap();
    assert_eq!(holders.len(), 1);
    drop(following);
    assert!(heard.recv_timeout(PATIENCE).is_err(), "it has ended, and nothing was due again");
}

#[test]
fn several_hosts_are_asked_at_the_same_time_and_none_twice() {
    // Two names of this machine are two hosts. None answers, so whoever is asked is asked while the others are.
    let (one, other, library) = (Site::start(), Site::start(), Library::new());
    let reply = || Reply::document("application/xml", "<rss>").hanging();
    let named = |site: &Site, path: &str| site.url(path).replace("127.0.0.1", "localhost");
    for (site, path) in [(&one, "/first"), (&one, "/second"), (&other, "/third")] {
        site.answers(path, reply());
    }
    library.follow(&one.url("/first"));
    library.follow(&one.url("/second"));
    library.follow(&named(&other, "/third"));
    let library = Arc::new(library);
    let following = Following::start(Follow {
        feeds: Arc::new(library.feeds()),
        door: library.clone() as Arc<dyn Door>,
        clock: Box::new(|| NOW),
        heard: Box::new(|visit| panic!("none ends: {visit:?}")),
    })
    .unwrap();
    one.wait_for(1);
    other.wait_for(1);
    drop(following);
    assert_eq!((one.asked().len(), other.asked().len()), (1, 1));
}

#[test]
fn a_feed_that_never_answers_does_not_hold_up_the_end() {
    let (site, library) = (Site::start(), Library::new());
    site.answers("/slow", Reply::document("application/xml", "<rss>").hanging());
    library.follow(&site.url("/slow"));
    let library = Arc::new(library);
    let following = Following::start(Follow {
        feeds: Arc::new(library.feeds()),
        door: library.clone() as Arc<dyn Door>,
        clock: Box::new(|| NOW),
        heard: Box::new(|visit| panic!("it was stopped: {visit:?}")),
    })
    .unwrap();
    site.wait_for(1);
    let before = std::time::Instant::now();
    drop(following);
    assert!(before.elapsed() < Duration::from_secs(15), "the whole time of the fetch is 20 s");
    assert_eq!(library.standing(&site.url("/slow")).last_fetch, None);
}
