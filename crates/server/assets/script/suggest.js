// Suggestions below the box, by the combobox pattern. What was searched before only this browser knows.

const RECENT = "precis.recent";
const MOST = { company: 2, title: 2, word: 3, phrase: 1 };
const suggestions = make("ul", { id: "suggestions", className: "suggestions", hidden: true });
suggestions.setAttribute("role", "listbox");
suggestions.setAttribute("aria-label", "Suggestions");
let suggested = 0;
let choice = -1;

function options() {
  return all("[role=option]", suggestions);
}

function unfold(isOpen) {
  suggestions.hidden = !isOpen;
  box.setAttribute("aria-expanded", String(isOpen));
  if (!isOpen) choose(-1);
}

function choose(index) {
  choice = index;
  options().forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
  const chosen = options()[index];
  if (chosen) {
    box.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else {
    box.removeAttribute("aria-activedescendant");
  }
}

function take(option) {
  const { href, query } = option.dataset;
  unfold(false);
  if (href) {
    remember(box.value);
    location.assign(href);
  } else if (query === undefined) {
    memory.write(RECENT, []);
  } else {
    box.value = query;
    form.requestSubmit();
  }
}

function option({ kind, text, query, id, total }) {
  const item = make("li", {}, make("span", { textContent: text }));
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  if (id) item.dataset.href = `${base}/articles/${id.split("/").map(encodeURIComponent).join("/")}`;
  else if (query !== undefined) item.dataset.query = query;
  const beside = { recent: "searched before", title: "article", company: `company ${total}` }[kind] ?? total;
  if (beside) item.append(make("small", { textContent: String(beside) }));
  return item;
}

function list(items) {
  const made = items.map(option);
  made.forEach((item, at) => { item.id = `suggestion-${at}`; });
  suggestions.replaceChildren(...made);
  unfold(made.length > 0);
  choose(-1);
}

function recent(typed) {
  const begins = typed.trim().toLowerCase();
  return memory.read(RECENT, [])
    .filter((query) => query.toLowerCase().startsWith(begins) && query !== typed.trim())
    .map((query) => ({ kind: "recent", text: query, query }));
}

function remember(query) {
  const kept = query.trim();
  if (!kept) return;
  const others = memory.read(RECENT, []).filter((each) => each !== kept);
  memory.write(RECENT, [kept, ...others].slice(0, 8));
}

async function suggest() {
  const number = ++suggested;
  const typed = box.value;
  if (!typed.trim()) {
    const before = recent("");
    return list(before.length ? [...before, { kind: "", text: "Forget these searches" }] : []);
  }
  // Results come first, unless they take long.
  await Promise.race([shown, new Promise((late) => setTimeout(late, 60))]);
  if (number !== suggested) return;
  try {
    const answer = await fetch(`${base}/api/v1/suggest?${new URLSearchParams({ q: typed })}`);
    const found = (await answer.json()).suggestions ?? [];
    if (number !== suggested || document.activeElement !== box) return;
    const known = new Set([typed.trim().toLowerCase()]);
    const items = Object.entries(MOST).flatMap(([kind, most]) =>
      found.filter((each) => each.kind === kind && !known.has(each.text.toLowerCase())).slice(0, most));
    list([...recent(typed).slice(0, 2), ...items]);
  } catch { /* what cannot be suggested can still be searched */ }
}

function pressed(event) {
  const count = options().length;
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (suggestions.hidden) return suggest();
    // What is being chosen from stays as it is.
    suggested += 1;
    const step = event.key === "ArrowDown" ? 1 : -1;
    // One place more than there are suggestions: the box itself.
    choose(((choice + 1 + step + count + 1) % (count + 1)) - 1);
  } else if (event.key === "Escape" && !suggestions.hidden) {
    event.preventDefault();
    suggested += 1;
    unfold(false);
  } else if (event.key === "Enter" && choice >= 0) {
    event.preventDefault();
    take(options()[choice]);
  } else if (event.key === "Tab") {
    unfold(false);
  }
}

if (box) {
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", suggestions.id);
  box.setAttribute("aria-autocomplete", "list");
  box.parentElement.append(suggestions);
  box.addEventListener("input", suggest);
  box.addEventListener("keydown", pressed);
  box.addEventListener("click", () => box.value || suggest());
  box.addEventListener("blur", () => { suggested += 1; unfold(false); });
  // Before the box loses focus to it.
  suggestions.addEventListener("pointerdown", (event) => event.preventDefault());
  suggestions.addEventListener("click", (event) => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) take(chosen);
  });
  form.addEventListener("submit", () => { suggested += 1; unfold(false); remember(box.value); });
  region.addEventListener("click", (event) => event.target.closest("a") && remember(box.value));
}

