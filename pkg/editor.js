// The editor's questions about a policy text while it is written. Texts may have errors: nothing here throws for their
// content. Offsets are UTF-16 code units, as JavaScript counts.
import * as engine from "./lexloci.js";
import { HOVER, PARSE, textOptionsOf } from "./options.js";
import { modulesOf } from "./source.js";
import { termOf, told } from "./vocabulary-of.js";

export { format } from "./format.js";

/** With the flag `u` a surrogate matches only where it is unpaired. */
const UNPAIRED = /\p{Surrogate}/gu;
/** The number of strings that the engine returns for each choice. */
const FIELDS = 5;

/** Returns the names of the classes of words, in the order of their numbers. */
export function kinds() {
  return engine.editor_kinds();
}

/** Returns start, end and class of each word, one after the other. */
export function tokens(source) {
  return engine.editor_tokens(text(source));
}

export function diagnose(source, options) {
  return engine.editor_diagnose(text(source), modules(options));
}

export function complete(source, offset, options) {
  const found = engine.editor_complete(text(source), at(offset), modules(options));
  // Nothing is iterated: a host may have altered Array.prototype.
  const strings = found[1];
  const choices = [];
  for (let i = 0; i < strings.length; i += FIELDS) {
    const about = strings[i + 4];
    choices[i / FIELDS] = {
      label: strings[i],
      kind: strings[i + 1],
      detail: strings[i + 2],
      doc: strings[i + 3] || told(about),
    };
  }
  return { from: found[0], options: choices };
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

/** Returns a text that the engine can read, of the same length. */
function text(source, module = null) {
  if (typeof source !== "string") {
    throw new TypeError(`${module === null ? "a policy" : `the module ${module}`} is a text, not ${typeof source}`);
  }
  return source.replace(UNPAIRED, "\u{fffd}");
}

/** Converts an offset to a number that the engine can count to; an invalid one becomes the start. */
function at(offset) {
  const number = typeof offset === "number" ? Math.trunc(offset) : 0;
  return number > 0 ? Math.min(number, 0xffff_ffff) : 0;
}

function modules(options) {
  return modulesOf(textOptionsOf(options, PARSE).modules, text);
}
