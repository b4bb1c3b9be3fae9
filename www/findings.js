// What is wrong with a text, under its panel: line and column, what, and what to do. A click goes to the place.
import { element } from "./dom.js";

/** One thing that is wrong: `span` in UTF-16 code units, or null where the text has no such place. */
export function finding({ code, level = "error", message, path = null, help = null, module = null, span = null }) {
  return { code, level, message, path, help, module, span };
}

/** Draws the findings of a text into their list and marks the text. */
export function draw(list, textarea, findings) {
  textarea.setAttribute("aria-invalid", String(findings.some((each) => each.level === "error")));
  list.replaceChildren(...findings.map((each) => item(textarea, each)));
}

function item(textarea, { code, level, message, path, help, module, span }) {
  const where = module ? [element("code", {}, module)] : span ? [place(textarea, span)] : [];
  return element(
    "li",
    { class: level },
    element("p", { class: "head" }, element("span", { class: "mark" }, level === "error" ? "✗ " : "! "), message),
    element("p", { class: "note" }, where, path ? [" ", element("code", {}, path)] : [], code ? ` ${code}` : ""),
    help && element("p", { class: "help" }, help),
  );
}

/** A button that says line and column and goes there. */
function place(textarea, span) {
  const { line, column } = position(textarea.value, span[0]);
  const go = () => select(textarea, span);
  return element("button", { class: "place", type: "button", onclick: go }, `line ${line}, column ${column}`);
}

function position(text, at) {
  const lines = text.slice(0, at).split("\n");
  return { line: lines.length, column: [...lines[lines.length - 1]].length + 1 };
}

/** Selects a span of a text and brings it into sight. */
export function select(textarea, [start, end]) {
  textarea.dispatchEvent(new CustomEvent("shown", { bubbles: true }));
  textarea.focus();
  textarea.setSelectionRange(start, end);
  const height = parseFloat(getComputedStyle(textarea).lineHeight);
  textarea.scrollTop = (position(textarea.value, start).line - 4) * height;
}
