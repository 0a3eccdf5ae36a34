// Results as one types. The server renders them; the address is always that of what is shown, and a search that was
// settled on is a step of the way back.

const lists = new Map();
let asked = 0;
// The request that is under way, and what tells of it when it takes long: to tell of each would make each take longer.
let flight;
let slow;
let took = 0;
// Comes true once the results that were asked for last are there.
let shown;
let waiting;
let settling;
let isSettled = true;
// The address that is shown, or will be once its answer is there.
let wanted = location.pathname + location.search;

function typedAddress() {
  const pairs = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
  const query = new URLSearchParams(pairs).toString();
  return `${base}/${query && `?${query}`}`;
}

function here() {
  return location.pathname + location.search;
}

// Shows the results at an address. An answer that a later question overtook is dropped.
async function show(address) {
  const number = ++asked;
  wanted = address;
  flight?.abort();
  flight = new AbortController();
  slow ??= setTimeout(() => region.setAttribute("aria-busy", "true"), 300);
  const began = performance.now();
  try {
    const part = (address.includes("?") ? "&" : "?") + "fragment=results";
    const answer = await fetch(address + part, { signal: flight.signal });
    const html = await answer.text();
    if (number !== asked) return;
    took = performance.now() - began;
    place(html, address);
  } catch {
    if (number !== asked) return;
    landed();
    one("#offline").hidden = false;
  }
}

function landed() {
  clearTimeout(slow);
  flight = slow = undefined;
  region.removeAttribute("aria-busy");
}

// Puts a list in place of the one shown. What was focused, unfolded and in sight stays so.
function place(html, address) {
  const made = new DOMParser().parseFromString(html, "text/html");
  const fresh = one("#region", made) ?? made.body;
  const held = region.contains(document.activeElement) ? document.activeElement : null;
  const key = held?.dataset.key;
  const top = key && held.getBoundingClientRect().top;
  const open = all("details[open][data-key]", region).map((each) => each.dataset.key);
  region.replaceChildren(...fresh.childNodes);
  landed();
  one("#offline").hidden = arrived.hidden = true;
  wanted = address;
  lists.delete(address);
  lists.set(address, html);
  if (lists.size > 30) lists.delete(lists.keys().next().value);
  for (const each of all("details[data-key]", region)) each.open = open.includes(each.dataset.key);
  const main = one("main", region);
  document.title = main?.dataset.title ?? one("title", made)?.textContent ?? document.title;
  say(main?.dataset.said ?? one("h1", region)?.textContent ?? "");
  if (held) {
    const again = key && all("[data-key]", region).find((each) => each.dataset.key === key);
    (again ?? one("h1", region))?.focus({ preventScroll: true });
    if (again) scrollBy(0, again.getBoundingClientRect().top - top);
  }
  prepare();
  follow();
}

// The form says what the address says.
function fill() {
  const parameters = new URL(location.href).searchParams;
  for (const name of ["q", "match", "since", "before"]) {
    const values = parameters.getAll(name);
    form.elements[name].value = values.length === 1 ? values[0] : "";
  }
}

function settle() {
  clearTimeout(settling);
  isSettled = true;
}

function go(address) {
  settle();
  if (address !== here()) history.pushState(null, "", address);
  fill();
  return show(address);
}

function typed() {
  const address = typedAddress();
  clearTimeout(settling);
  // A pause of this long, in milliseconds, makes a search one that was settled on.
  settling = setTimeout(settle, 1500);
  if (address === here()) return;
  clearTimeout(waiting);
  // A slow server is not asked at every letter; one with nothing to do is asked at once, before the address is changed,
  // which takes browsers longer than all the rest here.
  if (flight) waiting = setTimeout(() => show(address), Math.min(took / 2, 200));
  else shown = show(address);
  try {
    history[isSettled ? "pushState" : "replaceState"](null, "", address);
  } catch { /* browsers bound how often; the next letter will do */ }
  isSettled = false;
}

// Links among results lead on without loading the page anew.
function followed(event) {
  const link = event.target.closest("a[href]");
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain || event.defaultPrevented) return;
  const target = new URL(link.href.baseVal ?? link.href, location.href);
  if (target.origin !== location.origin || target.pathname !== `${base}/` || target.hash) return;
  event.preventDefault();
  const isPaging = link.closest(".paging");
  if (isPaging) link.blur();
  go(target.pathname + target.search).then(() => {
    if (!isPaging) return;
    scrollTo(0, 0);
    one("h1", region)?.focus({ preventScroll: true });
  });
}

if (one("main.results")) {
  lists.set(wanted, region.innerHTML);
  region.addEventListener("click", followed);
  box.addEventListener("input", typed);
  for (const each of all("select, details input", form)) {
    each.addEventListener("change", () => go(typedAddress()));
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    if (matchMedia("(pointer: coarse)").matches) box.blur();
    go(typedAddress());
  });
  addEventListener("popstate", () => {
    // A jump within what is shown is none of ours.
    if (here() === wanted) return;
    clearTimeout(waiting);
    settle();
    fill();
    const known = lists.get(here());
    if (known === undefined) return show(here());
    asked += 1;
    flight?.abort();
    place(known, here());
  });
  const again = () => one("#offline").hidden || show(here());
  one("#offline button").addEventListener("click", again);
  addEventListener("online", again);
}

