// A policy's diagram as it is stored (src/program/drawn.rs), read: which keys of a flow count, what their values say, and
// the nodes.
import { TYPE } from "./table.js";
import { date, end, percent } from "./value.js";

/** What becomes of a key. */
export const UNREAD = 0;
export const YES_NO = 1;
export const ONE = 2;
export const PLACE = 3;
export const NUMBER = 4;
export const OBJECT = 5;
export const LIST = 6;
export const SET = 7;
export const DATA = 8;
export const DAY = 9;
export const ORDERED = 10;
export const ID = 11;
export const LEFT = 12;

/** Keys that nobody reads and that are remembered for one object. */
const MOST_KEYS = 255;
/** Words of a fact at most: where nothing is tested of one, all of them are of no class. */
const WORDS = 512;
/** How many objects may stand in one another. */
const MOST_STEPS = 3;

/** One key of an object at one place of a flow. */
class Key {
  constructor(type) {
    this.type = type;
    /** The variable whose class it gives; where the classes of its words stand. */
    this.slot = 0;
    this.at = 0;
    /** Names of its values; what each value of a set says; what a number is compared with. */
    this.names = null;
    this.says = null;
    this.tests = 0;
    this.limits = null;
    this.read = null;
    /** The keys of the object, or of a list's entries. */
    this.spot = null;
    this.list = null;
  }
}

/** A key that nobody reads. */
const NOBODYS = new Key(UNREAD);

/** The keys of an object at one place of a flow. */
class Spot {
  constructor() {
    this.read = new Map();
    /** Keys in the order in which they first came, which is mostly the order in which they come; a key of nobody is last. */
    this.names = [""];
    this.keys = [NOBODYS];
    this.places = new Map();
  }

  /** Where a key stands that did not come after the one before it. */
  find(name) {
    const place = this.places.get(name);
    if (place !== undefined) return place;
    const last = this.names.length - 1;
    if (last >= MOST_KEYS && !this.read.has(name)) return last;
    this.places.set(name, last);
    this.names[last] = name;
    this.keys[last] = this.read.get(name) ?? NOBODYS;
    this.names.push("");
    this.keys.push(NOBODYS);
    return last;
  }
}

/** Reads the numbers of a diagram one after the other. */
class Numbers {
  constructor(numbers) {
    this.numbers = numbers;
    this.at = 0;
  }

  /** As a small integer: what is kept as one is not turned into one at each use. */
  next() {
    return this.numbers[this.at++] | 0;
  }

  many(count) {
    this.at += count;
    return this.numbers.subarray(this.at - count, this.at);
  }

  /** Runs of equal numbers, one after the other, into an array. */
  runs(into) {
    let at = 0;
    for (let left = this.next(); left > 0; left--) {
      const number = this.next();
      const end = at + this.next();
      into.fill(number, at, end);
      at = end;
    }
  }

  /** A row that differs from another in some words. */
  changed(before) {
    let left = this.next();
    if (left === 0) return before;
    const row = before.slice();
    for (; left > 0; left--) {
      const word = this.next();
      row[word] = this.next();
    }
    return row;
  }
}

/**
 * Where to begin, then the branches of each node. A branch is a variable and, eight bits above, where the branches of the node
 * stand that asks it; or an end, less than zero: all bits of the decision turned.
 */
function nodes(from, widths) {
  const ends = from.many(from.next());
  const out = [0];
  const known = [];
  let begin = ~ends[0];
  for (let left = from.next(); left > 0; left--) {
    const variable = from.next();
    const place = out.length;
    for (let branches = widths[variable]; branches > 0; branches--) {
      const to = from.next();
      out.push(to < ends.length ? ~ends[to] : known[known.length - 1 - (to - ends.length)]);
    }
    begin = (place << 8) | variable;
    known.push(begin);
  }
  out[0] = begin;
  return Int32Array.from(out);
}

/** A diagram that is read. */
export class Drawn {
  constructor(numbers, table) {
    const from = new Numbers(numbers);
    this.table = table;
    this.variables = from.next();
    const widths = from.many(this.variables);
    /** The first day of each stretch on which nothing changes. */
    this.days = from.many(from.next());
    /** Where the classes of a fact's words start among all, and what they are on each stretch. */
    this.parts = [];
    this.width = WORDS;
    /** One for each variable, one for what nobody asks, and one for each fact of an entry. */
    this.slots = this.variables + 1;
    /** What is tested of the flow, by the words of its way. */
    this.facts = new Map();
    for (let left = from.next(); left > 0; left--) this.fact(from, this.facts);
    this.lists = new Map();
    for (let left = from.next(); left > 0; left--) this.listed(from);
    this.nodes = nodes(from, widths);
    this.root = this.spotOf(table.root, "", this.facts);
  }

  /** For each stretch of days, the class of each word of each fact. */
  rows() {
    return Array.from(this.days, (_, stretch) => {
      const row = new Uint8Array(this.width);
      for (const { at, rows } of this.parts) row.set(rows[stretch], at);
      return row;
    });
  }

  /** The class of each slot before anything is stated: lists may have entries that nobody knows. */
  fresh() {
    const fresh = new Uint8Array((this.slots + 3) & ~3);
    for (const { rest } of this.lists.values()) fresh[rest] = 1;
    return fresh;
  }

  /** A fact that is tested, under the words of its way. */
  fact(from, facts, slot) {
    const way = from.many(from.next()).join();
    const variable = from.next();
    const known = facts.get(way) ?? { slot: slot ?? variable, at: 0, limits: null, says: null, tests: 0 };
    const kind = from.next();
    if (kind === 0) {
      const count = from.next();
      const rows = [new Uint8Array(count)];
      from.runs(rows[0]);
      while (rows.length < this.days.length) rows.push(from.changed(rows.at(-1)));
      known.at = this.width;
      this.parts.push({ at: this.width, rows });
      this.width += count;
    } else if (kind === 1) known.limits = from.many(from.next());
    else if (kind === 2) {
      known.tests = from.next();
      known.says = new Int32Array(256);
      from.runs(known.says);
    }
    facts.set(way, known);
    return known;
  }

  listed(from) {
    const [word, first, kinds, count] = [from.next(), from.next(), from.next(), from.next()];
    const facts = new Map();
    const slots = [];
    for (let left = count; left > 0; left--) {
      slots.push(this.slots);
      this.fact(from, facts, this.slots++);
    }
    this.lists.set(String(word), { first, rest: first + kinds, facts, slots });
  }

  /** The keys of an object of a kind, whose facts are tested under ways that begin so. */
  spotOf(kind, way, facts) {
    const spot = new Spot();
    for (const fact of kind.keys.values()) {
      if (fact.type !== TYPE.unread) spot.read.set(fact.key, this.keyOf(fact, `${way}${way && ","}${fact.word}`, way, facts));
    }
    // Who is named twice is one party, whether or not the policy asks for names.
    if (kind === this.table.party) spot.read.set("id", new Key(ID));
    return spot;
  }

  keyOf(fact, way, before, facts) {
    const known = facts.get(way);
    const key = new Key(fact.derivation >= 0 || fact.twin !== null ? LEFT : (KINDS.get(fact.type) ?? LEFT));
    key.slot = known?.slot ?? this.variables;
    key.at = known?.at ?? 0;
    key.names = fact.names ?? (fact.type === TYPE.category || fact.type === TYPE.categories ? this.table.categories : null);
    key.says = known?.says ?? null;
    key.tests = known?.tests ?? 0;
    key.limits = known?.limits ?? new Float64Array(0);
    if (key.type === ORDERED) key.read = fact.type === TYPE.percent ? percent : fact.key === "through" ? end : date;
    if (key.type === LIST) this.sites(key, fact);
    else if (key.type === DATA || key.type === OBJECT) this.inner(key, fact, way, before, facts);
    return key;
  }

  inner(key, fact, way, before, facts) {
    const kind = fact.type === TYPE.exporter || fact.type === TYPE.provider ? this.table.party : fact.arg;
    if (kind === null || way.split(",").length > MOST_STEPS) key.type = LEFT;
    else key.spot = this.spotOf(kind, fact.type === TYPE.under_x ? before : way, facts);
    if (key.type !== DATA || kind === null) return;
    const categories = key.spot?.read.get("categories");
    if (categories === undefined) key.type = LEFT;
    else [key.slot, key.says, key.tests, key.names] = [categories.slot, categories.says, categories.tests, categories.names];
  }

  sites(key, fact) {
    key.list = fact.arg === this.table.site ? this.lists.get(String(fact.word)) : null;
    if (!key.list) key.type = LEFT;
    else {
      key.spot = this.spotOf(fact.arg, "", key.list.facts);
      const place = key.spot.read.get("place");
      key.at = place?.at ?? -1;
    }
  }
}

/** What becomes of facts of each type. */
const KINDS = new Map([
  [TYPE.yes_no, YES_NO],
  [TYPE.one_of, ONE],
  [TYPE.category, ONE],
  [TYPE.place, PLACE],
  [TYPE.number, NUMBER],
  [TYPE.bits, SET],
  [TYPE.categories, SET],
  [TYPE.date, ORDERED],
  [TYPE.percent, ORDERED],
  [TYPE.list, LIST],
  [TYPE.party, OBJECT],
  [TYPE.object, OBJECT],
  [TYPE.under_x, OBJECT],
  [TYPE.exporter, OBJECT],
  [TYPE.provider, OBJECT],
  [TYPE.data, DATA],
  [TYPE.id, ID],
  [TYPE.as_of, DAY],
]);
