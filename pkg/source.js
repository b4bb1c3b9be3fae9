// Policy texts as the host hands them in, checked before the engine reads them.
import { PolicyError, diagnostic } from "./errors.js";

/** With the flag `u` a surrogate matches only where it is not paired. */
const UNPAIRED = /\p{Surrogate}/u;

/** How many bytes a text may have: the engine's own limit. What is longer is cut just beyond it, for the engine to refuse. */
const LONGEST = 2 ** 20;

/** A policy text, which must be a text and Unicode. */
export function sourceOf(source, module = null) {
  if (typeof source !== "string") {
    throw new TypeError(`${module === null ? "a policy" : `the module ${module}`} is a text, not ${typeof source}`);
  }
  if (source.length > LONGEST) return source.slice(0, LONGEST + 1);
  const at = source.search(UNPAIRED);
  if (at >= 0) throw unpaired(source, at, module);
  return source;
}

/** The modules that the host passes in: an object of texts by name. */
export function modulesOf(modules) {
  const copied = { __proto__: null };
  for (const [name, text] of Object.entries(modules ?? {})) copied[name] = sourceOf(text, name);
  return copied;
}

function unpaired(source, at, module) {
  const found = diagnostic("L0587", null, "the text holds an unpaired surrogate", "it was probably cut inside a character");
  return new PolicyError([{ ...found, module, start: position(source, at), end: position(source, at + 1) }]);
}

/** A position as the engine counts it (span.rs), an unpaired surrogate counted as three bytes. */
function position(source, utf16) {
  const before = source.slice(0, utf16);
  const lineStart = before.lastIndexOf("\n") + 1;
  const line = before.slice(lineStart);
  return {
    byte: new TextEncoder().encode(before).length,
    utf16,
    line: before.split("\n").length,
    column: [...line].length + 1,
    utf16_column: line.length,
  };
}
