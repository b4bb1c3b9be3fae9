// Deciding plain flows without writing them: the class of each fact that a flow states, and from class to class down the
// policy's diagram (src/diagram), which ends at the verdict and the rule that decides.
//
// Whatever is not plain is left to the encoder (pkg/encode.js), which looks at the flow anew: a wrong value, an open list, a
// group of places, a party by its id or name, a fact that others give.
import { DATA, DAY, Drawn, ID, LIST, NUMBER, OBJECT, ONE, ORDERED, PLACE, SET, UNREAD, YES_NO } from "./drawn.js";
import { GROUP } from "./table.js";
import { date, id, scaled } from "./value.js";

/** Entries of a list, and days that are remembered. */
const MAX_ENTRIES = 32;
const MAX_DAYS = 4096;

const PLAIN = Object.prototype;
const isOwn = Object.prototype.hasOwnProperty;
const prototypeOf = Object.getPrototypeOf;
const isArray = Array.isArray;
const isEnumerable = Object.prototype.propertyIsEnumerable;

/** A policy's diagram, with what is found of the flow at hand. */
export class Diagram {
  constructor(numbers, table) {
    const drawn = new Drawn(numbers, table);
    this.letters = table.letters;
    this.places = table.places;
    this.days = drawn.days;
    this.rows = drawn.rows();
    this.root = drawn.root;
    this.nodes = drawn.nodes;
    /** The class of each variable, which are set afresh four at a time. */
    const fresh = drawn.fresh();
    this.classes = new Uint8Array(fresh.length);
    this.fours = new Int32Array(this.classes.buffer);
    this.freshFours = new Int32Array(fresh.buffer);
    /** The stretch of each day that was met. */
    this.stretches = new Map();
    this.busy = false;
    /** The classes of words on the day judged; that day, and whether it was met among the facts, or given. */
    this.current = null;
    this.day = undefined;
    this.stated = false;
    /** How many parties have an id. */
    this.ids = 0;
  }

  /** The decision on a flow, packed as the Wasm packs it; -1 where the flow is left to the encoder. */
  decide(flow, asOf) {
    if (this.busy) return -1;
    this.busy = true;
    try {
      return this.found(flow, asOf);
    } catch {
      return -1;
    } finally {
      this.busy = false;
    }
  }

  found(flow, asOf) {
    if (typeof flow !== "object" || flow === null) return -1;
    this.day = asOf === undefined ? flow.as_of : asOf;
    const stretch = this.stretches.get(this.day) ?? this.stretchOf(this.day);
    if (stretch < 0) return -1;
    const { classes, nodes } = this;
    this.current = this.rows[stretch];
    const { fours, freshFours } = this;
    for (let i = 0; i < fours.length; i++) fours[i] = freshFours[i];
    classes[0] = stretch;
    this.stated = asOf !== undefined;
    this.ids = 0;
    if (!this.walk(this.root, flow) || !this.stated) return -1;
    // A node is its variable, and above it where its branches stand; an end is negative.
    let node = nodes[0];
    while (node >= 0) node = nodes[(node >> 8) + classes[node & 0xff]];
    return ~node;
  }

  /** Which stretch a day lies in; -1 for what is no day. */
  stretchOf(day) {
    const word = date(day);
    if (word === 0) return -1;
    const { days } = this;
    let stretch = days.length - 1;
    while (stretch > 0 && days[stretch] > word) stretch -= 1;
    if (this.stretches.size >= MAX_DAYS) this.stretches.clear();
    this.stretches.set(day, stretch);
    return stretch;
  }

  /** Finds the classes of what an object states; whether it could. */
  walk(spot, object) {
    if (typeof object !== "object" || object === null) return false;
    if (object.constructor !== Object && !isPlain(object)) return false;
    const { classes, current } = this;
    const { names, keys } = spot;
    let at = -1;
    for (const name in object) {
      if (!isOwn.call(object, name)) return false;
      at += 1;
      if (names[at] !== name) at = spot.find(name);
      const key = keys[at];
      const { type } = key;
      if (type === UNREAD) continue;
      const value = object[name];
      if (value === undefined || value === null) continue;
      if (type === YES_NO) {
        if (value !== true && value !== false) return false;
        classes[key.slot] = current[key.at + 1 + +value];
      } else if (type === ONE) {
        const word = key.names.lookUp(value);
        if (word === 0) return false;
        classes[key.slot] = current[key.at + word];
      } else if (type === PLACE) {
        const word = this.place(value);
        if (word === 0) return false;
        classes[key.slot] = current[key.at + word];
      } else if (type === LIST) {
        if (!this.list(key, value)) return false;
      } else if (type === SET) {
        if (!this.set(key, value)) return false;
      } else if (type === OBJECT) {
        if (!this.walk(key.spot, value)) return false;
        classes[key.slot] = 1;
      } else if (!this.rarer(key, type, value)) return false;
    }
    return true;
  }

  rarer(key, type, value) {
    switch (type) {
      case NUMBER:
        return this.number(key, (value & 0x3ffff) === value ? value * 10_000 : scaled(value));
      case DATA:
        return isArray(value) ? this.set(key, value) : !holdsItems(value) && this.walk(key.spot, value);
      case DAY:
        this.stated ||= value === this.day;
        return this.stated;
      case ORDERED: {
        const word = key.read(value);
        return word > 0 && this.number(key, word);
      }
      case ID:
        this.ids += 1;
        return this.ids === 1 && id(value) !== "";
      default:
        return false;
    }
  }

  /** The word of a place that is no group. */
  place(value) {
    if (typeof value !== "string") return 0;
    if (value.length !== 2) {
      const word = this.places.get(value) ?? 0;
      return word < GROUP ? word : 0;
    }
    const first = value.charCodeAt(0) - 65;
    const second = value.charCodeAt(1) - 65;
    const word = first >= 0 && first < 26 && second >= 0 && second < 26 ? this.letters[first * 26 + second] : 0;
    return word < GROUP ? word : 0;
  }

  number(key, number) {
    if (number !== number) return false;
    const { limits } = key;
    let found = 1;
    for (let i = 0; i < limits.length; i++) {
      const limit = limits[i];
      found += (number >= limit) + (number > limit);
    }
    this.classes[key.slot] = found;
    return true;
  }

  list(key, items) {
    if (!isArray(items)) return false;
    const { length } = items;
    if (length > MAX_ENTRIES) return false;
    const { classes, current } = this;
    const { first, rest, slots } = key.list;
    for (let i = 0; i < length; i++) {
      const item = items[i];
      let kind = 0;
      if (typeof item === "string") {
        const word = this.place(item);
        if (word === 0 || key.at < 0) return false;
        kind = current[key.at + word];
      } else {
        for (let fact = 0; fact < slots.length; fact++) classes[slots[fact]] = 0;
        if (!this.walk(key.spot, item)) return false;
        for (let fact = 0; fact < slots.length; fact++) kind += classes[slots[fact]];
      }
      classes[first + kind] = 1;
    }
    classes[rest] = 0;
    return true;
  }

  set(key, items) {
    if (!isArray(items)) return false;
    const { length } = items;
    if (length > MAX_ENTRIES) return false;
    const { names, says, tests, slot } = key;
    let sum = 0;
    for (let i = 0; i < length; i++) {
      const word = names.lookUp(items[i]);
      if (word === 0) return false;
      if (tests > 0) sum |= says[word - 1];
    }
    for (let test = 0; test < tests; test++) this.classes[slot + test] = saidOf(sum, test);
    return true;
  }
}

/** The class of one test of a complete set, from what its values say together. */
function saidOf(sum, test) {
  if (((sum >> test) & 1) === 1) return 2;
  const alone = (sum & (1 << 24)) === 0;
  const doubted = ((sum >> (8 + test)) & 1) === 1 || (alone && ((sum >> (16 + test)) & 1) === 1);
  return doubted ? 0 : 1;
}

function isPlain(object) {
  const prototype = prototypeOf(object);
  return prototype === PLAIN || prototype === null;
}

/** Whether it is a list that may go on, rather than an object. */
function holdsItems(value) {
  return value.items !== undefined && isEnumerable.call(value, "items");
}
