// What the other scripts share. The page is whole without any of them; they make it quicker.

const one = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const box = one("#q");
const form = one("#search");
// The path below which the site is.
const base = document.documentElement.dataset.base ?? "";
const region = one("#region");

// What a browser keeps may be forbidden or full; the page does without.
const memory = {
  read(name, otherwise) {
    try { return JSON.parse(localStorage.getItem(name)) ?? otherwise; } catch { return otherwise; }
  },
  write(name, value) {
    try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* without */ }
  },
};

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// Tells those who hear the page what has changed, once it has stopped changing.
let saying;
function say(text) {
  clearTimeout(saying);
  saying = setTimeout(() => { one("#said").textContent = text; }, 700);
}

