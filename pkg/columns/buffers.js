// What columns a policy reads, and buffers as Apache Arrow lays them out. The Wasm checks what they hold; here it is
// checked that they are buffers of the right kind, and what is wrong is named.
import { EngineBuffers } from "../columns.js";
import { columnsIn } from "./flows.js";

/** The array that holds the values of a type, or of what stands in its lists. */
const HELD = {
  yes_no: Uint8Array,
  one_of: Uint8Array,
  bits: Uint8Array,
  category: Uint8Array,
  categories: Uint8Array,
  place: Uint16Array,
  places: Uint16Array,
  region: Uint16Array,
  regions: Uint16Array,
  percent: Uint32Array,
  text: Uint32Array,
  object: Uint32Array,
  list: Uint32Array,
  duration: Uint32Array,
  date: Int32Array,
  number: BigInt64Array,
};
/** What a column has, and the array that holds it; values are held as their type says. */
const BUFFERS = { validity: Uint8Array, values: null, offsets: Int32Array, complete: Uint8Array };
/** Rows are numbered in 32 bits. */
const MOST = 2 ** 32 - 1;

/** Tables by kind, facts by key, and the names that codes stand for. */
export function schemaOf(decider) {
  const told = tableOf(decider);
  const tables = { __proto__: null };
  for (const [kind, { facts }] of Object.entries(told.kinds)) {
    const columns = { __proto__: null };
    for (const fact of facts) columns[keyOf(fact)] = described(told, fact);
    tables[kind] = columns;
  }
  const names = (text) => text.split(" ");
  return {
    tables,
    places: names(told.places),
    groups: names(told.groups),
    categories: names(told.categories),
    regions: told.regions === undefined ? [] : told.regions.split("\n").map((line) => line.split(" ")[0]),
    texts: told.texts,
  };
}

const tableOf = (decider) => JSON.parse(decider.raw.table());

/** The facts that a policy declares stand under `x`. */
const keyOf = ([key, declared]) => (declared ? `x.${key}` : key);

function described({ enums }, [, , type, argument]) {
  if (type === "one_of" || type === "bits") return { type, values: enums[argument] };
  if (type === "object" || type === "list") return { type, of: argument };
  return { type };
}

/** Columns of what the buffers state. */
export function stated(decider, buffers) {
  const { kinds } = tableOf(decider);
  const names = Object.keys(kinds);
  const { days, tables } = read(kinds, names, buffers);
  const rows = Uint32Array.from(tables, (table) => table.rows);
  // Nothing of the host's runs from here on.
  return refusing(kinds, () => {
    let made = EngineBuffers.on(decider.raw, days, rows);
    try {
      tables.forEach(({ columns }, table) => {
        for (const { fact, given } of columns) made.state(decider.raw, table, fact, ...given);
      });
      const whole = made;
      made = null; // what is checked is handed over
      return columnsIn(decider, days.length / 4, whole.checked(decider.raw));
    } finally {
      made?.free();
    }
  });
}

/** The days and the columns of each kind, as bytes. */
function read(kinds, names, { days, tables = {} } = {}) {
  const unknown = Object.keys(tables).find((kind) => !names.includes(kind));
  if (unknown !== undefined) throw new RangeError(`the policy reads no ${unknown}; it reads ${names.join(", ")}`);
  const judged = bytes("days", days, Int32Array);
  if (judged === undefined) throw new TypeError("days is not of Int32Array");
  return { days: judged, tables: names.map((kind) => readTable(kind, kinds[kind].facts, tables[kind] ?? {})) };
}

function readTable(kind, facts, { rows = 0, columns = {} }) {
  if (!Number.isInteger(rows) || rows < 0 || rows > MOST) throw new RangeError(`${kind}.rows is no number of rows`);
  const keys = facts.map(keyOf);
  const stated = Object.entries(columns).filter(([, column]) => column !== undefined && column !== null);
  const each = stated.map(([key, column]) => {
    const fact = keys.indexOf(key);
    if (fact < 0) throw new RangeError(`the policy reads no ${kind}.${key}`);
    return { fact, given: readColumn(`${kind}.${key}`, facts[fact], column) };
  });
  return { rows, columns: each };
}

function readColumn(name, [, , type], column) {
  if (typeof column !== "object") throw new TypeError(`${name} is not a column`);
  const odd = Object.keys(column).find((key) => !Object.hasOwn(BUFFERS, key));
  if (odd !== undefined) throw new RangeError(`${name} has no ${odd}; a column has ${Object.keys(BUFFERS).join(", ")}`);
  return Object.entries(BUFFERS).map(([key, Kind]) => bytes(`${name}.${key}`, column[key], Kind ?? HELD[type]));
}

/** What kind of array it is, of whatever realm; nothing for what is none. */
const { get: kindOf } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag);

/** The bytes of an array of this kind. */
function bytes(name, array, { name: kind }) {
  if (array === undefined || array === null) return undefined;
  if (kindOf.call(array) !== kind) throw new TypeError(`${name} is not of ${kind}`);
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** The Wasm throws the positions of table and fact, and what is wrong. */
function refusing(kinds, run) {
  try {
    return run();
  } catch (thrown) {
    if (!Array.isArray(thrown)) throw thrown;
    const [table, fact, what] = thrown;
    const [kind, { facts }] = Object.entries(kinds)[table];
    throw new RangeError(`${fact < 0 ? kind : `${kind}.${keyOf(facts[fact])}`}: ${what}`);
  }
}
