// A flow as words, one after the other, which the engine reads (src/flow/node.rs): what is stated, and nothing that follows
// from it. The writer knows no policy and no vocabulary, and reads what a host hands in as plain.js says.
import {
  MAX_DEPTH,
  MAX_TEXT,
  MAX_VALUES,
  entry,
  frameOf,
  hasSymbols,
  isIntact,
  isList,
  isOrdinary,
  lengthOf,
  missing,
  propertiesOf,
  put,
  refused,
  threw,
  tooLarge,
  tooMany,
} from "./plain.js";

/** The meaning of the lowest three bits of a word. */
const NULL = 0;
const FALSE = 1;
const TRUE = 2;
const WHOLE = 3;
const NUMBER = 4;
const TEXT = 5;
const ARRAY = 6;
const OBJECT = 7;

/** Words before more are needed. */
const ROOM = 256;

/** With the flag `u` a surrogate matches only where it is not paired. */
const UNPAIRED = /\p{Surrogate}/u;
const { isFinite: isFiniteNumber } = Number;
const { hasOwn, keys: keysOf } = Object;
/** A number as two words. */
const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);

/** A text, where it stands among those that tapes name, and the key that stood after it in the last object that had both. */
class Known {
  constructor(text, position) {
    this.text = text;
    this.position = position;
    this.next = null;
  }
}

/** The texts that a tape names by their positions, each once. */
class Texts {
  /** The texts by their positions. */
  all = [];
  /** Stands before the first key of an object. */
  start = new Known("", -1);
  #known = new Map();

  /** Returns what is known of a text; null for one that is not Unicode. */
  known(text) {
    const known = this.#known.get(text);
    return known === undefined ? this.#add(text) : known;
  }

  #add(text) {
    if (!isUnicode(text)) return null;
    const known = new Known(text, this.all.length);
    put(this.all, known.position, text);
    this.#known.set(text, known);
    return known;
  }
}

/** Returns whether every surrogate of a text is paired. Most texts have none. */
function isUnicode(text) {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) >= 0xd800) return !UNPAIRED.test(text);
  }
  return true;
}

/** Writes one flow. */
class Tape {
  words = new Uint32Array(ROOM);
  /** The place of the next word. */
  top = 0;
  texts = new Texts();
  #values = 1;
  #units = 0;

  /** Writes the flow. Throws a FlowError for what cannot be stated as JSON. */
  write(flow) {
    this.#value(flow ?? null, null);
    if (!isIntact())
      throw new TypeError(
        "Array.prototype was altered: nothing can be judged while arrays are not those of the language",
      );
  }

  /** Writes the value that a frame has at its key. */
  #value(value, frame) {
    if (this.top + 4 > this.words.length) this.#grow();
    switch (typeof value) {
      case "string":
        this.words[this.top++] = (this.#text(value, frame).position << 3) | TEXT;
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

  #count(text, frame) {
    this.#units += text.length;
    if (this.#units > MAX_TEXT) throw tooLarge(frame, `more than ${MAX_TEXT.toLocaleString("en")} characters of text`);
  }

  #text(text, frame) {
    this.#count(text, frame);
    const known = this.texts.known(text);
    if (known !== null) return known;
    throw refused("L0587", frame, "the text holds an unpaired surrogate", "it was probably cut inside a character");
  }

  /** Returns what is known of a key. Objects of one form have their keys in one order, so it is mostly the one that followed last time. */
  #key(key, last, frame) {
    const { next } = last;
    if (next !== null && next.text === key) {
      this.#count(key, frame);
      return next;
    }
    const known = this.#text(key, frame);
    last.next = known;
    return known;
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
      if (frame.value === value)
        throw refused("L0580", up, "the flow contains itself", 'refer to a party by its id: "@acme"');
    }
    if (up !== null && up.depth >= MAX_DEPTH)
      throw refused("L0581", up, `arrays and objects nest deeper than ${MAX_DEPTH}`);
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

  /** Writes the properties of an object. One of the usual kind is read as it is; any other is first copied. */
  #object(object, frame) {
    let count = 0;
    let last = this.texts.start;
    let isOfHost = true;
    frame.key = null;
    try {
      if (isOrdinary(object) && !hasSymbols(object)) {
        for (const key in object) {
          frame.key = key;
          // A trap of a proxy may have added to Object.prototype since it was looked at.
          if (!hasOwn(object, key)) continue;
          const value = object[key];
          isOfHost = false;
          if (value !== undefined) {
            last = this.#property(key, value, frame, last);
            count += 1;
          }
          isOfHost = true;
          frame.key = null;
        }
        return (count << 3) | OBJECT;
      }
    } catch (thrown) {
      throw isOfHost ? threw(frame, thrown) : thrown;
    }
    const own = propertiesOf(object, frame);
    const keys = keysOf(own);
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i];
      if (own[key] === undefined) continue;
      frame.key = key;
      last = this.#property(key, own[key], frame, last);
      count += 1;
    }
    return (count << 3) | OBJECT;
  }

  /** Writes a key, which stands after another, and its value; returns what is known of the key. */
  #property(key, value, frame, last) {
    if (++this.#values > MAX_VALUES) throw tooMany(frame);
    if (this.top + 4 > this.words.length) this.#grow();
    const known = this.#key(key, last, frame);
    this.words[this.top++] = known.position;
    this.#value(value, frame);
    return known;
  }

  #grow() {
    const larger = new Uint32Array(this.words.length * 2);
    larger.set(this.words);
    this.words = larger;
  }
}

/** Returns plain data as the engine takes them: the words of a tape, and the texts that they name. */
export function taped(value) {
  const tape = new Tape();
  tape.write(value);
  return [tape.words.slice(0, tape.top), tape.texts.all];
}
