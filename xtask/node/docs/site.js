// Searches the documentation site, and on a small screen opens the list of pages.

const field = document.getElementById("search");
const found = document.getElementById("found");
const count = document.getElementById("count");
const { lang } = document.documentElement;
const root = document.documentElement.dataset.root;
const menu = document.querySelector(".menu");

let loading;

/** Loads the search, the one script that a page adds, and returns what finds sections. */
function search() {
  loading ??= new Promise((loaded, failed) => {
    const script = document.createElement("script");
    const address = new URL(`${root}search.js`, location.href).href;
    const only = globalThis.trustedTypes?.createPolicy("lexloci", { createScriptURL: () => address });
    script.src = only?.createScriptURL("") ?? address;
    script.addEventListener("load", () => loaded(globalThis.lexlociFind));
    script.addEventListener("error", failed);
    document.head.append(script);
  });
  return loading;
}

/** Returns an element with texts and elements in it. */
function element(name, attributes, ...inner) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inner);
  return made;
}

/** Returns a piece of a text around the first of the words. */
function piece(text, terms) {
  const at = Math.max(0, Math.min(...terms.map((term) => text.toLowerCase().indexOf(term)).filter((at) => at >= 0)));
  const from = Number.isFinite(at) ? Math.max(0, at - 40) : 0;
  return `${from > 0 ? "…" : ""}${text.slice(from, from + 130)}${text.length > from + 130 ? "…" : ""}`;
}

function entry({ id, page, heading, text, terms }) {
  const where = page === heading ? [] : [element("span", { class: "where" }, page)];
  const link = element("a", { href: root + id }, element("strong", {}, heading), " ", ...where);
  link.append(element("span", { class: "piece" }, piece(text, terms)));
  return element("li", {}, link);
}

let asked = 0;

async function renew() {
  const words = field.value.trim();
  asked += 1;
  const mine = asked;
  const results = words.length < 2 ? [] : (await search())(words, lang);
  if (mine !== asked) return;
  found.replaceChildren(...results.map(entry));
  found.hidden = results.length === 0;
  count.textContent = words.length < 2 ? "" : count.dataset.found.replace("%", String(results.length));
}

/** Moves the focus among the field and what was found. */
function move(event) {
  const stops = [field, ...found.querySelectorAll("a")];
  const at = stops.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") {
    field.value = "";
    void renew();
    field.focus();
  } else if (event.key === "Enter" && at === 0) {
    stops[1]?.click();
  } else if (step !== undefined && at >= 0) {
    event.preventDefault();
    stops[Math.min(stops.length - 1, Math.max(0, at + step))].focus();
  }
}

field.closest("search").hidden = false;
field.closest("search").addEventListener("keydown", move);
field.addEventListener("input", () => void renew());
field.addEventListener("focus", () => void search());
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(?:INPUT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "")) {
    event.preventDefault();
    field.focus();
  }
});
document.addEventListener("click", (event) => {
  if (!field.closest("search").contains(event.target)) {
    found.hidden = true;
    count.textContent = "";
  }
});
menu.addEventListener("toggle", () => document.body.classList.toggle("menu-open", menu.open));
