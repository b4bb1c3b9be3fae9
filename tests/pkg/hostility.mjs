// A host that means harm: it hands in objects whose getters and traps do whatever JavaScript lets them do, and notes every value
// that it gave. What it gave, as plain data, is what must have been judged.
import { runInNewContext } from "node:vm";

const NAMES = [
  "place",
  "storage",
  "data",
  "id",
  "items",
  "complete",
  "encrypted",
  "seat",
  "as_of",
  "level",
  "asOf",
  "part",
  "steps",
  "fixed",
  "costs",
  "modules",
  "verdict",
  "instances",
  "severity",
  "outcome",
  "rule",
  "term",
  "name",
  "get",
  "set",
  "value",
  "0",
  "1",
];
const VALUES = [
  "FR",
  "US",
  "lo",
  "hi",
  "rest",
  "2018-01-01",
  true,
  false,
  0,
  3,
  null,
  ["FR"],
  { place: "FR" },
  "compliant",
];

/** What is no plain value, made anew each time. */
const ODD = [
  () => NaN,
  () => 10n,
  () => Symbol("FR"),
  () => () => "FR",
  () => new Date(0),
  () => new Map([["place", "FR"]]),
  () => new String("FR"),
  () =>
    new (class Site {
      place = "FR";
    })(),
  () => Object.create({ place: "FR", encrypted: true }),
  () => "\ud800",
  () => "x".repeat(2 ** 20),
  () => {
    const own = {};
    own.own = own;
    return own;
  },
  () => {
    let deep = "FR";
    for (let i = 0; i < 100; i++) deep = { deep };
    return deep;
  },
  () => Object.assign([], { length: 300_000 }),
  () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  () => runInNewContext("({ place: 'FR', encrypted: true })"),
  () => runInNewContext("['FR', 'US']"),
  () => ({
    place: "FR",
    toJSON: () => ({ place: "US" }),
    valueOf: () => 5,
    toString: () => "US",
    [Symbol.toPrimitive]: () => "US",
  }),
  () => ({ [Symbol("place")]: "FR" }),
];

const LENGTHS = [
  -1,
  -20,
  -61,
  0,
  1,
  2,
  5,
  1.5,
  NaN,
  Infinity,
  -Infinity,
  "1",
  "",
  null,
  undefined,
  [],
  {},
  true,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2n,
  Symbol("1"),
];

/** What was done to Object.prototype and Array.prototype, by any host, and how it is undone: the last first. */
let undo = null;

/** Takes back whatever any host did to Object.prototype and Array.prototype. */
export function restore() {
  for (; undo !== null; undo = undo.next) undo.run();
}

/** Returns whether they are as they were. */
export const isClean = () => undo === null;

/** How many objects within one another may do more than give values. */
const DEEP = 2;

/**
 * One host, for one call. Its code runs while Array.prototype is not itself, so that it iterates over nothing and pushes
 * nothing to arrays.
 */
export class Host {
  /** Objects of this host, and what each has given as plain data. */
  #given = new Map();
  #objects = new Map();
  #acts;
  #depth;
  /** A key that was read more than once, and one that no data have: an array's own method, a symbol. */
  again = null;
  foreign = null;
  /** How often its code was run. */
  calls = 0;

  /** `acts` are what its code may do besides; each takes this host. `depth` counts hosts whose code runs this one. */
  constructor(draw, acts, depth = 0) {
    this.draw = draw;
    this.depth = depth;
    this.#depth = depth;
    this.#acts = [acts, acts, [spoil], [spoil], [pollute], [pollute], [clean], [raise]];
  }

  /** Returns what it gave in place of a value, as plain data. */
  plain(value) {
    const given = typeof value === "object" && value !== null ? this.#given.get(value) : undefined;
    return given === undefined ? value : given();
  }

  /** Hands in a plain value as an object that does harm. */
  handing(value) {
    const { draw } = this;
    if (draw.below(150) === 0) return draw.one(ODD)();
    if (typeof value !== "object" || value === null) return value;
    return Array.isArray(value) ? this.list(value.map((each) => this.handing(each))) : this.object(value);
  }

  object(plain) {
    const { draw } = this;
    const facts = new Map();
    for (const [key, value] of Object.entries(plain))
      facts.set(key, [this.handing(value), draw.below(4) === 0 ? draw.one(VALUES) : value]);
    const log = new Map();
    const read = (key) => this.#gives(log, key, facts.get(key) ?? [undefined, undefined]);
    return this.#known(draw.one([getters, getters, proxied, chained])(this, facts, read), () => this.#object(log));
  }

  list(entries) {
    const { draw } = this;
    const log = new Map();
    const lies = draw.below(25) === 0 ? [draw.one(LENGTHS), draw.one(LENGTHS)] : [entries.length, entries.length];
    const read = (key) => this.#gives(log, String(key), key === "length" ? lies : [entries[key], entries[key]]);
    return this.#known(draw.one([accessors, accessors, proxiedList])(this, entries, read), () => this.#list(log));
  }

  #known(made, given) {
    this.#given.set(made, given);
    this.#objects.set(this.#objects.size, made);
    return made;
  }

  /** Gives the first of two answers, and from then on the second. */
  #gives(log, key, answers) {
    const before = log.has(key);
    if (before) this.again = key;
    const answer = before ? answers[1] : answers[0];
    if (!before) log.set(key, answer);
    this.act();
    return answer;
  }

  #object(log) {
    const plain = {};
    for (const [key, first] of log) if (first !== undefined) define(plain, key, this.plain(first));
    return plain;
  }

  #list(log) {
    const indices = [...log.keys()].filter((key) => key !== "length").map(Number);
    const length = log.has("length") ? log.get("length") : Math.max(-1, ...indices) + 1;
    const plain = [];
    for (let i = 0; i < length && i <= 1000; i++)
      plain.push(log.has(String(i)) ? this.plain(log.get(String(i))) : undefined);
    return plain;
  }

  /** Returns its code runs: mostly it does nothing, else one of its acts, or something to what is handed in. */
  act() {
    this.calls += 1;
    if (this.#depth >= DEEP || this.draw.below(9) > 0) return;
    this.#depth += 1;
    try {
      this.draw.one(this.draw.one(this.#acts))(this);
    } finally {
      this.#depth -= 1;
    }
  }

  /** Returns some object that is being handed in. */
  some() {
    return this.#objects.get(this.draw.below(this.#objects.size));
  }

  /** Does something to an object of everybody, until it is restored. */
  change(owner, key, descriptor) {
    const before = Object.getOwnPropertyDescriptor(owner, key);
    if (before && !before.configurable) return;
    Object.defineProperty(owner, key, { __proto__: null, configurable: true, ...descriptor });
    const kept = before && { __proto__: null, ...before };
    const run = () => (kept ? Object.defineProperty(owner, key, kept) : delete owner[key]);
    undo = { run, next: undo };
  }
}

function define(owner, key, value) {
  Object.defineProperty(owner, key, { __proto__: null, value, enumerable: true, writable: true, configurable: true });
}

/** Returns an object whose facts are getters. */
function getters(host, facts, read) {
  const made = host.draw.below(4) === 0 ? Object.create(null) : {};
  for (const key of facts.keys())
    Object.defineProperty(made, key, { __proto__: null, get: () => read(key), enumerable: true, configurable: true });
  return made;
}

/** Returns the same, of a class or with facts that it inherits: neither is its own. */
function chained(host, facts, read) {
  const made = getters(host, facts, read);
  if (host.draw.below(10) === 0)
    Object.setPrototypeOf(
      made,
      host.draw.one([{ place: "FR", encrypted: true }, Array.prototype, class Site {}.prototype]),
    );
  return made;
}

/** Returns a proxy with every trap. */
function proxied(host, facts, read) {
  const target = {};
  for (const [key, [value]] of facts) define(target, key, value);
  const act = (value) => (host.act(), value);
  return new Proxy(target, {
    __proto__: null,
    get: (_, key) => (facts.has(key) ? read(key) : ((host.foreign = String(key)), undefined)),
    has: (_, key) => act(host.draw.below(2) === 0 || facts.has(key)),
    ownKeys: () => act(Reflect.ownKeys(target)),
    getOwnPropertyDescriptor: (_, key) => act(Reflect.getOwnPropertyDescriptor(target, key)),
    getPrototypeOf: () => act(host.draw.below(40) === 0 ? Array.prototype : Object.prototype),
    set: () => act(false),
    defineProperty: () => act(false),
    deleteProperty: () => act(false),
    isExtensible: () => act(Reflect.isExtensible(target)),
    preventExtensions: () => act(false),
    setPrototypeOf: () => act(false),
  });
}

/** Returns an array whose entries are getters, with methods of its own. */
function accessors(host, entries, read) {
  class Evil extends Array {
    static get [Symbol.species]() {
      host.foreign = "species";
      return Evil;
    }
  }
  const made = host.draw.below(4) === 0 ? new Evil() : [];
  for (let i = 0; i < entries.length; i++)
    Object.defineProperty(made, i, { __proto__: null, get: () => read(i), enumerable: true, configurable: true });
  for (const key of ["slice", "map", "concat", "constructor", "toJSON", Symbol.iterator, "valueOf", "toString"]) {
    Object.defineProperty(made, key, {
      __proto__: null,
      get: () => ((host.foreign = String(key)), () => []),
      configurable: true,
    });
  }
  return made;
}

/** Returns a proxy of an array, which may say any length. */
function proxiedList(host, entries, read) {
  const target = entries.slice();
  const act = (value) => (host.act(), value);
  return new Proxy(target, {
    __proto__: null,
    get: (_, key) =>
      key === "length" || /^\d+$/.test(String(key)) ? read(key) : ((host.foreign = String(key)), undefined),
    has: (_, key) => act(key in target),
    ownKeys: () => act(Reflect.ownKeys(target)),
    getOwnPropertyDescriptor: (_, key) => act(Reflect.getOwnPropertyDescriptor(target, key)),
    getPrototypeOf: () => act(host.draw.one([Array.prototype, Array.prototype, null, Object.prototype])),
  });
}

/** Shortens, lengthens or alters what is handed in. */
function spoil(host) {
  const { draw } = host;
  const some = host.some();
  try {
    if (Array.isArray(some))
      draw.one([
        () => (some.length = 0),
        () => Object.defineProperty(some, 3, { __proto__: null, value: "US", enumerable: true }),
        () => delete some[0],
        () => Object.setPrototypeOf(some, ["FR", "FR"]),
      ])();
    else
      draw.one([() => delete some[draw.one(NAMES)], () => (some[draw.one(NAMES)] = "FR"), () => Object.freeze(some)])();
  } catch {
    // Some objects refuse it.
  }
}

/** Gives every object, or every array, something. */
function pollute(host) {
  const { draw } = host;
  const value = draw.one(VALUES);
  draw.one([
    () =>
      host.change(Object.prototype, draw.one(NAMES), {
        value,
        writable: draw.below(2) === 0,
        enumerable: draw.below(2) === 0,
      }),
    () =>
      host.change(Object.prototype, draw.one(NAMES), {
        get: () => value,
        set: () => {},
        enumerable: draw.below(2) === 0,
      }),
    () => host.change(Array.prototype, draw.one(["0", "1", "2"]), { value: "FR", writable: true, enumerable: true }),
    () => host.change(Array.prototype, draw.one(["0", "1", "2"]), { get: () => "FR", set: () => {} }),
    () =>
      host.change(Array.prototype, Symbol.iterator, {
        value: function* () {
          yield "storage";
        },
        writable: true,
      }),
    () =>
      host.change(Array.prototype, "constructor", {
        value: class {
          static get [Symbol.species]() {
            return Array;
          }
        },
        writable: true,
      }),
    () =>
      host.change(draw.one([Object.prototype, Array.prototype, String.prototype]), "toJSON", {
        value: () => "FR",
        writable: true,
      }),
    () =>
      host.change(draw.one([Object.prototype, Number.prototype]), draw.one(["valueOf", "toString"]), {
        value: () => "FR",
        writable: true,
      }),
    () =>
      host.change(
        Object.prototype,
        draw.one([Symbol.iterator, Symbol.toPrimitive, Symbol.toStringTag, Symbol.isConcatSpreadable]),
        { value: () => "FR", writable: true },
      ),
  ])();
}

function clean() {
  restore();
}

function raise(host) {
  throw host.draw.one([
    new Error("no"),
    undefined,
    "no",
    [{ code: "L0503" }],
    Object.create(null),
    { error: new Error("no") },
    new RangeError("Maximum call stack size exceeded"),
  ]);
}
