// A plain copy of what a host hands in, made before the engine sees any of it. Getters and proxies run here, once
// each, while no engine call is under way: they may throw, or call the engine themselves. What JSON could not write
// is an error with its path and a stable code.
import { FlowError, diagnostic } from "./errors.js";

/** How deep arrays and objects may nest: the engine's own limit. */
const MAX_DEPTH = 64;
/** How many values a flow may hold. */
const MAX_VALUES = 200_000;
/** How many UTF-16 code units its texts and keys may hold. */
const MAX_TEXT = 1_048_576;

/** How much of a key a path shows. */
const SHOWN = 80;

/** With the flag `u` a surrogate matches only where it is not paired. */
const UNPAIRED = /\p{Surrogate}/u;
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The flow as plain data: null-prototype objects, arrays, texts, finite numbers, booleans, null. */
export function plain(flow) {
  if (typeof flow === "string") {
    throw refused("L0582", "", "the flow is a text", "pass an object: policy.check(JSON.parse(text))");
  }
  return copy(flow, "", { values: 0, text: 0, ancestors: new Set() });
}

function copy(value, path, state) {
  if (++state.values > MAX_VALUES) throw tooLarge(path, `more than ${MAX_VALUES.toLocaleString("en")} values`);
  switch (typeof value) {
    case "string":
      return text(value, path, state);
    case "number":
      return finite(value, path);
    case "boolean":
      return value;
    case "undefined":
      return null;
    case "object":
      return value === null ? null : nested(value, path, state);
    default:
      throw refused("L0584", path, `JSON has no ${typeof value}`, "leave out what is not known, or write null");
  }
}

function finite(value, path) {
  if (Number.isFinite(value)) return value + 0; // -0 is 0
  throw refused("L0584", path, `${value} is not a number of JSON`, "leave out what is not known, or write null");
}

function text(value, path, state) {
  state.text += value.length;
  if (state.text > MAX_TEXT) throw tooLarge(path, `more than ${MAX_TEXT.toLocaleString("en")} characters of text`);
  if (UNPAIRED.test(value)) {
    throw refused("L0587", path, "the text holds an unpaired surrogate", "it was probably cut inside a character");
  }
  return value;
}

function nested(value, path, state) {
  if (state.ancestors.has(value)) {
    throw refused("L0580", path, "the flow contains itself", "refer to a party by its id: \"@acme\"");
  }
  if (state.ancestors.size >= MAX_DEPTH) {
    throw refused("L0581", path, `arrays and objects nest deeper than ${MAX_DEPTH}`);
  }
  state.ancestors.add(value);
  const copied = read(path, () => Array.isArray(value)) ? array(value, path, state) : object(value, path, state);
  state.ancestors.delete(value);
  return copied;
}

function array(value, path, state) {
  const length = read(path, () => value.length);
  if (!Number.isSafeInteger(length) || length < 0) throw refused("L0582", path, "an array without a length is not plain data");
  if (length > MAX_VALUES) throw tooLarge(path, `more than ${MAX_VALUES.toLocaleString("en")} values`);
  const copied = [];
  for (let i = 0; i < length; i++) {
    const at = `${path}[${i}]`;
    const entry = read(at, () => value[i]);
    if (entry === undefined) {
      throw refused("L0585", at, "the array has a gap here", "write {} for an entry of which nothing is known");
    }
    copied.push(copy(entry, at, state));
  }
  return copied;
}

function object(value, path, state) {
  const odd = read(path, () => oddity(value));
  if (odd) throw refused("L0582", path, `${odd.what} is not plain data`, odd.help);
  const copied = { __proto__: null };
  for (const key of read(path, () => Object.keys(value))) {
    const at = step(path, key);
    text(key, at, state);
    const entry = read(at, () => value[key]);
    if (entry !== undefined) copied[key] = copy(entry, at, state);
  }
  return copied;
}

/** What keeps an object from being plain, with what to write instead; null for a plain one, of whatever realm. */
function oddity(value) {
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return named(value);
  if (Object.getOwnPropertySymbols(value).length > 0) {
    return { what: "an object with a symbol as its key", help: "keys are texts" };
  }
  return null;
}

function named(value) {
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  if (kind === "Date") return { what: "a Date", help: "write the day as \"2026-03-01\"" };
  if (kind === "Map") return { what: "a Map", help: "pass Object.fromEntries(map)" };
  if (kind === "Set") return { what: "a Set", help: "pass an array: [...set]" };
  const what = kind === "Object" ? "an object of a class" : `an object of kind ${kind}`;
  return { what: clean(what), help: "pass a plain object: { ...value }" };
}

/** Runs what may run the host's code; what it throws is reported at the path. */
function read(path, run) {
  try {
    return run();
  } catch (cause) {
    throw refused("L0583", path, `reading it threw${reason(cause)}`, "pass a plain copy", cause);
  }
}

/** The message of whatever was thrown, unless reading that throws too. */
function reason(cause) {
  try {
    return typeof cause?.message === "string" ? `: ${clean(cause.message)}` : "";
  } catch {
    return "";
  }
}

function clean(message) {
  return message.slice(0, 200).replace(/\p{Surrogate}/gu, "\u{fffd}");
}

function step(path, key) {
  if (key.length > SHOWN || !IDENTIFIER.test(key)) return `${path}[${JSON.stringify(key.slice(0, SHOWN))}]`;
  return path ? `${path}.${key}` : key;
}

function tooLarge(path, what) {
  return refused("L0586", path, `the flow holds ${what}`, "a flow is one data set of one exporter on one day");
}

function refused(code, path, message, help = null, cause = undefined) {
  return new FlowError([diagnostic(code, path, message, help)], { cause });
}
