// What a host hands in, copied once into plain data before anything else looks at it.
//
// Getters and the traps of proxies run while it is copied, each at most once, and never afterwards: whatever they do (throw,
// answer otherwise the next time, judge another flow, free the policy, change the flow or Object.prototype), one flow is judged,
// and it stays as it is. Only what an object itself has, and enumerates, is copied. What JSON could not write is an error with
// its path and a stable code: what cannot be copied at once, everything else when `judged` looks at the copy, since who decides
// does not ask what a policy does not read.
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

const OBJECT = Object.prototype;
const LIST = Array.prototype;
const ITERATOR = LIST[Symbol.iterator];
/** A sandbox may have a global Array that is not the one of its literals. */
const CONSTRUCTOR = LIST.constructor;
const ITERATORS = Object.getPrototypeOf([][Symbol.iterator]());
const NEXT = ITERATORS.next;

const { getPrototypeOf: prototypeOf, keys: keysOf, hasOwn, defineProperty, getOwnPropertySymbols: symbolsOf } = Object;
const { isArray } = Array;
const { isFinite: isFiniteNumber, isSafeInteger } = Number;

/** The flow as plain data: objects, arrays, texts, finite numbers, booleans, null. */
export function plain(flow) {
  return judged(copied(flow));
}

/** A copy of a flow, in which nothing of the host's runs any more. What it holds is not looked at. */
export function copied(flow) {
  try {
    const copy = typeof flow === "object" && flow !== null ? new Copying().nested(flow, null) : flow;
    if (!isIntact()) throw new TypeError("Array.prototype was altered: nothing can be judged while arrays are not those of the language");
    return copy;
  } catch (thrown) {
    throw thrown instanceof Stop ? thrown.error : thrown;
  }
}

/** A copy that has been looked at: what JSON could not write is an error. */
export function judged(copy) {
  new Judging().value(copy, null, null);
  return copy;
}

/** The entries of an array of flows, each read once by its index; one that it does not have itself is undefined. */
export function entriesOf(list, most) {
  const frame = frameOf(list, null);
  try {
    const length = lengthOf(list, null);
    if (length > most) throw new RangeError(`these are more than ${most.toLocaleString("en")} flows: decide them in parts`);
    const entries = [];
    for (let i = 0; i < length; i++) {
      frame.key = i;
      put(entries, i, entry(list, i, frame));
    }
    return entries;
  } catch (thrown) {
    throw thrown instanceof Stop ? thrown.error : thrown;
  }
}

/** How many entries an array says that it has, asked once. */
function lengthOf(list, at) {
  let length;
  try {
    ({ length } = list);
  } catch (cause) {
    throw unreadable(at, cause);
  }
  if (!isSafeInteger(length) || length < 0) throw stop("L0582", at, "an array without a length is not plain data");
  return length;
}

/** Whether arrays are still made and iterated as the language says: what runs after a flow is copied relies on it. */
function isIntact() {
  return LIST[Symbol.iterator] === ITERATOR && ITERATORS.next === NEXT && LIST.constructor === CONSTRUCTOR;
}

/** An entry that the array has itself: a gap would otherwise be filled from its prototype. */
function entry(list, i, frame) {
  try {
    return hasOwn(list, i) ? list[i] : undefined;
  } catch (cause) {
    throw unreadable(frame, cause);
  }
}

/** Gives an array of our own its next entry, whatever Array.prototype has at that index. */
function put(list, i, value) {
  if (i in LIST) defineProperty(list, i, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
  else list[i] = value;
}

// What these classes hold are fields, and frames are literals: an assignment would meet what somebody put into Object.prototype.

/** Thrown within a copy only, so that nobody else's error is taken for one of ours. */
class Stop {
  error;

  constructor(error) {
    this.error = error;
  }
}

/** What is being copied or looked at: an object or array, what it stands in, how deep, and where in it one is. */
function frameOf(value, up) {
  return { value, up, depth: up === null ? 1 : up.depth + 1, key: "" };
}

/** An object that is not plain: left unread, so that it does no harm where nobody asks for it. */
class Odd {
  value;

  constructor(value) {
    this.value = value;
  }
}

/** One flow while it is copied. */
class Copying {
  /** The flow itself is one. */
  values = 1;

  /** A copy of an object or array that stands in another. */
  nested(value, up) {
    for (let frame = up; frame !== null; frame = frame.up) {
      if (frame.value === value) throw stop("L0580", up, "the flow contains itself", "refer to a party by its id: \"@acme\"");
    }
    if (up !== null && up.depth >= MAX_DEPTH) throw stop("L0581", up, `arrays and objects nest deeper than ${MAX_DEPTH}`);
    const frame = frameOf(value, up);
    let copy;
    let list = false;
    try {
      list = isArray(value);
      copy = list ? null : shallow(value);
    } catch (cause) {
      throw threw(value, frame, cause);
    }
    if (list) return this.array(value, frame);
    return copy instanceof Odd ? copy : this.object(copy, frame);
  }

  /** Copies what stands in an object that is a copy already. Its properties are its own, so that writing one calls nothing. */
  object(copy, frame) {
    const keys = keysOf(copy);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      const value = copy[key];
      if (value === undefined) continue;
      if (++this.values > MAX_VALUES) throw tooMany(frame, key);
      if (typeof value !== "object" || value === null) continue;
      frame.key = key;
      copy[key] = this.nested(value, frame);
    }
    return copy;
  }

  array(list, frame) {
    const length = lengthOf(list, frame.up);
    if (length > MAX_VALUES) throw tooMany(frame.up);
    const copy = [];
    for (let i = 0; i < length; i++) {
      frame.key = i;
      const value = entry(list, i, frame);
      if (++this.values > MAX_VALUES) throw tooMany(frame, i);
      put(copy, i, typeof value === "object" && value !== null ? this.nested(value, frame) : value);
    }
    return copy;
  }
}

/** The own and enumerable properties of a plain object, of whatever realm, all read at once. */
function shallow(value) {
  const prototype = prototypeOf(value);
  if (prototype !== OBJECT && prototype !== null && prototypeOf(prototype) !== null) return new Odd(value);
  return { ...value };
}

/** What reading an object threw, at the key where it does: it is read once more for that, and is an error either way. */
function threw(value, frame, cause) {
  let keys;
  try {
    keys = keysOf(value);
  } catch {
    return unreadable(frame.up, cause); // it is the object that throws
  }
  for (let i = 0; i < keys.length; i++) {
    frame.key = keys[i];
    try {
      void value[keys[i]];
    } catch (again) {
      return unreadable(frame, again);
    }
  }
  return unreadable(frame.up, cause);
}

/** A copy while it is looked at. */
class Judging {
  units = 0;

  value(value, frame) {
    switch (typeof value) {
      case "string":
        return this.text(value, frame);
      case "number":
        if (!isFiniteNumber(value)) throw missing(frame, `${value} is not a number of JSON`);
        return undefined;
      case "boolean":
      case "undefined":
        return undefined;
      case "object":
        return value === null ? undefined : this.nested(value, frame);
      default:
        throw missing(frame, `JSON has no ${typeof value}`);
    }
  }

  nested(value, up) {
    const frame = frameOf(value, up);
    if (isArray(value)) return this.array(value, frame);
    const odd = value instanceof Odd ? named(value.value) : symbolsOf(value).length > 0 ? KEYED : null;
    if (odd) throw refused("L0582", path(up), `${odd.what} is not plain data`, odd.help);
    const keys = keysOf(value);
    for (let i = 0; i < keys.length; i++) {
      frame.key = keys[i];
      this.text(keys[i], frame);
      this.value(value[keys[i]], frame);
    }
    return undefined;
  }

  array(list, frame) {
    for (let i = 0; i < list.length; i++) {
      frame.key = i;
      if (list[i] === undefined) {
        throw refused("L0585", path(frame), "the array has a gap here", "write {} for an entry of which nothing is known");
      }
      this.value(list[i], frame);
    }
  }

  text(value, frame) {
    this.units += value.length;
    if (this.units > MAX_TEXT) throw tooLarge(path(frame), `more than ${MAX_TEXT.toLocaleString("en")} characters of text`);
    if (UNPAIRED.test(value)) {
      throw refused("L0587", path(frame), "the text holds an unpaired surrogate", "it was probably cut inside a character");
    }
  }
}

const KEYED = { what: "an object with a symbol as its key", help: "keys are texts" };

/** What keeps an object from being plain, with what to write instead. */
function named(value) {
  const kind = tag(value);
  if (kind === "Date") return { what: "a Date", help: "write the day as \"2026-03-01\"" };
  if (kind === "Map") return { what: "a Map", help: "pass Object.fromEntries(map)" };
  if (kind === "Set") return { what: "a Set", help: "pass an array: [...set]" };
  const what = kind === "Object" ? "an object of a class" : `an object of kind ${kind}`;
  return { what: clean(what), help: "pass a plain object: { ...value }" };
}

/** What an object says of its kind, unless asking it throws. */
function tag(value) {
  try {
    return OBJECT.toString.call(value).slice(8, -1);
  } catch {
    return "Object";
  }
}

/** The message of whatever was thrown, unless reading that throws too. */
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

/** Where in the flow a frame looks: `storage[0].place`. */
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
  return stop("L0583", frame, `reading it threw${reason(cause)}`, "pass a plain copy", cause);
}

function stop(code, frame, message, help = null, cause = undefined) {
  return new Stop(refused(code, path(frame), message, help, cause));
}

function tooMany(frame, key = null) {
  if (key !== null) frame.key = key;
  return new Stop(tooLarge(path(frame), `more than ${MAX_VALUES.toLocaleString("en")} values`));
}

function missing(frame, what) {
  return refused("L0584", path(frame), what, "leave out what is not known, or write null");
}

function tooLarge(path, what) {
  return refused("L0586", path, `the flow holds ${what}`, "a flow is one data set of one exporter on one day");
}

function refused(code, path, message, help = null, cause = undefined) {
  return new FlowError([diagnostic(code, path, message, help)], { cause });
}
