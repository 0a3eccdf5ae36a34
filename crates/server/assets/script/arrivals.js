// What comes in after the list was made is counted, and shown when asked for: nothing moves under a reader.

const LOOK_EVERY = 30000;
const FOLLOW_AFTER = 500;
const arrived = one("#arrived");
let stream;
let following;
let looking;

function tell(count) {
  one("button", arrived).textContent = `${count} new ${count === 1 ? "result" : "results"}`;
  arrived.hidden = !(count > 0);
}

// Where arrivals cannot be followed, results are counted now and then.
async function look() {
  const counted = Number(one("main.results", region)?.dataset.total);
  if (document.hidden || Number.isNaN(counted)) return;
  const address = here();
  try {
    const asked = new URLSearchParams(location.search);
    asked.delete("cursor");
    asked.set("limit", "0");
    const answer = await fetch(`${base}/api/v1/search?${asked}`);
    const { total } = await answer.json();
    if (address === here()) tell(total - counted);
  } catch { /* it is looked again */ }
}

// A page that nobody sees holds no stream: browsers open only so many to one server.
function follow() {
  clearTimeout(following);
  clearInterval(looking);
  stream?.close();
  const address = one("main.results", region)?.dataset.arrivals;
  if (document.hidden || !address) return;
  following = setTimeout(() => {
    let count = 0;
    const mine = stream = new EventSource(address);
    mine.addEventListener("arrival", ({ data }) => tell(count += JSON.parse(data).total));
    mine.addEventListener("restarted", look);
    mine.addEventListener("error", () => {
      if (mine !== stream || mine.readyState !== 2) return;
      look();
      looking = setInterval(look, LOOK_EVERY);
    });
  }, FOLLOW_AFTER);
}

if (one("main.results")) {
  follow();
  document.addEventListener("visibilitychange", follow);
  one("button", arrived).addEventListener("click", () => {
    lists.clear();
    go(here()).then(() => scrollTo(0, 0));
  });
}

