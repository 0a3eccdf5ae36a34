// An article: matches to step through, links and a citation to copy.

const marks = all(".section mark");
const stepper = one(".stepper");
let current = -1;

// From the top of what is in sight, then one by one, and round.
function stepTo(by) {
  if (!marks.length) return;
  const count = marks.length;
  const below = marks.findIndex((mark) => mark.getBoundingClientRect().top > 0);
  const first = below < 0 ? count : below;
  const next = (current >= 0 ? current + by : by > 0 ? first : first - 1) + count;
  marks[current]?.classList.remove("now");
  current = next % count;
  marks[current].classList.add("now");
  marks[current].scrollIntoView({ block: "center" });
  const place = `${current + 1} of ${count}`;
  one("span", stepper).textContent = place;
  say(`Match ${place}: ${marks[current].closest("li, p, h3").textContent.trim()}`);
}

if (stepper && marks.length) {
  stepper.hidden = false;
  const [previous, next] = all("button", stepper);
  previous.addEventListener("click", () => stepTo(-1));
  next.addEventListener("click", () => stepTo(1));
  keys.n = () => stepTo(1);
  keys.p = () => stepTo(-1);
}

async function copy(button) {
  const { copy: what } = button.dataset;
  const text = what.startsWith("#") ? location.origin + location.pathname + what : what;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Only pages on a safe connection may copy; on others the address bar is the way.
    if (what.startsWith("#")) location.hash = what;
    return;
  }
  const said = button.textContent;
  button.textContent = "Copied";
  say("Copied");
  setTimeout(() => { button.textContent = said; }, 1500);
}

for (const button of all("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
