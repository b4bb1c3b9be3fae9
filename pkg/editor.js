// What an editor asks of a policy text while it is written. Texts may have errors: nothing here throws for what they
// say. Offsets are UTF-16 code units, as JavaScript counts.
import * as engine from "./lexloci.js";
import { HOVER, PARSE, textOptionsOf } from "./options.js";
import { Policy } from "./policy.js";
import { modulesOf } from "./source.js";
import { termOf, told } from "./vocabulary-of.js";

/** With the flag `u` a surrogate matches only where it is not paired. */
const UNPAIRED = /\p{Surrogate}/gu;
/** How many strings the engine gives for each choice. */
const FIELDS = 5;

/** The names of the kinds of words, in the order of their numbers. */
export function kinds() {
  return engine.editor_kinds();
}

/** Start, end and kind of each word, one after the other. */
export function tokens(source) {
  return engine.editor_tokens(text(source));
}

export function diagnose(source, options) {
  return engine.editor_diagnose(text(source), modules(options));
}

export function complete(source, offset, options) {
  const found = engine.editor_complete(text(source), at(offset), modules(options));
  const [from, strings] = found;
  const choices = [];
  for (let i = 0; i < strings.length; i += FIELDS) {
    const [label, kind, detail, doc, about] = strings.slice(i, i + FIELDS);
    choices.push({ label, kind, detail, doc: doc || told(about) });
  }
  return { from, options: choices };
}

export function hover(source, offset, options) {
  const { asOf, modules: others } = textOptionsOf(options, HOVER);
  const found = engine.editor_hover(text(source), at(offset), modulesOf(others, text), asOf);
  if (found === null) return null;
  const { span, title, text: said, about, cites } = found;
  return { span, title, text: said || told(about), term: termOf(about), cites };
}

export function definition(source, offset, options) {
  return engine.editor_definition(text(source), at(offset), modules(options));
}

export function format(source) {
  return Policy.format(source);
}

/** A text that the engine can read, as long as it was. */
function text(source, module = null) {
  if (typeof source !== "string") {
    throw new TypeError(`${module === null ? "a policy" : `the module ${module}`} is a text, not ${typeof source}`);
  }
  return source.replace(UNPAIRED, "\u{fffd}");
}

/** An offset that the engine can count to: what is none is the start. */
function at(offset) {
  const number = typeof offset === "number" ? Math.trunc(offset) : 0;
  return number > 0 ? Math.min(number, 0xffff_ffff) : 0;
}

function modules(options) {
  return modulesOf(textOptionsOf(options, PARSE).modules, text);
}
