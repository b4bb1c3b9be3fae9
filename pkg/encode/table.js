// What an encoder knows of a policy, built once from the table that its program bears (src/program/table.rs): for each
// kind of thing, which of its keys are read and where each goes.

import { Names } from "./value.js";

/** Types of facts, as the walk switches on them. */
export const TYPE = {
  yes_no: 0,
  one_of: 1,
  place: 2,
  number: 3,
  bits: 4,
  places: 5,
  list: 6,
  categories: 7,
  date: 8,
  percent: 9,
  category: 10,
  duration: 11,
  text: 12,
  region: 13,
  regions: 14,
  party: 15,
  data: 16,
  object: 17,
  unread: 18,
  under_x: 19,
  id: 20,
  as_of: 21,
  instead: 22,
  follows: 23,
  exporter: 24,
  provider: 25,
};

/** Not to be written at once: a derived fact, or one of the person behind a relation. */
const SLOW = -1;

/** A place that is a group of the atlas. */
export const GROUP = 0x1000;
/** A party that is none. */
export const NOBODY = 1;
/** The word of the first region; 1 is none. */
export const REGION = 2;

/**
 * Words in the order in which they came. Emptying it costs nothing, and what somebody put into Array.prototype is not met when
 * it is written, as it would be in an array.
 */
export class Pile {
  items = new Uint32Array(16);
  count = 0;

  push(item) {
    if (this.count === this.items.length) this.grow();
    this.items[this.count++] = item;
  }

  grow() {
    const larger = new Uint32Array(this.items.length * 2);
    larger.set(this.items);
    this.items = larger;
  }

  /** An array of what is in it, for what happens seldom. */
  list() {
    return Array.from(this.items.subarray(0, this.count));
  }

  /** Replaces everything in it by no more than that. */
  set(items) {
    this.items.set(items);
    this.count = items.length;
  }
}

/** How many keys that no policy reads are remembered for each kind. */
const REMEMBERED = 64;

/** One key of an object, and what becomes of what stands there. */
export class Fact {
  key;
  type;
  /** Its first word in the record. */
  word;
  /** Its values; the kind it leads to, or the facts under `x`. */
  names;
  arg;
  /** Which derivation gives it when it is not stated; -1 for none. */
  derivation = -1;
  /** Whether it is a fact of the person behind a relation. */
  person = false;
  /** The same key of the person, when relation and person both have it. */
  twin = null;
  /** Its type where nothing else is to be done than to write it. */
  quick;
  /** Words that it takes. */
  width;
  /** The keys that came next last time, and before: objects mostly have their keys in one order, or in two. */
  next = null;
  other = null;

  constructor(key, type, word, arg) {
    this.key = key;
    this.type = type;
    this.word = word;
    this.names = arg instanceof Names ? arg : null;
    this.arg = arg instanceof Kind ? arg : null;
    this.quick = type;
    this.width = widthOf(type, arg);
  }
}

function widthOf(type, arg) {
  if (type === TYPE.bits) return 1 + Math.ceil(arg.count / 32);
  if (type === TYPE.categories) return 3;
  return [TYPE.number, TYPE.duration, TYPE.list, TYPE.places, TYPE.regions].includes(type) ? 2 : 1;
}

/** The keys of one kind of thing. */
export class Kind {
  name;
  tag;
  /** Words of a record. */
  size;
  /** Facts by key. */
  keys = new Map();
  /** What stands before the first key. */
  first = new Fact("", TYPE.unread, 0, null);
  unread = 0;
  /** The same kind with the facts of the person, for relations. */
  joined = null;
  /** The word of each fact of the vocabulary that is read. */
  words = { __proto__: null };
  /** The word of the person behind a relation. */
  person = 0;
  /** First words of facts that can name a party, and of those the lists. */
  naming = [];
  facts = [];

  constructor(name, tag = 0, size = 0) {
    this.name = name;
    this.tag = tag;
    this.size = size;
    this.first.next = this.first;
    this.first.other = this.first;
  }

  /** The fact of a key that did not come where it was expected. */
  find(last, key) {
    let fact = this.keys.get(key);
    if (fact === undefined) {
      fact = new Fact(key, TYPE.unread, 0, null);
      fact.next = this.first;
      fact.other = this.first;
      if (this.unread >= REMEMBERED) return fact;
      this.unread += 1;
      this.keys.set(key, fact);
    }
    last.other = last.next;
    last.next = fact;
    return fact;
  }

  add(fact) {
    fact.next = this.first;
    fact.other = this.first;
    this.keys.set(fact.key, fact);
    return fact;
  }
}

/** The table of a program, ready to encode by. Throws where it does not have the form that src/program/table.rs gives it. */
export function tableOf(json) {
  const table = JSON.parse(json);
  if (!isSound(table)) throw new TypeError("the table of a compiled policy has another form");
  const places = placesOf(table);
  const enums = table.enums.map((names) => new Names(names));
  const kinds = new Map();
  for (const [name, { tag, size }] of Object.entries(table.kinds)) kinds.set(name, new Kind(name, tag, size));
  for (const [name, { facts }] of Object.entries(table.kinds)) {
    for (const fact of facts) addFact(kinds, kinds.get(name), fact, enums);
  }
  const root = kinds.get("flow");
  derivations(kinds, table.derived);
  for (const kind of kinds.values()) finish(kind, root, kinds.get("party"));
  const tool = kinds.get("transfer")?.keys.get("tool");
  let [regions, operators] = [null, null];
  return {
    at: wordsOf(kinds),
    rules: table.rules,
    levels: table.levels,
    parts: table.parts,
    root,
    party: kinds.get("party") ?? null,
    site: kinds.get("site") ?? null,
    transfer: kinds.get("transfer") ?? null,
    holder: kinds.get("holder") ?? null,
    measure: kinds.get("measure") ?? null,
    kinds: [...kinds.values()],
    byTag: new Map([...kinds.values()].map((kind) => [kind.tag, kind])),
    ...places,
    categories: new Names(table.categories.split(" ")),
    texts: numbered(table.texts, 1),
    compares: table.compares,
    // Whoever states no region has no use for what the atlas knows of each.
    get regions() {
      return (regions ??= regionsOf(table, places.places));
    },
    get operators() {
      return (operators ??= operatorsOf(table));
    },
    scc: tool?.names.find("scc") ?? 0,
    /** Kinds of measure that have keys. */
    keyed: new Set((table.keyed ?? []).map((name) => kinds.get("measure").keys.get("kind").names.find(name))),
    /** Kinds of measure that the keys of a site are the keys of. */
    ownLayers: ["encryption", "encryption_at_rest"].map((name) => kinds.get("measure")?.keys.get("kind")?.names?.find(name) ?? 0),
    authorised: ["ad_hoc_clauses", "arrangement"].map((name) => tool?.names.find(name) ?? 0),
  };
}

/** The most words that a record has. */
const MOST_WORDS = 0xffff;

const isText = (value) => typeof value === "string";
const isWord = (value) => Number.isInteger(value) && value >= 0 && value <= MOST_WORDS;
const areTexts = (value) => Array.isArray(value) && value.every(isText);

/** Whether a table has the form that one has: its file may have been altered under a digest that fits. */
function isSound(table) {
  if (typeof table !== "object" || table === null || typeof table.kinds !== "object" || table.kinds === null) return false;
  const { rules, levels, parts, kinds, enums, places, groups, categories, texts, derived, regions = "", operators = [] } = table;
  if (![rules, levels, parts, texts].every(areTexts) || ![places, groups, categories, regions].every(isText)) return false;
  if (!Array.isArray(enums) || !enums.every(areTexts) || categories.split(" ").length > 64) return false;
  if (!Array.isArray(derived) || !Array.isArray(operators) || ![...derived, ...operators].every(Array.isArray)) return false;
  if (typeof table.compares !== "boolean" || !Object.hasOwn(kinds, "flow")) return false;
  return Object.values(kinds).every((kind) => isSoundKind(kind, enums, kinds));
}

function isSoundKind(kind, enums, kinds) {
  const { tag, size, facts } = kind ?? {};
  if (!isWord(tag) || !isWord(size) || !Array.isArray(facts)) return false;
  return facts.every((fact) => {
    if (!Array.isArray(fact)) return false;
    const [key, declared, type, argument, word] = fact;
    if (!isText(key) || ![0, 1].includes(declared) || !isText(type) || !(TYPE[type] < TYPE.unread) || !isWord(word) || word === 0) return false;
    const ofEnum = type === "one_of" || type === "bits";
    const leads = type === "object" || type === "list";
    if (ofEnum ? !Array.isArray(enums[argument]) : leads ? !Object.hasOwn(kinds, argument) : argument !== 0) return false;
    return word + widthOf(type === "bits" ? TYPE.bits : TYPE[type], ofEnum ? { count: enums[argument].length } : null) <= size;
  });
}

/** Words of facts that the encoder itself looks at; 0 where they are not read. */
function wordsOf(kinds) {
  const word = (kind, key) => kinds.get(kind)?.words[key] ?? 0;
  return {
    asOf: word("flow", "as_of"),
    data: word("flow", "data"),
    exporter: word("flow", "exporter"),
    provider: word("flow", "provider"),
    parties: word("flow", "parties"),
    exit: word("flow", "exit"),
    id: word("party", "id"),
    seat: word("party", "seat"),
    parent: word("party", "ultimate_parent"),
    place: word("site", "place"),
    region: word("site", "region"),
    operator: word("site", "operator"),
    siteData: word("site", "data"),
    transferExporter: word("transfer", "exporter"),
    transferData: word("transfer", "data"),
    tool: word("transfer", "tool"),
    authorised: word("transfer", "authorised"),
    clauses: ["scc_version", "scc_module", "processing_unchanged", "complete"].map((key) => word("transfer", key)),
    notice: word("exit", "notice"),
    transition: word("exit", "transition"),
    switching: word("exit", "switching_time"),
    categories: word("data", "categories"),
    measure: word("measure", "kind"),
    measureKeys: word("measure", "keys"),
    siteKeys: word("site", "keys"),
    encrypted: word("site", "encrypted"),
    siteMeasures: word("site", "measures"),
    keysHolder: word("keys", "holder"),
    keysPlace: word("keys", "place"),
  };
}

function numbered(names, first) {
  return new Map(names.map((name, index) => [name, first + index]));
}

/** Places and groups by name, and those of two letters by their letters. */
function placesOf(table) {
  const places = numbered(table.places.split(" "), 1);
  table.groups.split(" ").forEach((name, index) => places.set(name, GROUP | index));
  const letters = new Uint16Array(26 * 26);
  for (const [name, word] of places) {
    if (/^[A-Z]{2}$/.test(name)) letters[(name.charCodeAt(0) - 65) * 26 + name.charCodeAt(1) - 65] = word;
  }
  return { places, letters };
}

function addFact(kinds, kind, [key, declared, type, arg, word], enums) {
  const known = type === "one_of" || type === "bits" ? enums[arg] : (kinds.get(arg) ?? null);
  const fact = new Fact(key, TYPE[type], word, known);
  kind.facts.push(fact);
  if (type === "object") fact.type = arg === "party" ? TYPE.party : arg === "data" ? TYPE.data : TYPE.object;
  if (declared) under(kind).add(fact);
  else if (key === "person") kind.person = word;
  else {
    kind.words[key] = word;
    kind.add(fact);
    if (names(type, arg)) kind.naming.push(fact);
  }
}

/** Whether a fact can name a party. */
function names(type, arg) {
  return type === "object" ? arg === "party" : type === "list" && ["holder", "supplier", "site", "transfer", "credential"].includes(arg);
}

/** The facts that a policy declares stand under `x`. */
function under(kind) {
  const x = kind.keys.get("x") ?? kind.add(new Fact("x", TYPE.under_x, 0, new Kind(`${kind.name}.x`)));
  return x.arg;
}

function derivations(kinds, derived) {
  for (const [kind, key, index] of derived) {
    const fact = kinds.get(kind)?.keys.get(key);
    if (!fact) continue;
    fact.derivation = index;
    fact.quick = SLOW;
  }
}

/** What is special about some keys, and the facts of a relation together with those of the person. */
function finish(kind, root, party) {
  if (kind === root) {
    special(kind, "as_of", TYPE.as_of);
    special(kind, "instead", TYPE.instead);
    special(kind, "parties", TYPE.follows);
    if (party) special(kind, "exporter", TYPE.exporter); // who it is matters where a policy reads of anybody
    if (kind.keys.has("provider")) special(kind, "provider", TYPE.provider);
  }
  if (kind === party && kind.keys.has("id")) special(kind, "id", TYPE.id);
  if (kind.person > 0) kind.joined = joined(kind, party);
}

function special(kind, key, type) {
  const fact = kind.keys.get(key) ?? kind.add(new Fact(key, type, 0, null));
  fact.type = type;
  fact.quick = type;
}

/** Relation and person in one object. */
function joined(relation, party) {
  const both = new Kind(relation.name);
  for (const fact of relation.keys.values()) if (fact.type !== TYPE.unread) both.add(copyOf(fact, false));
  for (const fact of party.keys.values()) {
    if (fact.type === TYPE.unread) continue;
    const own = both.keys.get(fact.key);
    if (!own) both.add(copyOf(fact, true));
    else if (fact.type === TYPE.under_x) own.arg = joinedUnder(own.arg, fact.arg);
  }
  return both;
}

function joinedUnder(relation, person) {
  const both = new Kind(relation.name);
  for (const fact of relation.keys.values()) both.add(copyOf(fact, false));
  for (const fact of person.keys.values()) {
    const own = both.keys.get(fact.key);
    if (own) twin(own, copyOf(fact, true));
    else both.add(copyOf(fact, true));
  }
  return both;
}

function twin(own, fact) {
  own.twin = fact;
  own.quick = SLOW;
}

function copyOf(fact, person) {
  const copy = new Fact(fact.key, fact.type, fact.word, fact.arg ?? fact.names);
  copy.derivation = fact.derivation;
  copy.person = person;
  copy.quick = person && fact.type !== TYPE.unread ? SLOW : fact.quick;
  if (person && fact.type === TYPE.under_x) copy.arg = joinedUnder(new Kind("x"), fact.arg);
  return copy;
}

/** Regions by name in small letters; of each its place and the key of its operator, by its position. */
function regionsOf(table, places) {
  const named = new Map([]);
  const known = [];
  for (const line of table.regions?.split("\n") ?? []) {
    const [id, place, operator] = line.split(" ");
    named.set(id.toLowerCase(), REGION + known.length);
    known.push({ place: places.get(place), operator });
  }
  return { named, known, read: table.regions !== undefined };
}

/** Who operates a cloud, and when. */
function operatorsOf(table) {
  const operators = new Map();
  for (const [key, from, through, seat, parent, contracting] of table.operators ?? []) {
    if (!operators.has(key)) operators.set(key, []);
    operators.get(key).push({ key, from, through, seat, parent, contracting });
  }
  return operators;
}
