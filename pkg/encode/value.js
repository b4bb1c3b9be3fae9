// Values of facts as words: the same texts and numbers that the engine reads (src/flow/value.rs), and no others. A word
// is never zero, so zero says that a value is none.

/** The word of 9999-12-31, the day on which what is endless ends. */
const ENDLESS = 3_652_059;
const MONTHS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
/** Texts that may have more bytes than the engine reads. */
const LONGEST = 333;
const UNPAIRED = /\p{Surrogate}/u;
const WORDY = /^([0-9]+) +(day|week|month|year)s?$/;
const ISO = /^P(?=[0-9])(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?$/;
/** The largest count of a unit of time. */
const MOST = 9999;

/** The word of a day written "2026-03-01". */
export function date(value) {
  if (typeof value !== "string" || value.length !== 10) return 0;
  if (value.charCodeAt(4) !== 45 || value.charCodeAt(7) !== 45) return 0;
  const year = two(value, 0) * 100 + two(value, 2);
  const month = two(value, 5);
  const day = two(value, 8);
  // What is no digit makes its part NaN, which no comparison holds for.
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= 31)) return 0;
  const leap = (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  const before = MONTHS[month - 1];
  if (day > MONTHS[month] - before + (month === 2 ? leap : 0)) return 0;
  const years = year - 1;
  const centuries = (years / 100) | 0;
  return years * 365 + (years >> 2) - centuries + (centuries >> 2) + before + (month > 2 ? leap : 0) + day;
}

/** Two digits as a number. */
function two(value, at) {
  const tens = value.charCodeAt(at) - 48;
  const ones = value.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

/** The word of a day on which something ends, or of "none". */
export function end(value) {
  return value === "none" ? ENDLESS : date(value);
}

/** The word of a share written "44.4%": one more than its hundredths. */
export function percent(value) {
  if (typeof value !== "string") return 0;
  const match = /^([0-9]{1,4})(?:\.([0-9]{1,2}))? *%$/.exec(value);
  if (match === null) return 0;
  const hundredths = Number(match[1]) * 100 + Number((match[2] ?? "0").padEnd(2, "0"));
  return hundredths <= 10_000 ? hundredths + 1 : 0;
}

/** A number in ten-thousandths; NaN where it has more decimals or is too large. */
export function scaled(value) {
  if (typeof value !== "number") return NaN;
  const exact = value * 10_000;
  const size = Math.abs(exact);
  if (!(size < 9.0e15)) return NaN;
  const whole = Math.round(size);
  if (Math.abs(size - whole) > 1e-9 * Math.max(size, 1)) return NaN;
  return exact < 0 ? -whole : whole;
}

/** A duration written "2 months" or "P2M", as months and days; null for none. */
export function duration(value) {
  if (typeof value !== "string" || value.length > LONGEST) return null;
  const wordy = WORDY.exec(value);
  const found = wordy === null ? ISO.exec(value) : fromWords(Number(wordy[1]), wordy[2]);
  if (found === null) return null;
  const [years, months, weeks, days] = [1, 2, 3, 4].map((index) => Number(found[index] ?? 0));
  if (years > MOST || months > MOST || weeks > MOST || days > MOST) return null;
  return { months: years * 12 + months, days: weeks * 7 + days };
}

function fromWords(count, unit) {
  const found = ["", 0, 0, 0, 0];
  found[["year", "month", "week", "day"].indexOf(unit) + 1] = count;
  return found;
}

/** Whether a text is one that the engine surely reads. */
export function isText(value) {
  return typeof value === "string" && value.length <= LONGEST && !UNPAIRED.test(value);
}

/** The id of a party, one @ taken off; empty for what is no id. */
export function id(value) {
  if (typeof value !== "string") return "";
  const plain = value.charCodeAt(0) === 64 ? value.slice(1) : value;
  return plain.length <= LONGEST && /^[A-Za-z0-9_.-]+$/.test(plain) ? plain : "";
}

/** The word of a region, whatever the case of its letters; 0 for none that is known. */
export function region(regions, value) {
  if (value === "none") return 1;
  if (typeof value !== "string" || value.length > LONGEST) return 0;
  // Only the case of ASCII counts: other letters that have small forms in ASCII are not meant.
  return regions.named.get(value) ?? (/^[ -~]*$/.test(value) ? regions.named.get(value.toLowerCase()) : undefined) ?? 0;
}

/** Why a flow was not taken: the path, last step first, and what is wrong there. */
export class Unfit {
  what;
  path = [];

  constructor(what) {
    this.what = what;
  }
}

/** Tables larger than this are not tried. */
const MOST_BITS = 12;
/** Names that are asked for before a table is looked for: whoever decides once does not wait for it. */
const ASKED = 16;

/**
 * A closed list of names; the word of each is one more than its position. They are found by one or two of their letters and
 * their length, which is faster than a Map where flows are fresh from JSON and their texts were never hashed.
 */
export class Names {
  count;
  words;
  asked = 0;
  /** Names and words at their places in the table, once one was found. */
  slots = [""];
  found = new Uint16Array(1);
  factor = 1;
  letter = 0;
  mask = 0;

  constructor(names) {
    this.count = names.length;
    this.words = new Map(names.map((name, index) => [name, index + 1]));
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
