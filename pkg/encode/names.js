// Names that a fact can have as its value, each with its word: found by two of their letters and their length, which is
// faster than a Map where flows are fresh from JSON and their texts were never hashed.
import { Unfit } from "./unfit.js";

/** Tables larger than this are not tried. */
const MOST_BITS = 12;
/** Names that are asked for before a table is looked for: whoever decides once does not wait for it. */
const ASKED = 16;

/** A closed list of names; the word of each is one more than its position. */
export class Names {
  constructor(names) {
    this.count = names.length;
    this.words = new Map(names.map((name, index) => [name, index + 1]));
    this.asked = 0;
    /** Names and words at their places in the table, once one was found. */
    this.slots = [""];
    this.found = new Uint16Array(1);
    this.factor = 1;
    this.letter = 0;
    this.mask = 0;
  }

  /** The word of a name; anything else is thrown back. */
  word(value) {
    if (typeof value === "string" && value.length > 0) {
      const at = place(value, this.mask, this.factor, this.letter);
      if (this.slots[at] === value) return this.found[at];
    }
    return this.slowly(value);
  }

  slowly(value) {
    if (++this.asked === ASKED) this.arrange();
    const word = this.words.get(value);
    if (word === undefined) throw new Unfit("this is not a value of this fact");
    return word;
  }

  /** The word of a value; 0 for what is none. */
  lookUp(value) {
    if (typeof value !== "string" || value.length === 0) return 0;
    const at = place(value, this.mask, this.factor, this.letter);
    if (this.slots[at] === value) return this.found[at];
    if (++this.asked === ASKED) this.arrange();
    return this.words.get(value) ?? 0;
  }

  /** The word of a name, 0 for what is none. */
  find(name) {
    return this.words.get(name) ?? 0;
  }

  /** Looks for a table in which no two names stand at one place, by one letter or else by two. */
  arrange() {
    const names = [...this.words.keys()];
    const taken = new Uint16Array(1 << MOST_BITS);
    let tries = 0;
    for (let bits = Math.ceil(Math.log2(Math.max(2, names.length))); bits <= MOST_BITS; bits++) {
      for (let factor = 1; factor < 32; factor += 2) {
        for (let letter = -8; letter < 8; letter++) {
          const mask = (1 << bits) - 1;
          if (apart(names, mask, factor, letter, taken, ++tries)) return this.use(names, mask, factor, letter);
        }
      }
    }
  }

  use(names, mask, factor, letter) {
    const slots = new Array(mask + 1).fill("");
    for (const name of names) slots[place(name, mask, factor, letter)] = name;
    this.slots = slots;
    this.found = Uint16Array.from(slots, (name) => this.words.get(name) ?? 0);
    this.mask = mask;
    this.factor = factor;
    this.letter = letter;
  }
}

/** Whether no two names stand at one place; the number of this try marks places that are taken. */
function apart(names, mask, factor, letter, taken, mark) {
  for (const name of names) {
    const at = place(name, mask, factor, letter);
    if (taken[at] === mark) return false;
    taken[at] = mark;
  }
  return true;
}

/** A letter below zero is counted from there, and the only one that is looked at. */
function place(name, mask, factor, letter) {
  const { length } = name;
  if (letter < 0) return (name.charCodeAt(~letter < length ? ~letter : length - 1) * factor + length * 7) & mask;
  const first = name.charCodeAt(letter < length ? letter : length - 1);
  return (first * factor + name.charCodeAt(length >> 1) + length * 7) & mask;
}
