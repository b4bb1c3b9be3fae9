// Deciding: what a flow states is written on a tape, and the Wasm reads the tape and answers with one number. The host's code runs
// only while the tape is written, into memory of its own: whatever its getters do (decide other flows, free the policy, load
// another), no word goes anywhere but to the Wasm that decides. Flows that are not decided are left to what made this: to `check`, or
// to an error.
import { FlowError, diagnostic } from "./errors.js";
import { DECIDE, optionsOf, position } from "./options.js";
import { entriesOf } from "./plain.js";
import { Tape, Texts } from "./tape.js";
import { rowsOf, textOf } from "./text.js";

/** Verdicts by their codes. */
export const VERDICTS = ["compliant", "non_compliant", "undetermined", "not_applicable"];
/** Why the Wasm refuses a flow that it has read, by the codes after those of the verdicts (src/wasm/runtime.rs). */
const REFUSALS = [
  "it takes more than ten million steps",
  "its groups of places come to more than 4096 choices",
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
 * Decides flows by one policy, which a Wasm with this memory has loaded; `rescue(flow, options, errors)` answers for those that
 * are not decided, of which it is handed the text, or words and texts as `taped` gives them.
 */
export class Decider {
  #raw;
  #memory;
  #rescue;
  #texts;
  /** A tape that no flow is being written on. */
  #idle = null;
  /** The names of rules, levels and parts. */
  #rules;
  #levels;
  #parts;
  /** The memory that the Wasm reads tapes from; detached, and so empty, once its memory has grown. */
  #view = new Uint32Array(0);

  constructor(raw, memory, rescue) {
    this.#raw = raw;
    this.#memory = memory;
    this.#rescue = rescue;
    const names = JSON.parse(raw.names());
    this.#rules = names[0];
    this.#levels = names[1];
    this.#parts = names[2];
    this.#texts = new Texts(
      (text) => this.#raw?.keep(text),
      () => this.#raw?.forget(),
    );
  }

  free() {
    this.#raw?.free();
    this.#raw = null;
  }

  verdict(flow, options) {
    const asked = this.#asked(options);
    const packed = this.#decided(flow, asked);
    return typeof packed === "number" ? VERDICTS[packed & CODE] : packed.verdict;
  }

  decision(flow, options) {
    const asked = this.#asked(options);
    const packed = this.#decided(flow, asked);
    if (typeof packed !== "number") return packed;
    return { verdict: VERDICTS[packed & CODE], rule: this.#rules[(packed >>> 8) - 1] ?? null };
  }

  /** Returns the code of each flow's verdict. */
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
      if (codes[index] >= VERDICTS.length)
        throw within(index, new FlowError([diagnostic("L0589", "", "this flow was not decided")]));
    }
    return codes;
  }

  #code(flow, asked) {
    const packed = this.#decided(flow, asked);
    return typeof packed === "number" ? packed & CODE : VERDICTS.indexOf(packed.verdict);
  }

  /** Returns what is asked, as the Wasm takes it. */
  #asked(given) {
    if (given === undefined) return EVERYTHING;
    const options = optionsOf(given, DECIDE);
    const { level, part } = options;
    return {
      level: level === undefined ? ALL : position(this.#levels, "level", level),
      part: part === undefined ? ALL : position(this.#parts, "part", part),
      options,
    };
  }

  /** Returns the decision on a flow: a number, or what is answered for one that is not decided. */
  #decided(flow, asked) {
    if (typeof flow === "string") return this.#ofText(textOf(flow), asked);
    const tape = this.#idle ?? new Tape(this.#texts, false);
    this.#idle = null;
    tape.write(flow);
    // From here on, nothing of the host's runs.
    const { level, part, options } = asked;
    const raw = this.#live;
    if (this.#view.length < tape.top) this.#view = this.#room(Math.max(tape.top, ROOM));
    tape.copyTo(this.#view);
    const packed = raw.decide(tape.top, options.asOf, level, part);
    this.#idle = tape;
    if ((packed & CODE) < VERDICTS.length) return packed;
    const errors = () => errorsOf(packed, () => rowsOf(raw.errors(tape.top, options.asOf), ""));
    return this.#rescue([tape.words.slice(0, tape.top), this.#texts.all], options, errors);
  }

  #ofText(text, { level, part, options }) {
    const raw = this.#live;
    const packed = raw.decide_text(text, options.asOf, level, part);
    if ((packed & CODE) < VERDICTS.length) return packed;
    return this.#rescue(text, options, () =>
      errorsOf(packed, () => rowsOf(raw.errors_of_text(text, options.asOf), text)),
    );
  }

  /** Returns room for `words` words in the Wasm's memory. */
  #room(words) {
    const start = this.#raw.scratch(words);
    return new Uint32Array(this.#memory.buffer, start, this.#raw.capacity());
  }

  /** Returns what the Wasm has loaded. */
  get #live() {
    if (this.#raw === null) throw new TypeError("this Policy was freed");
    return this.#raw;
  }
}

/** Returns why a flow was not decided, as diagnostics: what the Wasm says of a flow that it has read, or `reading()`. */
function errorsOf(packed, reading) {
  const refusal = REFUSALS[(packed & CODE) - VERDICTS.length];
  if (refusal === undefined) return reading();
  return [diagnostic("L0589", "", refusal, "`check`, of the whole package, says more")];
}

/** Returns an error about one of many flows: its paths say which. */
function within(index, thrown) {
  if (!(thrown instanceof FlowError)) return thrown;
  const path = (inner) => `[${index}]${inner && !inner.startsWith("[") ? "." : ""}${inner ?? ""}`;
  return new FlowError(
    thrown.diagnostics.map((each) => ({ ...each, path: path(each.path) })),
    { cause: thrown },
  );
}
