// What is settled once every fact of a flow is read: who "exporter" and "provider" are, what the atlas says of regions,
// defaults, what clauses imply, and everyone who is named (src/flow/person.rs, region.rs, implied.rs, complete.rs).
import { GROUP, NOBODY, REGION, TYPE } from "./table.js";
import { Unfit } from "./value.js";

const AS_OF = 0;
const GROUPS = 1;
const STATED = 3;
const LENGTH = 6;

/** Completes the flow whose root has this record. */
export function settle(s, root) {
  const { at } = s.table;
  persons(s, root, at);
  if (s.sites.count > 0) {
    if (at.region > 0) expandRegions(s, at);
    if (at.siteMeasures > 0 && at.measureKeys > 0) layers(s, at);
    if (at.siteKeys > 0) for (let i = 0; i < s.sites.count; i++) keys(s, at, s.sites.items[i]);
    if (at.data > 0 && at.siteData > 0) defaults(s, s.sites, at.siteData, s.words[root + at.data]);
  }
  if (s.transfers.count > 0) transfers(s, at, root);
  if (at.exit > 0 && at.switching > 0) switching(s, at, s.words[root + at.exit]);
  if (at.parties > 0) parties(s, root + at.parties);
  header(s, root);
}

/** "exporter" and "provider" are whoever stands at the root, or somebody of whom nothing is known. */
function persons(s, root, at) {
  const { party } = s.table;
  if (s.exporter === 0 && (s.exporters.count > 0 || s.provider === -1)) s.exporter = s.record(party);
  if (s.provider === -1) s.provider = s.exporter;
  if (s.providers.count > 0) {
    if (s.provider === NOBODY) throw new Unfit("this is the provider, and the flow says that there is none");
    if (s.provider === 0) s.provider = s.record(party);
  }
  for (let i = 0; i < s.exporters.count; i++) s.words[s.exporters.items[i]] = s.exporter - s.base;
  for (let i = 0; i < s.providers.count; i++) s.words[s.providers.items[i]] = s.provider - s.base;
  if (s.exporter !== 0) s.words[root + at.exporter] = s.exporter - s.base;
  if (s.provider !== 0) s.words[root + at.provider] = s.provider === NOBODY ? NOBODY : s.provider - s.base;
}

/**
 * Gives a party what another statement of it says. The other record is only marked: what is listed of records is put right
 * once, when all are merged (`grouped`, `restated`, `parties`), so that many statements of one party take no longer than they are.
 */
export function merge(s, into, from) {
  const { words } = s;
  for (const { type, word, width } of s.table.party.facts) {
    if (words[from + word] === 0) continue;
    const fresh = words[into + word] === 0;
    for (let i = word; i < word + width; i++) {
      if (fresh) words[into + i] = words[from + i];
      else if (words[into + i] !== words[from + i] || isListed(type)) throw new Unfit("two statements of one party differ");
    }
    if (type === TYPE.place && words[from + word] >= GROUP) {
      s.ungrouped.add(from + word);
      if (fresh) s.groups.push(into + word);
    }
  }
  s.merged.set(from, into);
}

/** Whether two statements of it cannot be compared word by word. */
function isListed(type) {
  return type === TYPE.list || type === TYPE.places || type === TYPE.regions;
}

/** The words where groups of places stand, without those of merged records. */
function grouped(s) {
  const groups = s.groups.list();
  return s.ungrouped.size === 0 ? groups : groups.filter((at) => !s.ungrouped.has(at));
}

/** Derived facts that are stated, of the record that is left, each once. */
function restated(s) {
  const stated = s.stated.list();
  if (s.merged.size === 0) return stated;
  const [all, seen] = [[], new Set()];
  for (let i = 0; i < stated.length; i += 2) {
    let [derivation, owner] = [stated[i], stated[i + 1]];
    while (s.merged.has(owner)) owner = s.merged.get(owner);
    const pair = `${derivation} ${owner}`;
    if (!seen.has(pair)) all.push(derivation, owner);
    seen.add(pair);
  }
  return all;
}

/** Place and operator of every site on a region of the atlas. */
function expandRegions(s, at) {
  let known = null;
  let cloudy = 0;
  for (let i = 0; i < s.sites.count; i++) {
    const record = s.sites.items[i];
    const word = s.words[record + at.region];
    if (word < REGION) continue;
    known ??= s.table.regions.known;
    if (at.place > 0) supply(s, record + at.place, known[word - REGION].place, 0);
    cloudy += 1;
  }
  if (cloudy > 0 && at.operator > 0) operators(s, at, known);
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
function operators(s, at, known) {
  const persons = new Map();
  const sites = s.sites.list().map((record) => ({ record, operator: operatorOf(s, s.words[record + at.region], known) }));
  for (const { record, operator } of sites) {
    if (operator === null) continue;
    const stated = s.words[record + at.operator];
    if (stated === NOBODY) throw new Unfit("the atlas knows who operates this region");
    if (stated !== 0) persons.set(operator.key, keeper(s, persons.get(operator.key) ?? 0, stated + s.base));
  }
  for (const { record, operator } of sites) {
    if (operator === null) continue;
    let person = persons.get(operator.key);
    if (person === undefined) {
      person = s.record(s.table.party);
      persons.set(operator.key, person);
    }
    s.words[record + at.operator] = person - s.base;
    if (at.seat > 0 && operator.seat > 0) supply(s, person + at.seat, operator.seat, operator.contracting);
    if (at.parent > 0) supply(s, person + at.parent, operator.parent, 0);
  }
}

/** Who operates a region on the day. */
function operatorOf(s, region, known) {
  if (region < REGION) return null;
  const rows = s.table.operators.get(known[region - REGION].operator) ?? [];
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
  return person === s.exporter || person === s.provider || s.words[person + s.table.at.id] !== 0;
}

/** A fact that is not stated is that of the flow. */
function defaults(s, records, word, value) {
  if (value === 0) return;
  for (let i = 0; i < records.count; i++) {
    const at = records.items[i] + word;
    if (s.words[at] === 0) s.words[at] = value;
  }
}

function transfers(s, at, root) {
  if (at.transferExporter > 0) defaults(s, s.transfers, at.transferExporter, s.words[root + at.exporter]);
  if (at.transferData > 0 && at.data > 0) defaults(s, s.transfers, at.transferData, s.words[root + at.data]);
  for (let i = 0; i < s.transfers.count; i++) tool(s, at, s.transfers.items[i]);
}

/** Whoever states something of clauses states that there are clauses. */
function tool(s, at, record) {
  const states = (word) => word > 0 && s.words[record + word] !== 0;
  const { scc, authorised } = s.table;
  const stated = s.words[record + at.tool];
  if (at.clauses.some(states)) {
    if (stated === 0) s.words[record + at.tool] = scc;
    else if (stated !== scc) throw new Unfit("clauses exist only where the tool is scc");
  }
  if (at.authorised > 0 && states(at.authorised) && states(at.tool) && !authorised.includes(stated)) {
    throw new Unfit("`authorised` does not exist beside this tool");
  }
}

/** Keys exist only where something is encrypted, or a measure is of a kind that has keys (src/flow/implied.rs). */
function keys(s, at, site) {
  if (s.words[site + at.siteKeys] === 0 || s.words[site + at.encrypted] !== 1) return;
  const [head, start] = [s.words[site + at.siteMeasures], s.words[site + at.siteMeasures + 1] + s.base];
  if ((head & 3) !== 1) return;
  for (let index = 0; index < head >> 2; index++) {
    const kind = s.words[s.words[start + index] + s.base + at.measure];
    if (kind === 0 || s.table.keyed.has(kind)) return;
  }
  throw new Unfit("there are keys only where something is encrypted, pseudonymised or split");
}

/** Of one layer of protection at one site only one party holds the keys, at one place (src/flow/layers.rs). */
function layers(s, at) {
  for (let i = 0; i < s.sites.count; i++) {
    const site = s.sites.items[i];
    const head = s.words[site + at.siteMeasures];
    if (head >> 2 === 0) continue;
    const own = at.siteKeys > 0 ? s.words[site + at.siteKeys] : 0;
    const known = own === 0 ? [] : s.table.ownLayers.map((kind) => ({ kind, keys: own + s.base }));
    const first = s.words[site + at.siteMeasures + 1] + s.base;
    for (let index = 0; index < head >> 2; index++) {
      const measure = s.words[first + index] + s.base;
      const [kind, keys] = [s.words[measure + at.measure], s.words[measure + at.measureKeys] + s.base];
      if (kind === 0 || keys === s.base) continue;
      for (const other of known) if (other.kind === kind) sameKeys(s, at, other.keys, keys);
      known.push({ kind, keys });
    }
  }
}

/** Throws where two statements of the same keys differ; groups of places may overlap, which is left to `check`. */
function sameKeys(s, at, one, other) {
  for (const word of [at.keysHolder, at.keysPlace]) {
    const [a, b] = word > 0 ? [s.words[one + word], s.words[other + word]] : [0, 0];
    if (a !== 0 && b !== 0 && a !== b) throw new Unfit("the keys of one encryption have two holders or places");
  }
}

/**
 * The time to switch is notice and transition together. Whether it can be, where it is stated, depends on the day and is left
 * to the Wasm (src/decide/exit.rs).
 */
function switching(s, at, exit) {
  if (exit === 0) return;
  const record = exit + s.base;
  const [notice, transition, both] = [record + at.notice, record + at.transition, record + at.switching];
  if (s.words[notice] === 0 || s.words[transition] === 0 || s.words[both] !== 0) return;
  s.words[both] = s.words[notice] + s.words[transition] - 1;
  s.words[both + 1] = s.words[notice + 1] + s.words[transition + 1];
}

/** Everyone who is named, once; there may be more where a fact that could name somebody is not known. */
function parties(s, at) {
  const { party, byTag } = s.table;
  const all = s.all.list().filter((record) => !s.merged.has(record));
  const persons = all.filter((record) => s.words[record] === party.tag);
  const start = s.room(persons.length);
  persons.forEach((person, index) => {
    s.words[start + index] = person - s.base;
  });
  s.words[at] = (all.some((record) => mayNameMore(s, record, byTag.get(s.words[record]))) ? 2 : 1) | (persons.length << 2);
  s.words[at + 1] = start - s.base;
}

function mayNameMore(s, record, kind) {
  return kind.naming.some(({ type, word, key }) => {
    const value = s.words[record + word];
    return key !== "parties" && (value === 0 || (type === TYPE.list && (value & 3) === 2));
  });
}

function header(s, root) {
  const { base } = s;
  const { asOf } = s.table.at;
  if (asOf > 0) s.words[root + asOf] = s.day;
  s.words[base + AS_OF] = s.day;
  if (s.groups.count > 0) {
    const groups = grouped(s);
    const start = s.room(groups.length);
    groups.forEach((at, index) => {
      s.words[start + index] = at - base;
    });
    s.words[base + GROUPS] = groups.length;
    s.words[base + GROUPS + 1] = start - base;
  }
  if (s.stated.count > 0) {
    const stated = restated(s);
    const start = s.room(stated.length);
    for (let i = 0; i < stated.length; i += 2) {
      s.words[start + i] = stated[i];
      s.words[start + i + 1] = stated[i + 1] - base;
    }
    s.words[base + STATED] = stated.length / 2;
    s.words[base + STATED + 1] = start - base;
  }
  s.words[base + LENGTH] = s.top - base;
}
