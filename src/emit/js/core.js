// Truths are two bits: 0 false, 1 unknown, 3 true, so that `and` is & and `or` is |. NOT also takes 4, a fact that does not exist.
const NOT = Uint8Array.of(3, 1, 0, 0, 3);
const PLAIN = Object.prototype;
const LIST = Array.prototype;
const NOTHING = {};
const { getPrototypeOf: prototypeOf } = Object;
const { isArray } = Array;
const { hasOwn } = Object;
const { setPrototypeOf } = Object;

/** Returns a table without prototype. Programs that trace the files of an app evaluate literals, and @vercel/nft fails on those without one. */
const bare = (table) => setPrototypeOf(table, null);

/** A flow that cannot be decided: its code is that of the engine's diagnostic, where it has one. */
export class FlowError extends Error {
  constructor(code, message) {
    super(message);
    this.name = "FlowError";
    this.code = code;
  }
}

/** Thrown where an object is not of the usual kind: the flow is then copied, and read again. */
const ODD = bare({});

function refuse(code, message) {
  return new FlowError(code, message);
}

const MORE = "`check`, of the package lexloci, says where and why";
/** Help of a refusal: only the whole package can judge the flow. */
const PACKAGE = "a printed policy does not judge this, use the package lexloci";
const wrong = (what) => refuse("L0503", `a value of the flow is not ${what}: ${MORE}`);

function show(value) {
  return typeof value === "string" ? `"${value.slice(0, 80)}"` : typeof value;
}

/** Refuses an object that may have properties of a prototype. */
function plain(object) {
  const prototype = prototypeOf(object);
  if (prototype !== PLAIN && prototype !== null) throw ODD;
}

function objectOf(value) {
  if (typeof value !== "object" || value === null || isArray(value)) throw wrong("an object");
  return value;
}

/** Counts the keys of an object; those beside the `met` ones that were read are looked at by name. */
function keysOf(object, met, known) {
  let count = 0;
  for (const _ in object) count++;
  if (count !== met) lookAt(object, met, known);
}

/** Refuses keys that are no facts. `known` says of each fact whether it was read: 1, and 3 where it is not read of a plain flow. */
function lookAt(object, met, known) {
  let found = 0;
  for (const key in object) {
    const is = known[key];
    if (is === undefined) {
      if (object[key] !== undefined) throw refuse("L0501", `${show(key)} is not a fact: ${MORE}`);
    } else if (is === 2 && object[key] !== undefined && object[key] !== null) throw vendorOf(object[key]);
    else if (is & 1 && object[key] !== undefined) found++;
  }
  if (found !== met) throw ODD;
}

/** Of the list that was read last: whether there may be more entries, and whose the rest of a whole is. They are read at once. */
let isOpen = 0;
let remaining = 0;
/** Of the categories that were read last: the bits of the first thirty, and of the others. */
let lowBits = 0;
let highBits = 0;

/** Returns the entry of an array, which must have it itself. */
function entryOf(items, index) {
  const entry = items[index];
  if (entry === undefined) throw refuse("L0585", "an array of the flow has a gap");
  return entry;
}

function yesNo(value) {
  if (value === true) return 3;
  if (value === false) return 0;
  throw wrong("true or false");
}

/** Returns a number, exact to ten-thousandths. */
function numberOf(value) {
  if ((value | 0) === value) return value | 0;
  if (typeof value !== "number") throw wrong("a number");
  const size = Math.abs(value * 10000);
  const whole = Math.round(size);
  if (!(size < 9e15) || Math.abs(size - whole) > 1e-9 * Math.max(size, 1))
    throw wrong("a number with at most four decimals");
  return (value < 0 ? -whole : whole) / 10000 + 0;
}

/** Returns a percent in hundredths, and one. */
function percentOf(value) {
  const parts = typeof value === "string" ? /^(\d{1,4})(?:\.(\d{1,2}))?\s*%$/u.exec(value) : null;
  const hundredths = parts === null ? NaN : parts[1] * 100 + (parts[2] ?? "0").padEnd(2, "0") * 1;
  if (!(hundredths <= 10000)) throw wrong('a percent such as "44.4%"');
  return hundredths + 1;
}

/** Returns whether a text holds no half characters. */
const isWellFormed = (text) => (text.isWellFormed === undefined ? !/\p{Surrogate}/u.test(text) : text.isWellFormed());

function textOf(value) {
  if (typeof value !== "string") throw wrong("a text");
  if (value.length > 333 && new TextEncoder().encode(value).length > 1000) throw wrong("a text of at most 1000 bytes");
  if (!isWellFormed(value)) throw refuse("L0587", "a text of the flow holds an unpaired surrogate");
  return value;
}

/** Compares two numbers of one form: 0 is unknown, and less than that does not exist. */
function order(a, b, orders) {
  if (a < 0 || b < 0) return 0;
  if (a === 0 || b === 0) return 1;
  return orderOf(a, b, orders);
}

function orderOf(a, b, orders) {
  return (orders >> (a < b ? 0 : a === b ? 1 : 2)) & 1 ? 3 : 0;
}

/** Returns the same of numbers that may be below zero: null is unknown. */
function orderNumbers(a, b, orders) {
  if (a === -Infinity || b === -Infinity) return 0;
  return a === null || b === null ? 1 : orderOf(a, b, orders);
}

/** Compares two codes: 0 is unknown, 1 does not exist. */
function sameCode(a, b) {
  if (a === 1 || b === 1) return 0;
  return a === 0 || b === 0 ? 1 : a === b ? 3 : 0;
}

/** Compares two answers: 1 is unknown, 4 does not exist. */
function sameAnswer(a, b) {
  if (a === 4 || b === 4) return 0;
  return a === 1 || b === 1 ? 1 : a === b ? 3 : 0;
}
