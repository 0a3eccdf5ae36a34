// Single keys, which can be turned off: some people speak to their machine, or press keys unawares.

const KEYS = "precis.keys";
const help = one("#help");

const isTyping = (element) => element.closest("input, select, textarea, [contenteditable]");

function step(by) {
  const links = all(".hit h2 a");
  if (!links.length) return;
  const at = links.findIndex((link) => link.closest(".hit").contains(document.activeElement));
  const next = links[Math.min(Math.max(at + by, 0), links.length - 1)];
  next.focus({ preventScroll: true });
  next.closest(".hit").scrollIntoView({ block: "nearest" });
}

const keys = {
  "/": () => { box.focus(); box.select(); },
  j: () => step(1),
  k: () => step(-1),
  o: () => one("h2 a", document.activeElement.closest(".hit") ?? document.createElement("i"))?.click(),
  "?": () => help.showModal(),
};

document.addEventListener("keydown", (event) => {
  const act = Object.hasOwn(keys, event.key) && keys[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target) || help.open || !memory.read(KEYS, true)) return;
  event.preventDefault();
  act();
});

const choosesKeys = one("input", help);
choosesKeys.checked = memory.read(KEYS, true);
choosesKeys.addEventListener("change", () => memory.write(KEYS, choosesKeys.checked));

// Called whenever the region has been filled.
function prepare() {
  for (const button of all("button.keys", region)) {
    button.hidden = false;
    button.addEventListener("click", () => help.showModal());
  }
}
prepare();
