// Names that a fact can have as its value, each with its word: found by two of their letters and their length, which is
// faster than a Map where flows are fresh from JSON and their texts were never hashed.
import { Unfit } from "./unfit.js";

/** Tables larger than this are not tried. */
const MOST_BITS = 12;

/** A closed list of names; the word of each is one more than its position. */
export class Names {
  constructor(names) {
    this.count = names.length;
    this.words = new Map(names.map((name, index) => [name, index + 1]));
    /** Names and words at their places in the table, when a table was found. */
    this.slots = [""];
    this.found = new Uint16Array(1);
    this.factor = 1;
    this.letter = 0;
    this.mask = 0;
    this.arrange(names);
  }

  /** Looks for a table in which no two names stand at one place. */
  arrange(names) {
    for (let bits = 2; bits <= MOST_BITS; bits++) {
      for (let factor = 1; factor < 32; factor += 2) {
        for (let letter = 0; letter < 8; letter++) if (this.fits(names, (1 << bits) - 1, factor, letter)) return;
      }
    }
    this.slots = null;
  }

  fits(names, mask, factor, letter) {
    const slots = new Array(mask + 1).fill("");
    for (const name of names) {
      const at = place(name, mask, factor, letter);
      if (slots[at] !== "") return false;
      slots[at] = name;
    }
    this.slots = slots;
    this.found = Uint16Array.from(slots, (name) => this.words.get(name) ?? 0);
    this.mask = mask;
    this.factor = factor;
    this.letter = letter;
    return true;
  }

  /** The word of a name; anything else is thrown back. */
  word(value) {
    if (typeof value === "string" && value.length > 0) {
      if (this.slots === null) return known(this.words.get(value));
      const at = place(value, this.mask, this.factor, this.letter);
      if (this.slots[at] === value) return this.found[at];
    }
    return known(0);
  }

  /** The word of a name, 0 for what is none. */
  find(name) {
    return this.words.get(name) ?? 0;
  }
}

function place(name, mask, factor, letter) {
  const { length } = name;
  const first = name.charCodeAt(letter < length ? letter : length - 1);
  return (first * factor + name.charCodeAt(length >> 1) + length * 7) & mask;
}

function known(word) {
  if (!word) throw new Unfit("this is not a value of this fact");
  return word;
}
