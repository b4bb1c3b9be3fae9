// A flow as words, one after the other, which the engine reads (src/flow/node.rs): what is stated, and nothing that follows
// from it. The writer knows no policy and no vocabulary, and reads what a host hands in as plain.js says.
import {
  MAX_DEPTH, MAX_TEXT, MAX_VALUES, entry, frameOf, isIntact, isList, lengthOf, missing, propertiesOf, put, refused, tooLarge, tooMany,
} from "./plain.js";

/** What the lowest three bits of a word say. */
const NULL = 0;
const FALSE = 1;
const TRUE = 2;
const WHOLE = 3;
const NUMBER = 4;
const TEXT = 5;
const ARRAY = 6;
const OBJECT = 7;

/** Words before more are needed. */
const ROOM = 1024;
/** Texts that are kept from flow to flow, before all are forgotten. */
const KEPT = 4096;

/** With the flag `u` a surrogate matches only where it is not paired. */
const UNPAIRED = /\p{Surrogate}/u;
const { keys: keysOf } = Object;
const { isFinite: isFiniteNumber } = Number;
/** Has no keys, unless somebody gave every object some. */
const NOTHING = {};

/** A number as two words. */
const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);

/** The texts that tapes name by their positions. `keep(text)` is told each once, and `forget()` when all are forgotten. */
export class Texts {
  /** The texts by their positions. */
  all = [];
  #positions = new Map();
  #keep;
  #forget;
  #writers = 0;

  constructor(keep, forget) {
    this.#keep = keep;
    this.#forget = forget;
  }

  /** A tape is begun. Texts are forgotten when they are many, and no other tape is on its way. */
  begin() {
    if (this.#writers === 0 && this.all.length > KEPT) {
      this.all = [];
      this.#positions.clear();
      this.#forget();
    }
    this.#writers += 1;
  }

  end() {
    this.#writers -= 1;
  }

  /** Returns the position of a text; -1 for one that is not Unicode. */
  position(text) {
    const known = this.#positions.get(text);
    if (known !== undefined) return known;
    if (UNPAIRED.test(text)) return -1;
    const position = this.all.length;
    this.#keep(text);
    put(this.all, position, text);
    this.#positions.set(text, position);
    return position;
  }
}

/** Writes flows, one after the other. Its state is that of the flow at hand. */
export class Tape {
  words = new Uint32Array(ROOM);
  /** Where the next word goes. */
  top = 0;
  #texts;
  #values = 0;
  #units = 0;
  #isPolluted = false;

  constructor(texts) {
    this.#texts = texts;
  }

  /** Writes a flow. Throws a FlowError for what cannot be stated as JSON. */
  write(flow) {
    this.#texts.begin();
    try {
      this.top = 0;
      this.#values = 1;
      this.#units = 0;
      this.#isPolluted = isPolluted();
      this.#value(flow ?? null, null);
    } finally {
      this.#texts.end();
    }
    if (!isIntact()) throw new TypeError("Array.prototype was altered: nothing can be judged while arrays are not those of the language");
  }

  /** Writes the value that a frame has at its key. */
  #value(value, frame) {
    if (this.top + 4 > this.words.length) this.#grow();
    switch (typeof value) {
      case "string":
        this.words[this.top++] = (this.#text(value, frame) << 3) | TEXT;
        break;
      case "boolean":
        this.words[this.top++] = value ? TRUE : FALSE;
        break;
      case "number":
        this.#number(value, frame);
        break;
      case "object":
        if (value === null) this.words[this.top++] = NULL;
        else this.#nested(value, frame);
        break;
      case "undefined":
        throw refused("L0585", frame, "the array has a gap here", "write {} for an entry of which nothing is known");
      default:
        throw missing(frame, `JSON has no ${typeof value}`);
    }
  }

  #text(text, frame) {
    this.#units += text.length;
    if (this.#units > MAX_TEXT) throw tooLarge(frame, `more than ${MAX_TEXT.toLocaleString("en")} characters of text`);
    const position = this.#texts.position(text);
    if (position >= 0) return position;
    throw refused("L0587", frame, "the text holds an unpaired surrogate", "it was probably cut inside a character");
  }

  #number(value, frame) {
    if ((value & 0x1fff_ffff) === value) {
      this.words[this.top++] = (value << 3) | WHOLE;
      return;
    }
    if (!isFiniteNumber(value)) throw missing(frame, `${value} is not a number of JSON`);
    double[0] = value;
    this.words[this.top] = NUMBER;
    this.words[this.top + 1] = halves[0];
    this.words[this.top + 2] = halves[1];
    this.top += 3;
  }

  #nested(value, up) {
    for (let frame = up; frame !== null; frame = frame.up) {
      if (frame.value === value) throw refused("L0580", up, "the flow contains itself", "refer to a party by its id: \"@acme\"");
    }
    if (up !== null && up.depth >= MAX_DEPTH) throw refused("L0581", up, `arrays and objects nest deeper than ${MAX_DEPTH}`);
    const frame = frameOf(value, up);
    const start = this.top;
    this.top += 2;
    const head = isList(value, up) ? this.#array(value, frame) : this.#object(value, frame);
    this.words[start] = head;
    this.words[start + 1] = this.top;
  }

  #array(list, frame) {
    const length = lengthOf(list, frame.up);
    if (length > MAX_VALUES) throw tooMany(frame.up);
    for (let i = 0; i < length; i++) {
      frame.key = i;
      if (++this.#values > MAX_VALUES) throw tooMany(frame);
      this.#value(entry(list, i, frame), frame);
    }
    return (length << 3) | ARRAY;
  }

  #object(object, frame) {
    const own = propertiesOf(object, frame);
    let count = 0;
    if (this.#isPolluted) {
      const keys = keysOf(own);
      for (let i = 0; i < keys.length; i++) count += this.#property(keys[i], own[keys[i]], frame);
    } else {
      for (const key in own) count += this.#property(key, own[key], frame);
    }
    return (count << 3) | OBJECT;
  }

  /** Writes a key and its value; returns 0 where there is no value, as in JSON. */
  #property(key, value, frame) {
    if (value === undefined) return 0;
    frame.key = key;
    if (++this.#values > MAX_VALUES) throw tooMany(frame);
    if (this.top + 4 > this.words.length) this.#grow();
    this.words[this.top++] = this.#text(key, frame);
    this.#value(value, frame);
    return 1;
  }

  #grow() {
    const larger = new Uint32Array(this.words.length * 2);
    larger.set(this.words);
    this.words = larger;
  }
}

/** Whether somebody gave every object properties: then only an object's own are read. */
function isPolluted() {
  for (const _ in NOTHING) return true;
  return false;
}

/** Returns plain data as the engine takes them: the words of a tape, and the texts that they name. */
export function taped(value) {
  const texts = new Texts(() => {}, () => {});
  const tape = new Tape(texts);
  tape.write(value);
  return [tape.words.slice(0, tape.top), texts.all];
}
