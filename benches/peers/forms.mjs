// The same flows as other programs hand them over: facts missing, keys in any order, texts that no other object shares. Each is made
// from a seed before anything is timed.
import { Buffer } from "node:buffer";

/** The forms: what each is called, and how an input becomes one of it. */
export const FORMS = {
  ordered: { title: "all facts, one order of keys", form: (input) => input },
  fresh: { title: "texts made anew", form: anew },
  sparse: { title: "15 % of the facts missing", form: (input, draw) => dropped(input, draw, true) },
  shuffled: { title: "keys in random order", form: shuffled },
};

/** Returns inputs in a form. */
export function formed(inputs, name) {
  const draw = drawing(20_261);
  return inputs.map((input) => FORMS[name].form(input, draw));
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Returns the value with every text copied, so that no two are one. */
function anew(value) {
  if (typeof value === "string") return Buffer.from(value).toString();
  if (Array.isArray(value)) return value.map(anew);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, anew(inner)]));
}

/** Returns the object without some of its facts. The day to judge stays: without it there is no answer. */
function dropped(value, draw, isFlow = false) {
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => (isFlow && key === "as_of") || draw() >= 0.15);
  return Object.fromEntries(kept.map(([key, inner]) => [key, dropped(inner, draw)]));
}

function shuffled(value, draw) {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [draw(), key, shuffled(inner, draw)]);
  return Object.fromEntries(entries.sort(([a], [b]) => a - b).map(([, key, inner]) => [key, inner]));
}

/** Returns a function that draws numbers from 0 up to, not including, 1: mulberry32. */
function drawing(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
