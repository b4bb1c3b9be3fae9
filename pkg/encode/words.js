// Where a flow's words go while it is encoded, and how values of each type become words there.
import { Unfit, date, duration, isText, region, scaled } from "./value.js";
import { GROUP, Pile } from "./table.js";

const SEVERAL = 5;
const NAMED_PLACES = 8;
/** How many things with facts a flow may have. */
const MAX_RECORDS = 20_000;
/** Days that are remembered. */
const MAX_DAYS = 4096;

/** Who may have the shares that no holder states (`Unlisted` in src/flow/mod.rs). */
export const ANYBODY = 0;
const NAMED = 1;
export const ENTRIES = 2;
const NOBODY_ELSE = 3;

const isArray = Array.isArray;
const isEnumerable = Object.prototype.propertyIsEnumerable;

/** The words of one flow after the other, with what is to be settled once all facts of one are read. */
export class Words {
  table;
  /** Where words go. */
  words = new Uint32Array(0);
  /** Where this flow's words start. */
  base = 0;
  top = 0;
  records = 0;
  depth = 0;
  day = 0;
  days = new Map();
  /** The records of who stands at the root: 0 not stated, NOBODY none. */
  exporter = 0;
  provider = 0;
  /** Words that mean the exporter or the provider, from before either was met. */
  exporters = new Pile();
  providers = new Pile();
  /** Words that are groups of places, and stated derived facts with their records. */
  groups = new Pile();
  stated = new Pile();
  sites = new Pile();
  transfers = new Pile();
  /** Every record, where everyone who is named is a party. */
  all = new Pile();
  gathers;
  /** Whether objects have enumerable facts that they inherit. */
  polluted = false;
  persons = new Map();
  /** The ids that are referred to, and that no party was found to have yet, as words. */
  dangling = new Set();
  texts = new Map();
  /** Records of further statements of one party, and the record that they are merged into. */
  merged = new Map();
  /** Words of merged records where groups of places stand. */
  ungrouped = new Set();

  constructor(table) {
    this.table = table;
    this.gathers = table.at.parties > 0;
  }

  /** The word of the day judged: mostly one of a few. */
  dayOf(value) {
    const before = this.days.get(value);
    if (before !== undefined) return before;
    const word = date(value);
    if (word === 0) throw new Unfit("this is not a day");
    if (this.days.size >= MAX_DAYS) this.days.clear();
    this.days.set(value, word);
    return word;
  }

  /** Takes so many words; where they start. */
  room(count) {
    const at = this.top;
    this.top = at + count;
    if (this.top > this.words.length) this.grow();
    return at;
  }

  /** Goes on in memory twice as large. */
  grow() {
    const larger = new Uint32Array(Math.max(1024, this.top * 2));
    larger.set(this.words);
    this.words = larger;
  }

  /** A new record of which nothing is known. */
  record(kind) {
    const at = this.room(kind.size);
    if (++this.records > MAX_RECORDS) throw new Unfit("the flow states too much");
    this.words[at] = kind.tag;
    if (this.gathers) this.all.push(at);
    return at;
  }

  place(value, at) {
    const word = this.placeWord(value);
    this.words[at] = word;
    if (word >= GROUP) this.groups.push(at);
    else if (this.table.compares) this.named(word);
  }

  placeWord(value) {
    if (typeof value !== "string") throw new Unfit("this is not a place");
    let word = 0;
    if (value.length === 2) {
      const first = value.charCodeAt(0) - 65;
      const second = value.charCodeAt(1) - 65;
      if (first >= 0 && first < 26 && second >= 0 && second < 26) word = this.table.letters[first * 26 + second];
    } else word = this.table.places.get(value) ?? 0;
    if (word === 0) throw new Unfit("this is not a place");
    return word;
  }

  /** Notes that a place is stated by itself. */
  named(word) {
    this.words[this.base + NAMED_PLACES + ((word - 1) >> 5)] |= 1 << ((word - 1) & 31);
  }

  /** A whole number below 2^18. */
  small(value, at) {
    this.words[at] = 0x4000_0000;
    this.words[at + 1] = value * 10_000;
  }

  number(value, at) {
    const number = scaled(value);
    if (number !== number) throw new Unfit("this is not a number that fits");
    const high = Math.floor(number / 0x1_0000_0000);
    this.words[at] = high + 0x4000_0000;
    this.words[at + 1] = number - high * 0x1_0000_0000;
  }

  duration(value, at) {
    const found = duration(value);
    if (found === null) throw new Unfit("this is not a duration");
    this.words[at] = found.months + 1;
    this.words[at + 1] = found.days;
  }

  /** The word of a text: those that the policy names have theirs, others are numbered as they come. */
  text(value) {
    const { texts } = this.table;
    const word = texts.get(value) ?? this.texts.get(value);
    if (word !== undefined) return word;
    const next = texts.size + this.texts.size + 1;
    this.texts.set(value, next);
    return next;
  }

  /** Entries that may be more than are stated. */
  open(value) {
    if (isArray(value)) return value;
    if (typeof value !== "object") throw new Unfit("this is not a list");
    const { items, complete } = value;
    if (!isArray(items) || typeof complete !== "boolean" || !isEnumerable.call(value, "items") || !isEnumerable.call(value, "complete")) {
      throw new Unfit("this is not a list");
    }
    return items;
  }

  /** Whether a list is complete (1) or open (2). */
  flag(value) {
    return isArray(value) || value.complete === true ? 1 : 2;
  }

  /** A set of values, as bits after the flag. */
  bits(names, value, at) {
    const whole = isArray(value);
    const items = whole ? value : this.open(value);
    const length = count(items);
    for (let i = 0; i < length; i++) {
      const bit = names.word(items[i]) - 1;
      this.words[at + 1 + (bit >> 5)] |= 1 << (bit & 31);
    }
    this.words[at] = whole ? 1 : this.flag(value);
  }

  places(value, at) {
    const items = this.open(value);
    const start = this.room(count(items));
    const length = this.top - start;
    let found = 0;
    let groups = 0;
    for (let i = 0; i < length; i++) {
      const word = this.placeWord(items[i]);
      if (word < GROUP && this.has(start, found, word)) continue;
      this.words[start + found] = word;
      if (word >= GROUP) {
        this.groups.push(start + found);
        groups += 1;
      } else if (this.table.compares) this.named(word);
      found += 1;
    }
    if (groups > 0) this.words[this.base + SEVERAL] = 1;
    this.entries(value, at, start, found);
  }

  regions(value, at) {
    const items = this.open(value);
    const start = this.room(count(items));
    const length = this.top - start;
    let found = 0;
    for (let i = 0; i < length; i++) {
      const word = known(region(this.table.regions, items[i]));
      if (this.has(start, found, word)) continue;
      this.words[start + found] = word;
      found += 1;
    }
    this.entries(value, at, start, found);
  }

  has(start, found, word) {
    for (let i = start; i < start + found; i++) if (this.words[i] === word) return true;
    return false;
  }

  entries(value, at, start, found) {
    this.words[at] = this.flag(value) | (found << 2);
    this.words[at + 1] = start - this.base;
  }
}

/** Reads who may have the shares that no entry of a list of holders states. */
export function unlistedOf(value) {
  if (isArray(value)) return ANYBODY;
  const { complete } = value;
  const remainder = isEnumerable.call(value, "remainder") ? value.remainder : undefined;
  if (remainder === undefined || remainder === null) return complete === true ? ENTRIES : ANYBODY;
  if (complete !== true || !isText(remainder) || remainder.trim() === "") throw new Unfit("this does not name a remainder");
  return remainder === "none" ? NOBODY_ELSE : NAMED;
}

/** A word that is not none. */
export function known(word) {
  if (!word) throw new Unfit("this is not a value of this fact");
  return word;
}

/** How many entries a list has. */
export function count(items) {
  const { length } = items;
  if (!(length <= MAX_RECORDS)) throw new Unfit("the list is too long");
  return length;
}
