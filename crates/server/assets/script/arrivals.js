// What has come in since the list was made is counted, and shown when asked for: nothing moves under a reader.

const LOOK_EVERY = 30000;
const arrived = one("#arrived");
let isLooking = false;

async function look() {
  const counted = Number(one("main.results", region)?.dataset.total);
  if (isLooking || document.hidden || Number.isNaN(counted)) return;
  isLooking = true;
  const address = here();
  try {
    const asked = new URLSearchParams(location.search);
    asked.delete("cursor");
    asked.set("limit", "0");
    const answer = await fetch(`${base}/api/v1/search?${asked}`);
    const { total } = await answer.json();
    const more = address === here() ? total - counted : 0;
    if (more > 0) one("button", arrived).textContent = `${more} new ${more === 1 ? "result" : "results"}`;
    arrived.hidden = !(more > 0);
  } catch { /* it is looked again */ }
  isLooking = false;
}

if (one("main.results")) {
  setInterval(look, LOOK_EVERY);
  document.addEventListener("visibilitychange", look);
  one("button", arrived).addEventListener("click", () => {
    lists.clear();
    go(here()).then(() => scrollTo(0, 0));
  });
}

