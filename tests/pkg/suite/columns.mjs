// Flows in columns: the verdicts are those of `decideMany`, from objects and from buffers, and no buffers do harm.
import { VERDICTS, decided } from "./decide.mjs";
import { POLICY, flow } from "./sample.mjs";

/** Three flows of POLICY, as buffers: they store in France, in the US, and nobody knows where. */
export function buffers({ places, categories }) {
  const place = (name) => places.indexOf(name);
  const contact = categories.indexOf("contact");
  return {
    days: Int32Array.of(20513, 20513, 20513),
    tables: {
      flow: { columns: { data: {}, storage: { offsets: Int32Array.of(0, 1, 2, 2), validity: Uint8Array.of(3) } } },
      data: { rows: 3, columns: { categories: { values: Uint8Array.of(contact, contact, contact), offsets: Int32Array.of(0, 1, 2, 3) } } },
      site: { rows: 2, columns: { place: { values: Uint16Array.of(place("FR"), place("US")) } } },
    },
  };
}

/** The same three flows. */
export const FLOWS = [flow(), flow({ storage: ["US"] }), flow({ storage: undefined })];

/** Buffers that are wrong, each in one way, and the name that the error must say. */
export const WRONG = {
  "no days": ["days", (all) => delete all.days],
  "days of another kind": ["days", (all) => (all.days = [1, 2, 3])],
  "a day that is none": ["flow", (all) => (all.days[1] = 2 ** 31 - 1)],
  "too few values": ["site.place", (all) => (all.tables.site.columns.place.values = new Uint16Array(1))],
  "no values": ["site.place", (all) => delete all.tables.site.columns.place.values],
  "values of another kind": ["site.place.values", (all) => (all.tables.site.columns.place.values = new Uint8Array(2))],
  "a place that is none": ["site.place", (all) => (all.tables.site.columns.place.values[1] = 0xfff)],
  "a group that is none": ["site.place", (all) => (all.tables.site.columns.place.values[1] = 0x1fff)],
  "a place with offsets": ["site.place", (all) => (all.tables.site.columns.place.offsets = Int32Array.of(0, 1, 2))],
  "a category that is none": ["data.categories", (all) => (all.tables.data.columns.categories.values[1] = 200)],
  "too few offsets": ["flow.storage", (all) => (all.tables.flow.columns.storage.offsets = Int32Array.of(0, 1, 2))],
  "no offsets": ["flow.storage", (all) => delete all.tables.flow.columns.storage.offsets],
  "offsets that decrease": ["flow.storage", (all) => (all.tables.flow.columns.storage.offsets = Int32Array.of(0, 2, 1, 2))],
  "an offset below zero": ["flow.storage", (all) => (all.tables.flow.columns.storage.offsets = Int32Array.of(-1, 1, 2, 2))],
  "offsets past the end": ["flow.storage", (all) => (all.tables.flow.columns.storage.offsets = Int32Array.of(0, 1, 2, 2 ** 31 - 1))],
  "entries that are none": ["flow.storage", (all) => (all.tables.flow.columns.storage.values = Uint32Array.of(0, 7))],
  "too little validity": ["flow.storage", (all) => (all.tables.flow.columns.storage.validity = new Uint8Array())],
  "objects that are none": ["flow.data", (all) => (all.tables.data.rows = 2)],
  "too many rows": ["site.place", (all) => (all.tables.site.rows = 2 ** 32 - 1)],
  "rows that are no number": ["site.rows", (all) => (all.tables.site.rows = NaN)],
  "another table": ["sites", (all) => (all.tables.sites = {})],
  "another fact": ["site.plase", (all) => (all.tables.site.columns.plase = {})],
  "another buffer": ["site.place", (all) => (all.tables.site.columns.place.nulls = new Uint8Array(1))],
};

export function columns(checks, host) {
  const compared = verdicts(checks, host);
  checks.ok(compared >= 300, `${compared} verdicts were compared`);
  const { Policy, FlowError } = host.columns;
  const policy = Policy.load(host.lexloci.Policy.compile(POLICY));
  const expected = [...policy.decideMany(FLOWS)];
  checks.equal(expected, [0, 1, 2], "one flow of each kind");
  checks.equal([...policy.columnsOf(buffers(policy.schema)).decide()], expected, "from buffers");
  checks.equal([...policy.columns(FLOWS, { asOf: "2026-03-01" }).decide({ level: undefined })], expected, "with options");
  checks.equal([...policy.columns([]).decide()], [], "no flows");
  for (const [what, [name, spoil]] of Object.entries(WRONG)) {
    const all = buffers(policy.schema);
    spoil(all);
    const error = checks.throws(() => policy.columnsOf(all), Error, what);
    checks.ok((error instanceof RangeError || error instanceof TypeError) && error.message.includes(name), `${what}: ${error}`);
  }
  const wrong = checks.throws(() => policy.columns([flow(), flow({ storage: [{ place: 7 }] })]), FlowError, "a wrong flow");
  checks.equal(wrong?.diagnostics?.map(({ path }) => path), ["[1].storage[0].place"], "its path");
  freeing(checks, policy);
}

/** What columns say of the golden flows, beside what `decideMany` says; how many those are. */
function verdicts(checks, host) {
  let compared = 0;
  for (const { forms, cases } of decided(host)) {
    const [whole] = forms;
    const policy = host.columns.Policy.load(whole.compile());
    const plain = cases.filter(({ options: { asOf, level, part } }) => !asOf && !level && !part);
    const flows = plain.map(({ flow: each }) => each).filter((each) => isTaken(host, policy, each));
    const laid = policy.columns(flows);
    const codes = [...policy.decideMany(flows)];
    checks.equal([...laid.decide()], codes, "columns");
    checks.equal([...laid.decide()].map((code) => VERDICTS[code]), flows.map((each) => whole.decide(each)), "again, beside the whole package");
    laid.free();
    policy.free();
    compared += flows.length;
  }
  return compared;
}

/** Whether its encoder takes a flow: there is no `check` beside it. */
function isTaken({ columns: { FlowError } }, policy, each) {
  try {
    policy.decide(each);
    return true;
  } catch (error) {
    if (!(error instanceof FlowError)) throw error;
    return false;
  }
}

function freeing(checks, policy) {
  const laid = policy.columns(FLOWS);
  laid.free();
  laid.free();
  checks.ok(/freed/.test(checks.throws(() => laid.decide(), TypeError, "freed columns")?.message), "freed, and says so");
  const left = policy.columns(FLOWS);
  policy.free();
  checks.ok(/freed/.test(checks.throws(() => left.decide(), TypeError, "columns of a freed policy")?.message), "and says that too");
}
