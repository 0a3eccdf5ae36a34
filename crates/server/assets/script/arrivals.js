// What comes in after the list was made is counted, and shown when asked for: nothing moves under a reader.

const LOOK_EVERY = 30000;
const FOLLOW = 500;
const arrived = one("#arrived");
let stream;
let due;
let watch;

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
    const all = new URLSearchParams(location.search);
    all.delete("cursor");
    all.set("limit", "0");
    const answer = await fetch(`${base}/api/v1/search?${all}`);
    const { total } = await answer.json();
    if (address === here()) tell(total - counted);
  } catch { /* it is looked again */ }
}

// A page that nobody sees holds no stream: browsers open only so many to one server.
function follow() {
  clearTimeout(due);
  clearInterval(watch);
  stream?.close();
  const address = one("main.results", region)?.dataset.arrivals;
  if (document.hidden || !address) return;
  due = setTimeout(() => {
    let count = 0;
    const own = stream = new EventSource(address);
    own.addEventListener("arrival", ({ data }) => tell(count += JSON.parse(data).total));
    own.addEventListener("restarted", look);
    own.addEventListener("error", () => {
      if (own !== stream || own.readyState !== 2) return;
      look();
      watch = setInterval(look, LOOK_EVERY);
    });
  }, FOLLOW);
}

if (one("main.results")) {
  follow();
  document.addEventListener("visibilitychange", follow);
  one("button", arrived).addEventListener("click", () => {
    lists.clear();
    go(here()).then(() => scrollTo(0, 0));
  });
}

