// Validates policy texts from the host before the engine reads them.
import { PolicyError, diagnostic } from "./errors.js";
import { ownOf } from "./options.js";

/** With the flag `u` a surrogate matches only where it is unpaired. */
export const UNPAIRED = /\p{Surrogate}/u;

/** The most bytes of a text: the engine's own limit. A longer text is cut just beyond it, for the engine to reject. */
const LONGEST = 2 ** 20;

/** Validates a policy text: it must be a string and Unicode. */
export function sourceOf(source, module = null) {
  if (typeof source !== "string") {
    throw new TypeError(`${module === null ? "a policy" : `the module ${module}`} is a text, not ${typeof source}`);
  }
  if (source.length > LONGEST) return source.slice(0, LONGEST + 1);
  const at = source.search(UNPAIRED);
  if (at >= 0) throw unpaired(source, at, module);
  return source;
}

/** Reads the modules that the host passes in, an object of texts by name, each once. Returns names and texts in turn. */
export function modulesOf(modules, read = sourceOf) {
  const own = textsOf(modules);
  const names = Object.keys(own);
  // Of an array that inherits nothing no assignment meets a property of `Array.prototype`, which the host can change.
  const given = Object.setPrototypeOf([], null);
  for (let i = 0; i < names.length; i++) {
    given[2 * i] = names[i];
    given[2 * i + 1] = read(own[names[i]], names[i]);
  }
  return given;
}

function textsOf(modules) {
  if (modules === undefined || modules === null) return ownOf(modules);
  try {
    const prototype = typeof modules === "object" && !Array.isArray(modules) ? Object.getPrototypeOf(modules) : modules;
    if (prototype === null || (prototype !== modules && Object.getPrototypeOf(prototype) === null))
      return ownOf(modules);
  } catch (cause) {
    throw new TypeError("the modules could not be read: pass a plain object of texts by name", { cause });
  }
  throw new TypeError("modules are a plain object of texts by name");
}

function unpaired(source, at, module) {
  const found = diagnostic(
    "L0587",
    null,
    "the text holds an unpaired surrogate",
    "it was probably cut inside a character",
  );
  return new PolicyError([{ ...found, module, start: position(source, at), end: position(source, at + 1) }]);
}

/** Returns a position as the engine counts it (span.rs); an unpaired surrogate counts as three bytes. */
export function position(source, utf16) {
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
