// Colours code: policies by the grammar of the editors, JSON by the parser of the page.
import { readFileSync } from "node:fs";
import { jsonLanguage } from "@codemirror/lang-json";
import { classHighlighter, highlightCode } from "@lezer/highlight";

const grammar = JSON.parse(
  readFileSync(new URL("../../../editors/vscode/syntaxes/loci.tmLanguage.json", import.meta.url), "utf8"),
);

/** The class of a scope, by how it begins. */
const CLASSES = [
  ["comment", "comment"],
  ["string", "string"],
  ["constant.numeric", "number"],
  ["keyword", "keyword"],
  ["support.class", "place"],
  ["constant.language", "place"],
  ["entity.name", "name"],
  ["variable", "name"],
];

const classes = grammar.patterns.map(({ name }) => CLASSES.find(([scope]) => name.startsWith(scope))?.[1]);
if (classes.includes(undefined)) throw new Error("the grammar has a scope that has no colour here");

/** One expression for all patterns: the earliest match counts, and of those at one place the first pattern. None has groups of its own. */
const words = new RegExp(
  grammar.patterns.map(({ match, begin, end }) => `(${match ?? `${begin}.*?(?:${end})`})`).join("|"),
  "gm",
);

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Escapes a text for HTML. */
export function escaped(text) {
  return String(text).replace(/[&<>"]/g, (sign) => SIGNS[sign]);
}

const span = (name, text) => `<span class="tok-${name}">${escaped(text)}</span>`;

/** Returns a policy as HTML. */
function policy(text) {
  let html = "";
  let last = 0;
  for (const found of text.matchAll(words)) {
    const which = found.slice(1).findIndex((group) => group !== undefined);
    html += escaped(text.slice(last, found.index)) + (found[0] === "" ? "" : span(classes[which], found[0]));
    last = found.index + found[0].length;
  }
  return html + escaped(text.slice(last));
}

/** Returns JSON as HTML. */
function json(text) {
  let html = "";
  const put = (word, names) => {
    html += names === "" ? escaped(word) : `<span class="${names}">${escaped(word)}</span>`;
  };
  highlightCode(text, jsonLanguage.parser.parse(text), classHighlighter, put, () => {
    html += "\n";
  });
  return html;
}

/** Returns a shell's text as HTML: what is said to the reader is quieter than what is typed. */
function shell(text) {
  return text
    .split("\n")
    .map((line) => {
      const at = /(?:^|\s)#.*$/.exec(line)?.index ?? line.length;
      return escaped(line.slice(0, at)) + (at < line.length ? span("comment", line.slice(at)) : "");
    })
    .join("\n");
}

/** Returns code as HTML. */
export function coloured(text, language) {
  if (language === "loci") return policy(text);
  if (language === "json") return json(text);
  if (language === "sh") return shell(text);
  return escaped(text);
}
