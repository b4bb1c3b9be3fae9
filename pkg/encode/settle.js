// What is settled once every fact of a flow is read: who "exporter" and "provider" are, what the atlas says of regions,
// defaults, what clauses imply, and everyone who is named (src/flow/person.rs, region.rs, implied.rs, complete.rs).
import { GROUP, NOBODY, REGION, TYPE } from "./table.js";
import { Unfit } from "./unfit.js";

const AS_OF = 0;
const GROUPS = 1;
const STATED = 3;
const LENGTH = 6;
const CLAUSES = ["scc_version", "scc_module", "processing_unchanged", "complete"];

/** Completes the flow whose root has this record. */
export function settle(s, root) {
  words(s, root);
  const { site, transfer, regions } = s.table;
  if (regions.read && s.sites.count > 0) expandRegions(s, site.words);
  const data = s.table.root.words.data;
  if (data !== undefined && site !== null) defaults(s, s.sites, site.words.data, root + data);
  if (transfer !== null && s.transfers.count > 0) transfers(s, transfer.words, root);
  switching(s, root);
  if (s.gathers) parties(s, root);
  header(s, root);
}

/** "exporter" and "provider" are whoever stands at the root, or somebody of whom nothing is known. */
function words(s, root) {
  const { root: kind, party } = s.table;
  if (s.exporter === 0 && (s.exporters.count > 0 || s.provider === -1)) s.exporter = s.record(party);
  if (s.provider === -1) s.provider = s.exporter;
  if (s.providers.count > 0) {
    if (s.provider === NOBODY) throw new Unfit("this is the provider, and the flow says that there is none");
    if (s.provider === 0) s.provider = s.record(party);
  }
  for (let i = 0; i < s.exporters.count; i++) s.words[s.exporters.items[i]] = s.exporter - s.base;
  for (let i = 0; i < s.providers.count; i++) s.words[s.providers.items[i]] = s.provider - s.base;
  if (s.exporter !== 0) s.words[root + kind.words.exporter] = s.exporter - s.base;
  if (s.provider !== 0) s.words[root + kind.words.provider] = s.provider === NOBODY ? NOBODY : s.provider - s.base;
}

/** Gives a party what another statement of it says. */
export function merge(s, into, from) {
  const { words } = s;
  for (const { type, word, width } of s.table.party.facts) {
    if (words[from + word] === 0) continue;
    const fresh = words[into + word] === 0;
    for (let i = word; i < word + width; i++) {
      if (fresh) words[into + i] = words[from + i];
      else if (words[into + i] !== words[from + i] || isListed(type)) throw new Unfit("two statements of one party differ");
    }
    if (type === TYPE.place && words[from + word] >= GROUP) regroup(s, from + word, fresh ? into + word : -1);
  }
  restate(s, into, from);
  if (s.gathers) {
    const index = s.all.list().indexOf(from);
    s.all.set(without(s.all.list(), index));
    s.kindOf.set(without(s.kindOf.list(), index));
  }
}

function without(items, index) {
  return items.filter((_, position) => position !== index);
}

/** Whether two statements of it cannot be compared word by word. */
function isListed(type) {
  return type === TYPE.list || type === TYPE.places || type === TYPE.regions;
}

function regroup(s, from, to) {
  const others = s.groups.list().filter((at) => at !== from);
  s.groups.set(to < 0 ? others : [...others, to]);
}

/** Derived facts that were stated of the one are stated of the other, once. */
function restate(s, into, from) {
  const kept = [];
  const stated = s.stated.list();
  for (let i = 0; i < stated.length; i += 2) {
    const [derivation, owner] = [stated[i], stated[i + 1] === from ? into : stated[i + 1]];
    const again = kept.some((_, j) => j % 2 === 0 && kept[j] === derivation && kept[j + 1] === owner);
    if (!again) kept.push(derivation, owner);
  }
  s.stated.set(kept);
}

/** Place and operator of every site on a region of the atlas. */
function expandRegions(s, site) {
  const { known } = s.table.regions;
  let cloudy = 0;
  for (let i = 0; i < s.sites.count; i++) {
    const record = s.sites.items[i];
    const word = s.words[record + site.region];
    if (word < REGION) continue;
    if (site.place !== undefined) supply(s, record + site.place, known[word - REGION].place, 0);
    cloudy += 1;
  }
  if (cloudy > 0 && site.operator !== undefined) operators(s, site, known);
}

/** Writes a place that the atlas knows; the one that is stated may be it, or another that fits. */
function supply(s, at, place, other) {
  const stated = s.words[at];
  if (stated === 0) {
    s.words[at] = place;
    if (place >= GROUP) s.groups.push(at);
    else if (s.table.compares) s.named(place);
  } else if (stated !== place && stated !== other) throw new Unfit("this contradicts the atlas, or is narrower or wider");
}

/** Sites of one cloud are operated by one party. */
function operators(s, site, known) {
  const persons = new Map();
  for (const record of s.sites.list()) {
    const operator = operatorOf(s, record, site, known);
    if (operator === null) continue;
    const stated = s.words[record + site.operator];
    if (stated === NOBODY) throw new Unfit("the atlas knows who operates this region");
    if (stated !== 0) persons.set(operator.key, keeper(s, persons.get(operator.key) ?? 0, stated + s.base));
  }
  for (const record of s.sites.list()) {
    const operator = operatorOf(s, record, site, known);
    if (operator === null) continue;
    let person = persons.get(operator.key);
    if (person === undefined) {
      person = s.record(s.table.party);
      persons.set(operator.key, person);
    }
    s.words[record + site.operator] = person - s.base;
    const { seat, ultimate_parent: parent } = s.table.party.words;
    if (seat !== undefined) supply(s, person + seat, operator.seat, operator.contracting);
    if (parent !== undefined) supply(s, person + parent, operator.parent, 0);
  }
}

function operatorOf(s, record, site, known) {
  const word = s.words[record + site.region];
  if (word < REGION) return null;
  const rows = s.table.operators.get(known[word - REGION].operator) ?? [];
  return rows.find((row) => row.from <= s.day && s.day <= row.through) ?? null;
}

/** Of two parties that operate one cloud, the one that can be named elsewhere; it gets what is stated of the other. */
function keeper(s, one, other) {
  if (one === 0 || one === other) return other;
  const [kept, merged] = isNamed(s, other) ? [other, one] : [one, other];
  if (isNamed(s, merged)) throw new Unfit("two parties operate one cloud");
  merge(s, kept, merged);
  return kept;
}

function isNamed(s, person) {
  return person === s.exporter || person === s.provider || s.words[person + s.table.party.words.id] !== 0;
}

/** A fact that is not stated is that of the flow. */
function defaults(s, records, word, from) {
  const value = s.words[from];
  if (value === 0 || word === undefined) return;
  for (let i = 0; i < records.count; i++) {
    const at = records.items[i] + word;
    if (s.words[at] === 0) s.words[at] = value;
  }
}

function transfers(s, transfer, root) {
  const { exporter, data } = s.table.root.words;
  defaults(s, s.transfers, transfer.exporter, root + exporter);
  if (data !== undefined) defaults(s, s.transfers, transfer.data, root + data);
  for (const record of s.transfers.list()) tool(s, transfer, record);
}

/** Whoever states something of clauses states that there are clauses. */
function tool(s, transfer, record) {
  const states = (key) => transfer[key] !== undefined && s.words[record + transfer[key]] !== 0;
  const { scc, authorised } = s.table;
  if (CLAUSES.some(states)) {
    const at = record + transfer.tool;
    if (s.words[at] === 0) s.words[at] = scc;
    else if (s.words[at] !== scc) throw new Unfit("clauses exist only where the tool is scc");
  }
  if (states("authorised") && states("tool") && !authorised.includes(s.words[record + transfer.tool])) {
    throw new Unfit("`authorised` does not exist beside this tool");
  }
}

/** The time to switch is notice and transition together. */
function switching(s, root) {
  const at = s.table.root.words.exit;
  const kind = s.table.exit;
  if (at === undefined || kind.words.switching_time === undefined) return;
  const record = s.words[at + root] + s.base;
  const { notice, transition, switching_time: both } = kind.words;
  if (record === s.base || s.words[record + notice] === 0 || s.words[record + transition] === 0) return;
  const months = s.words[record + notice] + s.words[record + transition] - 1;
  const days = s.words[record + notice + 1] + s.words[record + transition + 1];
  if (s.words[record + both] === 0) {
    s.words[record + both] = months;
    s.words[record + both + 1] = days;
  } else if (s.words[record + both] !== months || s.words[record + both + 1] !== days) {
    throw new Unfit("this is not notice and transition together");
  }
}

/** Everyone who is named, once; there may be more where a fact that could name somebody is not known. */
function parties(s, root) {
  const { party, root: kind } = s.table;
  const [all, kinds] = [s.all.list(), s.kindOf.list()];
  const persons = all.filter((_, index) => kinds[index] === party);
  const start = s.room(persons.length);
  persons.forEach((person, index) => {
    s.words[start + index] = person - s.base;
  });
  const at = root + kind.words.parties;
  s.words[at] = (all.some((record, index) => mayNameMore(s, record, kinds[index])) ? 2 : 1) | (persons.length << 2);
  s.words[at + 1] = start - s.base;
}

function mayNameMore(s, record, kind) {
  return kind.naming.some(({ type, word, key }) => {
    const value = s.words[record + word];
    return key !== "parties" && (value === 0 || (type === TYPE.list && (value & 3) === 2));
  });
}

function header(s, root) {
  const { base, groups, stated } = s;
  const asOf = s.table.root.words.as_of;
  if (asOf !== undefined) s.words[root + asOf] = s.day;
  s.words[base + AS_OF] = s.day;
  if (groups.count > 0) {
    const start = s.room(groups.count);
    for (let i = 0; i < groups.count; i++) s.words[start + i] = groups.items[i] - base;
    s.words[base + GROUPS] = groups.count;
    s.words[base + GROUPS + 1] = start - base;
  }
  if (stated.count > 0) {
    const start = s.room(stated.count);
    for (let i = 0; i < stated.count; i += 2) {
      s.words[start + i] = stated.items[i];
      s.words[start + i + 1] = stated.items[i + 1] - base;
    }
    s.words[base + STATED] = stated.count / 2;
    s.words[base + STATED + 1] = start - base;
  }
  s.words[base + LENGTH] = s.top - base;
}
