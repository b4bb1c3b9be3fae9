// Deciding: a flow is copied once, its facts are written as words, and the Wasm answers with one number. Nothing of the host's
// runs from the moment the flow is copied, so that whatever its getters do (decide other flows, free the policy, load another),
// no word goes anywhere but to the Wasm that decides. Flows that the encoder does not take are left to whoever made this: to
// `check`, or to an error.
import { Encoder } from "./encode.js";
import { Unfit } from "./encode/value.js";
import { tableOf } from "./encode/table.js";
import { FlowError, diagnostic } from "./errors.js";
import { DECIDE, optionsOf, position } from "./options.js";
import { copied, entriesOf } from "./plain.js";
import { flowOf } from "./text.js";

/** Verdicts by their codes. */
export const VERDICTS = ["compliant", "non_compliant", "undetermined", "not_applicable"];
/** Why the Wasm refuses a flow, by the codes after those of the verdicts (src/wasm/runtime.rs). */
const REFUSALS = [
  "it takes more than ten million steps",
  "its groups of places come to more than 4096 choices",
  "a group of places has no members on this day",
  "a stated fact contradicts those that it follows from",
];

/** The bits of a decision that are its code. */
const CODE = 0xff;
/** The code of a flow that was not decided. */
const UNDECIDED = 255;
/** The highest level; every part. */
const ALL = 0xffff;
/** Words for one flow, before more are needed. */
const ROOM = 4096;
/** Flows that are decided at once. */
const MOST = 2 ** 24;

const EVERYTHING = { level: ALL, part: ALL, options: { __proto__: null } };

/**
 * Decides flows by one policy, which a Wasm with this memory has loaded; `rescue(copy, options, why)` answers for those that
 * are not taken, of which it is handed the copy.
 */
export class Decider {
  #raw;
  #memory;
  #rescue;
  #table;
  #encoder;
  /** The memory that the Wasm decides on; detached, and so empty, once its memory has grown. */
  #view = new Uint32Array(0);

  constructor(raw, memory, rescue) {
    this.#raw = raw;
    this.#memory = memory;
    this.#rescue = rescue;
    this.#table = tableOf(raw.table());
    this.#encoder = new Encoder(this.#table);
  }

  free() {
    this.#raw?.free();
    this.#raw = null;
  }

  verdict(flow, options) {
    const asked = this.#asked(options);
    const copy = given(flow);
    const packed = this.#decided(copy, asked);
    return typeof packed === "number" ? VERDICTS[packed & CODE] : this.#rescue(copy, asked.options, packed).verdict;
  }

  decision(flow, options) {
    const asked = this.#asked(options);
    const copy = given(flow);
    const packed = this.#decided(copy, asked);
    if (typeof packed !== "number") return this.#rescue(copy, asked.options, packed);
    return { verdict: VERDICTS[packed & CODE], rule: this.#table.rules[(packed >>> 8) - 1] ?? null };
  }

  /** The code of each flow's verdict. */
  many(flows, options) {
    if (!Array.isArray(flows)) throw new TypeError("decideMany takes an array of flows");
    const asked = this.#asked(options);
    const all = entriesOf(flows, MOST);
    const codes = new Uint8Array(all.length).fill(UNDECIDED);
    for (let index = 0; index < codes.length; index++) {
      try {
        codes[index] = this.#code(all[index], asked);
      } catch (thrown) {
        throw within(index, thrown);
      }
      if (codes[index] >= VERDICTS.length) throw within(index, new FlowError([diagnostic("L0589", "", "this flow was not decided")]));
    }
    return codes;
  }

  #code(flow, asked) {
    const copy = given(flow);
    const packed = this.#decided(copy, asked);
    return typeof packed === "number" ? packed & CODE : VERDICTS.indexOf(this.#rescue(copy, asked.options, packed).verdict);
  }

  /** What is asked, as the Wasm takes it. */
  #asked(given) {
    if (given === undefined) return EVERYTHING;
    const options = optionsOf(given, DECIDE);
    const { level, part } = options;
    const { levels, parts } = this.#table;
    return {
      level: level === undefined ? ALL : position(levels, "level", level),
      part: part === undefined ? ALL : position(parts, "part", part),
      options,
    };
  }

  /** The decision on the copy of a flow as a number, or why there is none. Nothing of the host's runs here. */
  #decided(copy, { level, part, options }) {
    const raw = this.#live;
    const encoder = this.#encoder;
    const why = encoded(encoder, copy, options.asOf);
    if (why !== null) return why;
    const { words, top } = encoder;
    if (this.#view.length < top) this.#view = this.#room(Math.max(top, ROOM));
    this.#view.set(words.subarray(0, top));
    const packed = raw.decide(top, level, part);
    return (packed & CODE) < VERDICTS.length ? packed : new Unfit(REFUSALS[(packed & CODE) - VERDICTS.length]);
  }

  /** Room for so many words in the Wasm's memory. */
  #room(words) {
    const start = this.#raw.scratch(words);
    return new Uint32Array(this.#memory.buffer, start, this.#raw.capacity());
  }

  /** What the Wasm has loaded. */
  get #live() {
    if (this.#raw === null) throw new TypeError("this Policy was freed");
    return this.#raw;
  }
}

/** Returns the copy of a flow: of an object, or of what a text of JSON states. */
function given(flow) {
  return copied(typeof flow === "string" ? flowOf(flow) : flow);
}

/** An error about one of many flows: its paths say which. */
function within(index, thrown) {
  if (!(thrown instanceof FlowError)) return thrown;
  const path = (inner) => `[${index}]${inner && !inner.startsWith("[") ? "." : ""}${inner ?? ""}`;
  return new FlowError(thrown.diagnostics.map((each) => ({ ...each, path: path(each.path) })), { cause: thrown });
}

function encoded(encoder, copy, asOf) {
  try {
    encoder.encode(copy, asOf, 0);
    return null;
  } catch (thrown) {
    return thrown instanceof Unfit ? thrown : new Unfit("it could not be read");
  }
}
