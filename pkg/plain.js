// Reading what a host hands in: each value once, and what cannot be stated as JSON as an error with its path and a stable code.
//
// Getters and the traps of proxies run while a value is read, a getter at most once, and never afterwards: whatever they do (throw,
// answer otherwise the next time, judge another flow, free the policy, change the flow or Object.prototype), one flow is judged,
// and it stays as it is. Only what an object itself has, and enumerates, is read.
import { FlowError, diagnostic } from "./errors.js";

/** The deepest nesting of arrays and objects: the engine's own limit. */
export const MAX_DEPTH = 64;
/** The most values of a flow. */
export const MAX_VALUES = 200_000;
/** The most UTF-16 code units of its texts and keys. */
export const MAX_TEXT = 1_048_576;

/** The most characters of a key that a path shows. */
const SHOWN = 80;

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

const OBJECT = Object.prototype;
const LIST = Array.prototype;
/** Has no properties of its own: a `for` loop finds those that were added to `Object.prototype`. */
const NOTHING = {};
const ITERATOR = LIST[Symbol.iterator];
/** A sandbox may have a global Array that is not the one of its literals. */
const CONSTRUCTOR = LIST.constructor;
const ITERATORS = Object.getPrototypeOf([][Symbol.iterator]());
const NEXT = ITERATORS.next;

const { create, getPrototypeOf: prototypeOf, hasOwn, defineProperty, getOwnPropertySymbols: symbolsOf } = Object;
const { ownKeys, getOwnPropertyDescriptor: propertyOf } = Reflect;
const { isSafeInteger } = Number;

/** Returns the entries of an array of flows, each read once by its index; one that it does not have itself is undefined. */
export function entriesOf(list, most) {
  const frame = frameOf(list, null);
  const length = lengthOf(list, null);
  if (length > most)
    throw new RangeError(`these are more than ${most.toLocaleString("en")} flows: decide them in parts`);
  const entries = [];
  for (let i = 0; i < length; i++) {
    frame.key = i;
    put(entries, i, entry(list, i, frame));
  }
  return entries;
}

/** Returns how many entries an array says that it has, asked once. */
export function lengthOf(list, at) {
  let length;
  try {
    ({ length } = list);
  } catch (cause) {
    throw unreadable(at, cause);
  }
  if (!isSafeInteger(length) || length < 0) throw refused("L0582", at, "an array without a length is not plain data");
  return length;
}

/** Returns whether arrays are still made and iterated as the language says: what runs after a flow is copied relies on it. */
export function isIntact() {
  return LIST[Symbol.iterator] === ITERATOR && ITERATORS.next === NEXT && LIST.constructor === CONSTRUCTOR;
}

/** Returns an entry that the array has itself: a gap would otherwise be filled from its prototype. */
export function entry(list, i, frame) {
  try {
    return hasOwn(list, i) ? list[i] : undefined;
  } catch (cause) {
    throw unreadable(frame, cause);
  }
}

/** Gives an array of our own its next entry, whatever Array.prototype has at that index. */
export function put(list, i, value) {
  if (i in LIST)
    defineProperty(list, i, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
  else list[i] = value;
}

/** Returns what is being read: an object or array, what it stands in, how deep, and where in it one is. */
export function frameOf(value, up) {
  return { value, up, depth: up === null ? 1 : up.depth + 1, key: "" };
}

/** Returns whether an object has symbols as keys. The question takes longer than reading a small object. */
export function hasSymbols(value) {
  return symbolsOf(value).length > 0;
}

/**
 * Returns whether a `for` loop finds exactly the own and enumerable properties of an object: it is a plain object of this realm,
 * and `Object.prototype` has no enumerable properties.
 */
export function isOrdinary(value) {
  if (prototypeOf(value) !== OBJECT) return false;
  for (const _ in NOTHING) return false;
  return true;
}

/** Returns the own and enumerable properties of a plain object, of whatever realm, each read once; an error for any other object. */
export function propertiesOf(value, frame) {
  let own = null;
  frame.key = null;
  try {
    const prototype = prototypeOf(value);
    if (prototype === OBJECT || prototype === null || prototypeOf(prototype) === null) own = copyOf(value, frame);
  } catch (cause) {
    throw threw(frame, cause);
  }
  const odd = own === null ? named(value) : symbolsOf(own).length > 0 ? KEYED : null;
  if (odd !== null) throw refused("L0582", frame.up, `${odd.what} is not plain data`, odd.help);
  return own;
}

/** Returns whether a value is an array; an error where that cannot be known. */
export function isList(value, up) {
  try {
    return Array.isArray(value);
  } catch (cause) {
    throw unreadable(up, cause);
  }
}

/** Returns the error of an object of which reading threw: at the key where it did, if one was being read. */
export function threw(frame, cause) {
  return unreadable(frame.key === null ? frame.up : frame, cause);
}

/** Copies what an object itself has and enumerates, symbols too, as `{ ...value }` does. */
function copyOf(value, frame) {
  const own = create(null);
  const keys = ownKeys(value);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (propertyOf(value, key)?.enumerable !== true) continue;
    frame.key = typeof key === "symbol" ? null : key;
    own[key] = value[key];
    frame.key = null;
  }
  return own;
}

const KEYED = { what: "an object with a symbol as its key", help: "keys are texts" };

/** Returns what keeps an object from being plain, with what to write instead. */
function named(value) {
  const kind = tag(value);
  if (kind === "Date") return { what: "a Date", help: 'write the day as "2026-03-01"' };
  if (kind === "Map") return { what: "a Map", help: "pass Object.fromEntries(map)" };
  if (kind === "Set") return { what: "a Set", help: "pass an array: [...set]" };
  const what = kind === "Object" ? "an object of a class" : `an object of kind ${kind}`;
  return { what: clean(what), help: "pass a plain object: { ...value }" };
}

/** Returns what an object says of its kind, unless asking it throws. */
function tag(value) {
  try {
    return OBJECT.toString.call(value).slice(8, -1);
  } catch {
    return "Object";
  }
}

/** Returns the message of whatever was thrown, unless reading that throws too. */
function reason(cause) {
  try {
    const message = cause?.message;
    return typeof message === "string" ? `: ${clean(message)}` : "";
  } catch {
    return "";
  }
}

function clean(message) {
  return message.slice(0, 200).replace(/\p{Surrogate}/gu, "\u{fffd}");
}

/** Returns where in the flow a frame looks: `storage[0].place`. */
function path(frame) {
  let steps = "";
  for (let at = frame; at !== null; at = at.up) steps = step(at.key) + steps;
  return steps.startsWith(".") ? steps.slice(1) : steps;
}

function step(key) {
  if (typeof key === "number") return `[${key}]`;
  if (key.length > SHOWN || !IDENTIFIER.test(key)) return `[${JSON.stringify(key.slice(0, SHOWN))}]`;
  return `.${key}`;
}

function unreadable(frame, cause) {
  return refused("L0583", frame, `reading it threw${reason(cause)}`, "pass a plain copy", cause);
}

/** Returns the error of a flow with too many values, the last of them at this frame. */
export function tooMany(frame) {
  return tooLarge(frame, `more than ${MAX_VALUES.toLocaleString("en")} values`);
}

/** Returns the error of a value that JSON does not have. */
export function missing(frame, what) {
  return refused("L0584", frame, what, "leave out what is not known, or write null");
}

export function tooLarge(frame, what) {
  return refused("L0586", frame, `the flow holds ${what}`, "a flow is one data set of one exporter on one day");
}

export function refused(code, frame, message, help = null, cause = undefined) {
  return new FlowError([diagnostic(code, path(frame), message, help)], { cause });
}
