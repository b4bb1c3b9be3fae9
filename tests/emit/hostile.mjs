// Hostile objects: a printed module says of them what it says of the same facts as plain data, or refuses them.
//   node hostile.mjs FOLDER, with the modules and `asked.ndjson`, as run.mjs takes them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createContext, runInContext } from "node:vm";

const folder = resolve(process.argv[2]);
const asked = readFileSync(join(folder, "asked.ndjson"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
const modules = new Map();
for (const { module } of asked)
  if (!modules.has(module)) modules.set(module, await import(pathToFileURL(join(folder, module))));

const copied = (value, each) => {
  if (Array.isArray(value)) return each(value.map((entry) => copied(entry, each)));
  if (typeof value !== "object" || value === null) return value;
  return each(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copied(inner, each)])));
};
const isObject = (value) => !Array.isArray(value);
const realm = createContext({});

/** Changes that keep the facts, so that the answer must be the same. */
const FAITHFUL = {
  frozen: (flow) => copied(flow, Object.freeze),
  "without prototype": (flow) =>
    copied(flow, (value) => (isObject(value) ? Object.assign(Object.create(null), value) : value)),
  "of another realm": (flow) => runInContext(`(${JSON.stringify(flow)})`, realm),
  getters: (flow) => copied(flow, (value) => (isObject(value) ? withGetters(value) : value)),
  proxies: (flow) => copied(flow, (value) => new Proxy(value, {})),
  "keys that are symbols": (flow) =>
    copied(flow, (value) => Object.assign(value, isObject(value) ? { [Symbol("storage")]: 1 } : {})),
  "keys without a value": (flow) =>
    copied(flow, (value) => (isObject(value) ? { nothing_is_called_so: undefined, ...value } : value)),
  "keys in another order": (flow) =>
    copied(flow, (value) => (isObject(value) ? Object.fromEntries(Object.entries(value).reverse()) : value)),
};

/** Changes that may be refused, and are never judged otherwise. */
const HOSTILE = {
  "facts on a prototype": (flow) => Object.create(flow),
  "a class": (flow) => Object.assign(new (class Flow {})(), flow),
  "facts that are not enumerable": (flow) =>
    copied(flow, (value) => (isObject(value) ? Object.defineProperties({}, hidden(value)) : value)),
  "an array with a gap": (flow) => copied(flow, (value) => (isObject(value) ? value : gapped(value))),
  "an array-like": (flow) => copied(flow, (value) => (isObject(value) ? value : { ...value, length: value.length })),
  "own __proto__": (flow) =>
    copied(flow, (value) =>
      isObject(value)
        ? Object.defineProperty(value, "__proto__", { value: { storage: ["FR"] }, enumerable: true })
        : value,
    ),
  "a key that is no fact": (flow) => ({ ...flow, storge: [] }),
  "texts as objects": (flow) =>
    copied(flow, (value) =>
      isObject(value) ? value : value.map((entry) => (typeof entry === "string" ? new String(entry) : entry)),
    ),
};

function withGetters(value) {
  const own = {};
  for (const key of Object.keys(value)) {
    let asked = 0;
    Object.defineProperty(own, key, {
      enumerable: true,
      get: () => (asked++ === 0 ? value[key] : asked === 2 ? value[key] : null),
    });
  }
  return own;
}

function hidden(value) {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, { value: inner, enumerable: false }]));
}

function gapped(list) {
  const gap = [...list];
  gap.length += 1;
  return gap;
}

let same = 0;
let refused = 0;

function answered(module, flow, { asOf, level, part }) {
  try {
    return module.decision(flow, { asOf: asOf ?? undefined, level: level ?? undefined, part: part ?? undefined });
  } catch (thrown) {
    return { error: thrown };
  }
}

function compare(what, found, plain, mayRefuse) {
  if (found.error !== undefined && (mayRefuse || plain.error !== undefined)) {
    refused += 1;
    return;
  }
  assert.deepEqual(found, plain, what);
  same += 1;
}

for (const each of asked) {
  const module = modules.get(each.module);
  const plain = answered(module, each.flow, each);
  for (const [what, change] of Object.entries(FAITHFUL))
    compare(
      `${what}: ${JSON.stringify(each.flow)}`,
      answered(module, change(each.flow), each),
      plain,
      what === "getters",
    );
  for (const [what, change] of Object.entries(HOSTILE)) {
    const expected =
      what === "facts on a prototype" || what === "facts that are not enumerable" ? answered(module, {}, each) : plain;
    compare(`${what}: ${JSON.stringify(each.flow)}`, answered(module, change(each.flow), each), expected, true);
  }
  for (const enumerable of [true, false]) {
    for (const [prototype, key, value] of [
      [Object.prototype, "storage", ["FR"]],
      [Object.prototype, "seat", "FR"],
      [Object.prototype, "complete", true],
      [Array.prototype, "0", "FR"],
    ]) {
      Object.defineProperty(prototype, key, { value, enumerable, configurable: true, writable: true });
      const found = answered(module, each.flow, each);
      delete prototype[key];
      if (prototype === Array.prototype) prototype.length = 0;
      compare(`${key} on a prototype, ${enumerable}: ${JSON.stringify(each.flow)}`, found, plain, true);
    }
  }
}
for (const odd of [null, undefined, 1, "{}", [], () => {}, new Date(), new Map(), Symbol("flow")]) {
  for (const module of modules.values())
    assert.throws(
      () => module.decide(odd),
      (thrown) => thrown instanceof module.FlowError,
    );
}
console.log(JSON.stringify({ same, refused }));
