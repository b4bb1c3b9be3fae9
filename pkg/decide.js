// Deciding: flows are written as words into the memory of the Wasm, which answers with one number. Flows that the encoder
// does not take are left to whoever made this: to `check`, or to an error.
import { Encoder } from "./encode.js";
import { Unfit } from "./encode/value.js";
import { tableOf } from "./encode/table.js";
import { FlowError } from "./errors.js";
import { DECIDE, optionsOf, position } from "./options.js";

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
/** The highest level; every part. */
const ALL = 0xffff;
/** Words for one flow, before more are needed. */
const ROOM = 4096;
/** Words for many flows. */
const MUCH = 65_536;

const EVERYTHING = { asOf: undefined, level: ALL, part: ALL };

/**
 * Decides flows by one policy, which a Wasm with this memory has loaded; `rescue(flow, options, why)` answers for those that
 * are not taken.
 */
export class Decider {
  #raw;
  #memory;
  #rescue;
  #table;
  #encoder;
  /** The memory where flows are written; detached, and so empty, once the Wasm's memory has grown. */
  #view;
  #busy = false;

  constructor(raw, memory, rescue) {
    this.#raw = raw;
    this.#memory = memory;
    this.#rescue = rescue;
    this.#table = tableOf(raw.table());
    this.#encoder = new Encoder(this.#table);
    this.#view = this.#scratch(ROOM);
  }

  free() {
    this.#raw?.free();
    this.#raw = null;
  }

  verdict(flow, options) {
    const packed = this.#decide(flow, this.asked(options));
    return typeof packed === "number" ? VERDICTS[packed & CODE] : this.#rescue(flow, options, packed).verdict;
  }

  decision(flow, options) {
    const packed = this.#decide(flow, this.asked(options));
    if (typeof packed !== "number") return this.#rescue(flow, options, packed);
    return { verdict: VERDICTS[packed & CODE], rule: this.#table.rules[(packed >>> 8) - 1] ?? null };
  }

  /** The code of each flow's verdict. */
  many(flows, options) {
    if (!Array.isArray(flows)) throw new TypeError("decideMany takes an array of flows");
    const asked = this.asked(options);
    const codes = new Uint8Array(flows.length);
    this.#all(flows, asked, options, codes);
    return codes;
  }

  /** What is asked, as the Wasm takes it. */
  asked(options) {
    return options === undefined ? EVERYTHING : this.#asked(options);
  }

  /** The code of the verdict on a flow that was not taken. */
  rescued(flow, options, why) {
    return VERDICTS.indexOf(this.#rescue(flow, options, why).verdict);
  }

  /**
   * Writes flow after flow until the memory is full, and then again: `take` is handed the positions of those that are
   * written, and gives what is to be done once the memory is free; `rescue` those that are not taken, and why.
   */
  batches(flows, asOf, take, rescue) {
    if (this.#busy) this.#within(() => this.#batches(flows, asOf, take, rescue));
    else this.#batches(flows, asOf, take, rescue);
  }

  #asked(options) {
    const { asOf, level, part } = optionsOf(options, DECIDE);
    const { levels, parts } = this.#table;
    return {
      asOf,
      level: level === undefined ? ALL : position(levels, "level", level),
      part: part === undefined ? ALL : position(parts, "part", part),
    };
  }

  /** Writes the code of each flow's verdict. */
  #all(flows, { asOf, level, part }, options, codes) {
    const rescue = (index, why) => {
      codes[index] = within(index, () => this.rescued(flows[index], options, why));
    };
    const take = (written) => {
      const found = this.raw.decide_many(written.length, level, part);
      return () => written.forEach((index, at) => {
        if (found[at] < VERDICTS.length) codes[index] = found[at];
        else rescue(index, refused(found[at]));
      });
    };
    this.batches(flows, asOf, take, rescue);
  }

  /** The decision on one flow as a number, or why there is none. */
  #decide(flow, asked) {
    if (this.#busy) return this.#within(() => this.#decide(flow, asked));
    if (this.#view.length === 0) this.#view = this.#scratch(0);
    const encoder = this.#encoder;
    encoder.words = this.#view;
    this.#busy = true;
    let why;
    try {
      why = this.#write(flow, asked.asOf, 0);
    } finally {
      this.#busy = false;
    }
    if (encoder.words !== this.#view) this.#carry(why === null ? encoder.top : 0);
    if (why !== null) return why;
    const packed = this.raw.decide(asked.level, asked.part);
    encoder.top = 0;
    return (packed & CODE) < VERDICTS.length ? packed : refused(packed & CODE);
  }

  /** Writes one flow from a word on; why not, where it is not taken. */
  #write(flow, asOf, base) {
    const encoder = this.#encoder;
    const why = encoded(encoder, flow, asOf, base);
    if (encoder.words.length > 0 && !encoder.lost) return why;
    // The Wasm's memory has grown while a getter ran, and what was written since is lost: once more, in own memory.
    if (encoder.words.length === 0) encoder.words = this.#scratch(0).slice();
    encoder.lost = false;
    encoder.words.fill(0, base);
    encoder.top = base;
    return encoded(encoder, flow, asOf, base);
  }

  #batches(flows, asOf, take, rescue) {
    const { length } = flows;
    const encoder = this.#encoder;
    this.#busy = true;
    try {
      this.#clear();
      this.#view = this.#scratch(MUCH);
      encoder.words = this.#view;
      for (let index = 0; index < length; ) index = this.#batch(flows, index, length, asOf, take, rescue);
    } finally {
      this.#busy = false;
      if (this.#raw !== null) this.#clear();
    }
  }

  /** As many flows from one on as there is memory for; which comes next. */
  #batch(flows, first, length, asOf, take, rescue) {
    const encoder = this.#encoder;
    const written = [];
    let index = first;
    for (; index < length && encoder.top <= MUCH - ROOM; index++) {
      const base = encoder.top;
      const why = this.#write(flows[index], asOf, base);
      if (why === null) written.push(index);
      else {
        encoder.words.fill(0, base, encoder.top);
        encoder.top = base;
        rescue(index, why);
      }
    }
    if (encoder.words !== this.#view) this.#carry(encoder.top);
    const settle = take(written);
    encoder.top = 0;
    this.#view = this.#scratch(MUCH);
    encoder.words = this.#view;
    settle();
    return index;
  }

  /** Runs something with an encoder of its own: while a flow is written, its getters may decide other flows. */
  #within(run) {
    const outer = this.#encoder;
    outer.lost ||= outer.words.length === 0;
    if (outer.words === this.#view || outer.lost) outer.words = this.#scratch(0).slice();
    this.#encoder = new Encoder(this.#table);
    this.#busy = false;
    this.#carry(0);
    try {
      return run();
    } finally {
      this.#encoder = outer;
      this.#busy = true;
    }
  }

  /** Leaves no word of a flow that was not decided. */
  #clear() {
    const encoder = this.#encoder;
    if (encoder.words !== this.#view || this.#view.length === 0) this.#carry(0);
    else if (encoder.top > 0) this.#view.fill(0, 0, encoder.top);
    encoder.top = 0;
  }

  /** Moves so many words of the encoder's own memory to where they are decided; all others there are cleared. */
  #carry(count) {
    const { words } = this.#encoder;
    this.#view = this.#scratch(count);
    this.#view.fill(0);
    if (count > 0) this.#view.set(words.subarray(0, count));
    else this.#encoder.top = 0;
  }

  /** Room for so many words in the Wasm's memory. */
  #scratch(words) {
    const raw = this.raw;
    const start = raw.scratch(words);
    return new Uint32Array(this.#memory.buffer, start, raw.capacity());
  }

  /** What the Wasm has loaded. */
  get raw() {
    if (this.#raw === null) throw new TypeError("this Policy was freed");
    return this.#raw;
  }
}

/** Runs something about one of many flows; the paths of its errors say which. */
export function within(index, run) {
  try {
    return run();
  } catch (thrown) {
    if (!(thrown instanceof FlowError)) throw thrown;
    const path = (inner) => `[${index}]${inner && !inner.startsWith("[") ? "." : ""}${inner ?? ""}`;
    throw new FlowError(thrown.diagnostics.map((each) => ({ ...each, path: path(each.path) })), { cause: thrown });
  }
}

function encoded(encoder, flow, asOf, base) {
  try {
    encoder.encode(flow, asOf, base);
    return null;
  } catch (thrown) {
    return thrown instanceof Unfit ? thrown : new Unfit("it could not be read");
  }
}

function refused(code) {
  return new Unfit(REFUSALS[code - VERDICTS.length]);
}
