// The vocabulary, for whoever builds a form or a page of it. The texts stand apart from the engine, for a bundler to
// leave out where nobody asks, and are read when somebody does.
import { KEYWORDS, PREFIXES, VOCABULARY } from "./vocabulary.js";

/** Everything by its key, once somebody has asked: `fact:site.place`, `value:tool.scc`, `category:health`, `keyword:require`. */
let known = null;

/** Returns every fact, value and category: a copy each time, since it is the caller's to change. */
export function vocabulary() {
  const prefixes = JSON.parse(PREFIXES);
  const addressed = (value) => typeof value === "object" && value !== null && Object.hasOwn(value, "term");
  return JSON.parse(VOCABULARY, (_, value) =>
    addressed(value) ? { ...value, iri: address(value.term, prefixes) } : value,
  );
}

function address(term, prefixes) {
  const [prefix, name] = term.split(":");
  return prefixes[prefix] + name;
}

/** Returns what a key of the engine says; empty where nothing is said. */
export function told(key) {
  return entry(key)?.doc ?? "";
}

/** Returns the term of a key in the W3C Data Privacy Vocabulary, or one of our own; null for what has none. */
export function termOf(key) {
  const { term, iri } = entry(key) ?? {};
  return term === undefined ? null : { term, iri };
}

function entry(key) {
  known ??= byKey(vocabulary());
  return known.get(key);
}

function byKey({ kinds, enumerations, categories }) {
  const all = new Map(categories.map((category) => [`category:${category.name}`, category]));
  for (const [kind, { facts }] of Object.entries(kinds)) {
    for (const fact of facts) all.set(`fact:${kind}.${fact.name}`, fact);
  }
  for (const [name, { values }] of Object.entries(enumerations)) {
    for (const value of values) all.set(`value:${name}.${value.name}`, value);
  }
  for (const [word, doc] of Object.entries(JSON.parse(KEYWORDS))) all.set(`keyword:${word}`, { doc });
  return all;
}
