// The vocabulary, for whoever builds a form or a page of it. The texts stand apart from the engine, for a bundler to
// leave out where nobody asks.
import { KEYWORDS, VOCABULARY } from "./vocabulary.js";

/** Every fact, value and category: a copy, since it is the caller's to change. */
export function vocabulary() {
  return structuredClone(VOCABULARY);
}

/** What a key of the engine says: `fact:site.place`, `value:tool.scc`, `category:health`, `keyword:require`. */
export function told(key) {
  const colon = key.indexOf(":");
  const name = key.slice(colon + 1);
  switch (key.slice(0, colon)) {
    case "fact":
      return ofFact(name)?.doc ?? "";
    case "value":
      return ofValue(name)?.doc ?? "";
    case "category":
      return ofCategory(name)?.doc ?? "";
    default:
      return Object.hasOwn(KEYWORDS, name) ? KEYWORDS[name] : "";
  }
}

/** The term of a fact or category in the W3C Data Privacy Vocabulary, or one of our own; null for what has none. */
export function termOf(key) {
  const name = key.slice(key.indexOf(":") + 1);
  const found = key.startsWith("fact:") ? ofFact(name) : key.startsWith("category:") ? ofCategory(name) : undefined;
  return found ? { term: found.term, iri: found.iri } : null;
}

function ofFact(name) {
  const [kind, fact] = name.split(".");
  return VOCABULARY.kinds[kind]?.facts.find((each) => each.name === fact);
}

function ofValue(name) {
  const [enumeration, value] = name.split(".");
  return VOCABULARY.enumerations[enumeration]?.values.find((each) => each.name === value);
}

function ofCategory(name) {
  return VOCABULARY.categories.find((each) => each.name === name);
}
