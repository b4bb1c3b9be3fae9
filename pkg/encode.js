// A flow as words, for `decide`: the facts that a policy reads, at the words of records where its program expects them
// (src/program/layout.rs). It is handed a copy (plain.js), so that nothing of the host's runs meanwhile, and looks at nothing
// that the policy does not read.
//
// Whatever this does not take is left to `check`: a value that is wrong, and these, which are right but rare:
//   - objects that are not plain
//   - an `instead` that names something
//   - two statements of one party that both give a list or a set, or different words
//   - a site whose region lies in another place, or is operated by somebody else, than it states
//   - a fact that cannot exist beside the others, and a flow with more than 20,000 entries or 64 levels
// Everything else is encoded as the engine reads it; tests hold the two together.
import { NOBODY } from "./encode/table.js";
import { merge, settle } from "./encode/settle.js";
import { Unfit, date, end, id, isText, percent, region } from "./encode/value.js";
import { ANYBODY, ENTRIES, Words, count, known, unlistedOf } from "./encode/words.js";

/** Words before the first record. */
const HEADER = 16;
/** How deep arrays and objects may nest. */
const MAX_DEPTH = 60;
/** Shares may add up to this much, in hundredths of a percent, for rounding. */
const MOST_SHARES = 10_050;
/** From here on, nobody of weight can be missing. */
const ALL_SHARES = 9_950;

const PLAIN = Object.prototype;
/** Has no keys, unless somebody gave every object some. */
const NOTHING = {};
const { getPrototypeOf: prototypeOf, hasOwn } = Object;
const isArray = Array.isArray;
const isEnumerable = Object.prototype.propertyIsEnumerable;

/** Encodes flows for one policy. Its state is that of the flow at hand. */
export class Encoder extends Words {
  /** Writes a flow from `base` on; `asOf` replaces its own day. Returns where it ends, or throws an Unfit. */
  encode(flow, asOf, base) {
    // Words beyond the top are always zero, which says that nothing is known.
    if (this.top > base) this.words.fill(0, base, this.top);
    this.base = base;
    this.top = base;
    this.records = 0;
    this.depth = 0;
    this.exporter = 0;
    this.provider = 0;
    if (this.persons.size > 0) this.persons.clear();
    if (this.dangling.size > 0) this.dangling.clear();
    if (this.texts.size > 0) this.texts.clear();
    if (this.merged.size > 0) this.merged.clear();
    if (this.ungrouped.size > 0) this.ungrouped.clear();
    this.groups.count = 0;
    this.stated.count = 0;
    this.sites.count = 0;
    this.transfers.count = 0;
    this.exporters.count = 0;
    this.providers.count = 0;
    this.all.count = 0;
    this.polluted = isPolluted();
    const { root } = this.table;
    this.room(HEADER);
    this.day = asOf === undefined ? 0 : this.dayOf(asOf);
    const record = this.record(root);
    this.facts(root, flow, record, record);
    if (this.day === 0) throw new Unfit("the day to judge is missing");
    if (this.dangling.size > 0) throw new Unfit("no party of this flow has an id that is referred to");
    settle(this, record);
    return this.top;
  }

  /** The facts of an object, into its record and that of the person behind it. What comes most is written here. */
  facts(kind, object, record, person) {
    if (typeof object !== "object" || object === null) throw new Unfit("this is not an object");
    const prototype = prototypeOf(object);
    if (prototype !== PLAIN && prototype !== null) throw new Unfit("this is not a plain object");
    if (++this.depth > MAX_DEPTH) throw new Unfit("this nests too deeply");
    let fact = kind.first;
    try {
      for (const key in object) {
        if (this.polluted && !hasOwn(object, key)) continue;
        const { next, other } = fact;
        fact = next.key === key ? next : other.key === key ? other : kind.find(fact, key);
        const type = fact.quick;
        if (type === 18) continue; // unread
        const value = object[key];
        if (value === undefined || value === null) continue;
        const at = record + fact.word;
        if (type === 0 && typeof value === "boolean") this.words[at] = value ? 2 : 1;
        else if (type === 1) this.words[at] = fact.names.word(value);
        else if (type === 2) this.place(value, at);
        else if (type === 3 && (value & 0x3ffff) === value) this.small(value, at);
        else this.write(fact, value, record, person);
      }
    } catch (thrown) {
      throw located(thrown, fact.key);
    }
    this.depth -= 1;
  }

  write(fact, value, record, person) {
    const owner = fact.person ? person : record;
    const at = owner + fact.word;
    switch (fact.type) {
      case 4: // bits
        this.bits(fact.names, value, at);
        break;
      case 5: // places
        this.places(value, at);
        break;
      case 6: // list
        this.list(fact.arg, value, at);
        break;
      case 7: // categories
        this.bits(this.table.categories, value, at);
        break;
      case 8: // date
        this.words[at] = known(fact.key === "through" ? end(value) : date(value));
        break;
      case 10: // category
        this.words[at] = this.table.categories.word(value);
        break;
      case 15: // party
        this.party(value, at);
        break;
      case 16: // data
        this.data(fact.arg, value, at);
        break;
      case 19: // under_x
        this.facts(fact.arg, value, record, person);
        break;
      case 21: // as_of
        if (this.day === 0) this.day = this.dayOf(value);
        break;
      case 24: // exporter
        this.exporter = this.person(value, at);
        break;
      case 25: // provider
        this.providing(value, at);
        break;
      default:
        this.rarer(fact, value, at);
    }
    if (fact.derivation >= 0) {
      this.stated.push(fact.derivation);
      this.stated.push(owner);
    }
    if (fact.twin !== null) this.write(fact.twin, value, record, person);
  }

  rarer(fact, value, at) {
    switch (fact.type) {
      case 0: // yes_no, derived or of a person
        if (typeof value !== "boolean") throw new Unfit("this is not true or false");
        this.words[at] = value ? 2 : 1;
        break;
      case 1: // one_of
        this.words[at] = fact.names.word(value);
        break;
      case 2: // place
        this.place(value, at);
        break;
      case 3: // number
        this.number(value, at);
        break;
      case 9: // percent
        this.words[at] = known(percent(value));
        break;
      case 11: // duration
        this.duration(value, at);
        break;
      case 12: // text
        if (!isText(value)) throw new Unfit("this is not a text");
        this.words[at] = this.text(value);
        break;
      case 13: // region
        this.words[at] = known(region(this.table.regions, value));
        break;
      case 14: // regions
        this.regions(value, at);
        break;
      case 17: // object
        this.part(fact.arg, value, at);
        break;
      case 20: // id, which was read before the other facts
        break;
      case 22: // instead
        if (!isArray(value) || value.length > 0) throw new Unfit("`instead` is left to `check`");
        break;
      case 23: // follows
        throw new Unfit("this follows from the flow");
    }
  }

  list(kind, value, at) {
    const items = isArray(value) ? value : this.open(value);
    const length = count(items);
    const ofShares = kind === this.table.holder;
    const start = this.room(ofShares ? length + 1 : length);
    let i = 0;
    try {
      for (; i < length; i++) {
        const record = this.entry(kind, items[i]);
        this.words[start + i] = record - this.base;
      }
    } catch (thrown) {
      throw located(thrown, i);
    }
    this.entries(value, at, start, length);
    if (ofShares) this.shares(kind, value, at, start, length);
  }

  /** Closes a list of holders that is stated complete or comes to a whole, and opens any other (src/flow/complete.rs). */
  shares(kind, value, at, start, length) {
    const unlisted = unlistedOf(value);
    const sums = [kind.words.capital, kind.words.votes].map((word) => this.sum(word, start, length));
    if (sums.some(({ sum }) => sum > MOST_SHARES)) throw new Unfit("the shares add up to more than a whole");
    const isOpen = unlisted === ANYBODY && !sums.some(({ sum }) => sum >= ALL_SHARES);
    if (isOpen) this.words[at] = 2 | (length << 2);
    const isWhole = (this.words[at] & 3) === 1 && (unlisted === ANYBODY || unlisted === ENTRIES);
    if (isWhole && length > 0 && sums.some(({ sum, all }) => all && sum < ALL_SHARES)) {
      throw new Unfit("the shares of all holders do not add up to a whole");
    }
    this.words[start + length] = unlisted;
  }

  /** Adds up the shares that stand at a word of holders, in hundredths of a percent; `all` says that each states one. */
  sum(word, start, length) {
    let [sum, all] = [0, true];
    for (let i = 0; i < length; i++) {
      const share = this.words[this.words[start + i] + this.base + word];
      if (share === 0) all = false;
      else sum += share - 1;
    }
    return { sum, all };
  }

  entry(kind, value) {
    if (kind === this.table.site) return this.site(kind, value);
    if (kind.joined !== null) return this.relation(kind, value);
    if (kind === this.table.transfer) return this.transfer(kind, value);
    if (kind === this.table.measure) return typeof value === "string" ? this.measure(kind, value) : this.keyed(kind, value);
    return this.object(kind, value);
  }

  object(kind, value) {
    const record = this.record(kind);
    this.facts(kind, value, record, record);
    return record;
  }

  site(kind, value) {
    const record = this.record(kind);
    this.sites.push(record);
    if (typeof value !== "string") this.facts(kind, value, record, record);
    else if (this.table.at.place > 0) this.shortSite(value, record);
    return record;
  }

  /** A site given by a text: a place, a group of places or a region. */
  shortSite(value, record) {
    const { at, places, regions } = this.table;
    if (value.length === 2 || places.has(value)) this.place(value, record + at.place);
    else if (value !== "none") this.words[record + at.region] = known(region(regions, value));
    else throw new Unfit("this is not a site");
  }

  transfer(kind, value) {
    const record = this.object(kind, value);
    this.transfers.push(record);
    return record;
  }

  /** A measure given by its kind. */
  measure(kind, value) {
    const record = this.record(kind);
    const fact = kind.keys.get("kind");
    if (this.table.at.measure > 0) this.words[record + fact.word] = fact.names.word(value);
    return record;
  }

  /** A measure by its facts: only some kinds have keys. */
  keyed(kind, value) {
    const record = this.object(kind, value);
    const { at, keyed } = this.table;
    const stated = at.measureKeys > 0 && this.words[record + at.measureKeys] !== 0 ? this.words[record + at.measure] : 0;
    if (stated !== 0 && !keyed.has(stated)) throw new Unfit("a measure of this kind has no keys");
    return record;
  }

  part(kind, value, at) {
    const record = this.object(kind, value); // first, because it may move the words
    this.words[at] = record - this.base;
  }

  /** Data may be given by their categories alone. */
  data(kind, value, at) {
    const alone = isArray(value) || (typeof value === "object" && value.items !== undefined && isEnumerable.call(value, "items"));
    if (!alone) return this.part(kind, value, at);
    const record = this.record(kind);
    const { at: { categories }, categories: names } = this.table;
    if (categories > 0) this.bits(names, value, record + categories);
    this.words[at] = record - this.base;
  }

  /** A holder or supplier: facts of the relation and of the person in one object. */
  relation(kind, value) {
    const record = this.record(kind);
    const at = record + kind.person;
    if (typeof value !== "string") this.person(value, at, kind.joined, record);
    else if (value === "none") throw new Unfit("an entry of a list of parties is somebody");
    else this.party(value, at);
    return record;
  }

  party(value, at) {
    if (typeof value !== "string") this.person(value, at);
    else if (value === "none") this.words[at] = NOBODY;
    else if (value === "exporter") this.exporters.push(at);
    else if (value === "provider") this.providers.push(at);
    else this.mention(value, at);
  }

  /** Who provides: as any party, but that it can be said at the root alone. */
  providing(value, at) {
    if (value === "none") this.provider = NOBODY;
    else if (value === "exporter") this.provider = -1;
    else if (typeof value === "string") this.provider = this.mention(value, at);
    else this.provider = this.person(value, at);
  }

  /** A party by its id: "@acme". */
  mention(value, at) {
    const name = value.length > 1 && value.charCodeAt(0) === 64 ? id(value.slice(1)) : "";
    if (name === "") throw new Unfit("this is not a party");
    const word = this.text(name);
    let record = this.persons.get(word) ?? 0;
    if (record === 0) {
      record = this.record(this.table.party);
      this.words[record + this.table.at.id] = word;
      this.persons.set(word, record);
      this.dangling.add(word);
    }
    this.words[at] = record - this.base;
    return record;
  }

  /** A party by its facts, which may have been mentioned before; its record. */
  person(value, at, kind = this.table.party, relation = 0) {
    if (typeof value !== "object") throw new Unfit("this is not a party");
    const { party } = this.table;
    const stated = value.id;
    if (stated === undefined || stated === null || !isEnumerable.call(value, "id")) {
      const record = this.record(party);
      this.words[at] = record - this.base;
      this.facts(kind, value, relation || record, record);
      return record;
    }
    return this.identified(value, this.text(known(id(stated))), at, kind, relation);
  }

  identified(value, word, at, kind, relation) {
    const record = this.record(this.table.party);
    const before = this.persons.get(word);
    if (before === undefined) this.persons.set(word, record);
    else this.dangling.delete(word);
    this.words[record + this.table.at.id] = word;
    this.words[at] = (before ?? record) - this.base;
    this.facts(kind, value, relation || record, record);
    if (before !== undefined) merge(this, before, record);
    return before ?? record;
  }
}

/** Whether somebody gave every object facts: then each has to be asked whether it is an object's own. */
function isPolluted() {
  for (const _ in NOTHING) return true;
  return false;
}

/** What was thrown, with one step of the path more. */
function located(thrown, step) {
  const unfit = thrown instanceof Unfit ? thrown : new Unfit("reading it threw");
  if (unfit.path.length < MAX_DEPTH * 2) unfit.path.push(step);
  return unfit;
}
