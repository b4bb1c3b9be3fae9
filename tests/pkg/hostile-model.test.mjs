// A model of hostility: objects whose code does whatever JavaScript lets it do, handed to every entry of the package. What comes
// of it is an error that says what is wrong, or the answer to what the object gave, as plain data; and neither the policy that was
// asked nor any other answers wrongly afterwards. LEXLOCI_HOSTILE_RUNS and LEXLOCI_HOSTILE_SEED say how many runs, and which.
import assert from "node:assert/strict";
import test from "node:test";
import { isDeepStrictEqual } from "node:util";
import * as lexloci from "lexloci";
import { FlowError, Policy, PolicyError, atlas, editor } from "lexloci";
import { Host, isClean, restore } from "./hostility.mjs";
import { Draw } from "./mutate.mjs";

const RUNS = Number(process.env.LEXLOCI_HOSTILE_RUNS ?? 1500);
const SEED = Number(process.env.LEXLOCI_HOSTILE_SEED ?? 11);

const SOURCE = `loci 1
use house

fact x.volume is number

policy subject version 1.0.0 "What the host attacks" {
  levels lo < hi
  applies when data has personal

  rule stores "Data rest in the EEA, encrypted" part rest at lo
    for every s in storage
    require s in inside and s.encrypted

  exception small to stores "A little"
    when x.volume < 10

  rule readers "Nobody outside reads them" at hi
    for every a in access
    require a in EEA or not a.sees_plaintext

  rule sent "Transfers rest on clauses" part rest at lo
    for every t in transfers where t.to not in EEA
    require t.tool is scc and t.assessment is favourable

  claim inside_lo "Nothing large rests unencrypted"
    never x.volume > 10 and (some s in storage: not s.encrypted)
}
`;
const MODULES = { house: "loci 1\n\nset inside = EEA\n" };
const OTHER = `loci 1
policy other version 1.0.0 "Another policy" {
  applies when data has personal
  rule stores "Stores"
    for every s in storage
    require s in EEA and s.encrypted
  rule readers "Readers"
    for every a in access
    require a in EEA
}
`;

/** Flows with the answer of each policy, worked out by hand. */
const BASE = {
  as_of: "2026-03-01",
  data: ["contact"],
  exporter: { name: "E", seat: "FR" },
  processing: [],
  access: [],
  transfers: [],
};
const KNOWN = [
  [{ ...BASE, storage: [{ place: "FR", encrypted: true, operator: "exporter" }] }, "compliant"],
  [{ ...BASE, storage: [{ place: "US", encrypted: true, operator: "exporter" }], x: { volume: 50 } }, "non_compliant"],
  [{ ...BASE, storage: [{ place: "FR", operator: "exporter" }], x: { volume: 50 } }, "undetermined"],
  [{ ...BASE, data: ["industrial"], storage: [{ place: "US" }] }, "not_applicable"],
];
const CODES = ["compliant", "non_compliant", "undetermined", "not_applicable"];

const REFERENCE = Policy.parse(SOURCE, { modules: MODULES });
const BYTES = new TextEncoder().encode(SOURCE);

/** Policies that live through all runs. */
const SURVIVORS = [Policy.parse(OTHER), Policy.parse(OTHER)];

/** Returns whether a policy still answers rightly on what is known, one by one and many at once. Volumes are facts of one policy only. */
function isRight(policy) {
  try {
    return answersRightly(policy);
  } catch {
    return false;
  }
}

function answersRightly(policy) {
  const flows = KNOWN.map(([flow]) => (SURVIVORS.includes(policy) || policy.other ? { ...flow, x: undefined } : flow));
  const many = [...policy.decideMany(flows)].map((code) => CODES[code]);
  return flows.every((flow, at) => {
    const expected = KNOWN[at][1];
    return (
      policy.decide(flow) === expected &&
      policy.decision(flow).verdict === expected &&
      many[at] === expected &&
      (policy.check?.(flow).verdict ?? expected) === expected
    );
  });
}

/** Returns what the policy under attack answers, by each of its entries; and what is to come of plain data. */
const asked = (verdict, part) => (part === undefined ? verdict.verdict : verdict.parts[part].verdict);
function decision(verdict, part) {
  const answer = asked(verdict, part);
  const outcome = { non_compliant: "violated", undetermined: "undetermined" }[answer];
  const first = verdict.instances.find(
    (each) => each.severity === "blocking" && each.outcome === outcome && (part === undefined || each.part === part),
  );
  return { verdict: answer, rule: first?.rule ?? null };
}
const checked = (flow, { part, ...options }) => decision(REFERENCE.check(flow, options), part);
const code = (flow, options) => CODES.indexOf(checked(flow, options).verdict);
const STEPS = { steps: 40 };

/** Entries that take a flow and options: the call, and what is to come of what was given. */
const ABOUT_FLOWS = {
  check: [
    (p, flow, options) => p.whole.check(flow, options),
    (flow, options) => REFERENCE.check(flow, options),
    "check",
  ],
  render: [
    (p, flow, options) => p.whole.render(flow, options),
    (flow, options) => REFERENCE.render(flow, options),
    "check",
  ],
  exact: [
    (p, flow, options) => p.whole.exact(flow, options),
    (flow, options) => REFERENCE.exact(flow, options),
    "steps",
  ],
  ask: [(p, flow, options) => p.whole.ask(flow, options), (flow, options) => REFERENCE.ask(flow, options), "steps"],
  cure: [(p, flow, options) => p.whole.cure(flow, options), (flow, options) => REFERENCE.cure(flow, options), "cure"],
  where: [
    (p, flow, options) => p.whole.where(flow, "storage[0]", options),
    (flow, options) => REFERENCE.where(flow, "storage[0]", options),
    "check",
  ],
};
Object.assign(ABOUT_FLOWS, {
  decide: [
    (p, flow, options) => p.whole.decide(flow, options),
    (flow, options) => checked(flow, options).verdict,
    "decide",
  ],
  decision: [(p, flow, options) => p.whole.decision(flow, options), checked, "decide"],
  decideMany: [
    (p, flow, options) => [...p.whole.decideMany([KNOWN[1][0], flow, KNOWN[2][0]], options)],
    (flow, options) => [KNOWN[1][0], flow, KNOWN[2][0]].map((each) => code(each, options)),
    "decide",
  ],
  "decideMany of a hostile array": [
    (p, flows, options) => [...p.whole.decideMany(flows, options)],
    (flows, options) => flows.map((each) => code(each, options)),
    "decide",
    "many",
  ],
});

/** Entries that take no flow: the call with what is hostile, and what is to come of it as it was given. */
const ABOUT_ELSE = {
  parse: [
    (p, given) => read(Policy.parse(SOURCE, given)),
    (given) => read(Policy.parse(SOURCE, given)),
    () => ({ modules: MODULES }),
  ],
  compile: [
    (p, given) => Policy.compile(SOURCE, given),
    (given) => compiledAsPlain(given),
    () => ({ modules: MODULES }),
  ],
  prove: [(p, given) => p.whole.prove(given), (given) => REFERENCE.prove(given), (draw) => ({ steps: draw.below(60) })],
  idle: [(p, given) => p.whole.idle(given), (given) => REFERENCE.idle(given), (draw) => ({ steps: draw.below(60) })],
  diff: [
    (p, given) => Policy.diff(p.whole, SURVIVORS[0], given),
    (given) => Policy.diff(REFERENCE, SURVIVORS[0], given),
    (draw) => ({ steps: draw.below(60) }),
  ],
  "editor.diagnose": [
    (p, given) => editor.diagnose(SOURCE, given),
    (given) => editor.diagnose(SOURCE, given),
    () => ({ modules: MODULES }),
  ],
  "editor.complete": [
    (p, given) => editor.complete(SOURCE, 300, given),
    (given) => editor.complete(SOURCE, 300, given),
    () => ({ modules: MODULES }),
  ],
  "editor.definition": [
    (p, given) => editor.definition(SOURCE, 300, given),
    (given) => editor.definition(SOURCE, 300, given),
    () => ({ modules: MODULES }),
  ],
  "editor.hover": [
    (p, given) => editor.hover(SOURCE, 300, given),
    (given) => editor.hover(SOURCE, 300, given),
    (draw) => ({ modules: MODULES, asOf: draw.one(["2026-03-01", 5, {}, null, "no"]) }),
  ],
};

/** The printed policy with the options that most runs give: printing it takes some hundred milliseconds. */
const PRINTED = Policy.compile(SOURCE, { modules: MODULES });

/** Returns what the policy is printed as with plain options. */
const compiledAsPlain = (given) =>
  isDeepStrictEqual(given, { modules: MODULES }) ? PRINTED : Policy.compile(SOURCE, given);

/** Returns what a policy says of itself, before it is freed. */
function read(policy) {
  const said = [policy.format(), policy.lint(), policy.claims()];
  policy.free();
  return said;
}

/** Values in place of texts, bytes and the like: each is taken as it is, or refused. */
const INSTEAD = (host) => [
  undefined,
  null,
  5,
  10n,
  Symbol("a"),
  {},
  [],
  () => SOURCE,
  new String(SOURCE),
  { toString: () => (host.act(), SOURCE) },
  { [Symbol.toPrimitive]: () => (host.act(), 5) },
  new Proxy({}, { __proto__: null, get: () => (host.act(), () => "FR") }),
];
class Longer extends Uint8Array {
  get length() {
    return 10;
  }
  get byteLength() {
    return 1 << 30;
  }
}
const BYTES_INSTEAD = () => [
  Longer.from(BYTES),
  Object.create(Uint8Array.prototype),
  new Proxy(BYTES, {}),
  new Uint8Array(new SharedArrayBuffer(64)),
  BYTES.buffer,
  new Uint8ClampedArray(BYTES),
  [...BYTES],
  Buffer.from(BYTES),
  BYTES.subarray(0, 60),
  new Uint8Array(BYTES),
];
const OF_VALUES = {
  "Policy.parse": (p, value) => Policy.parse(value),
  "Policy.format": (p, value) => Policy.format(value),
  "Policy.compile": (p, value) => Policy.compile(value),
  suppose: (p, value) => p.whole.suppose(value),
  proving: (p, value) => p.whole.proving(value),
  advance: (p, value) => p.whole.proving("inside_lo").advance(value),
  "where, a path": (p, value) => p.whole.where(KNOWN[0][0], value),
  "diff, a policy": (p, value) => Policy.diff(p.whole, value, STEPS),
  "new Policy": (p, value) => new Policy(value, value),
  "editor.tokens": (p, value) => editor.tokens(value),
  "editor.complete, an offset": (p, value) => editor.complete(SOURCE, value),
  "editor.hover, a day": (p, value) => editor.hover(SOURCE, 300, { asOf: value }),
  "editor.format": (p, value) => editor.format(value),
  "atlas.members": (p, value) => atlas.members("EU", value),
  explain: (p, value) => lexloci.explain(value),
  "options of check": (p, value) => p.whole.check(KNOWN[0][0], value),
  "options of decide": (p, value) => p.whole.decide(KNOWN[0][0], value),
  asOf: (p, value) => p.whole.check(KNOWN[0][0], { asOf: value }),
  level: (p, value) => p.whole.decide(KNOWN[0][0], { level: value }),
  steps: (p, value) => p.whole.ask(KNOWN[0][0], { steps: value }),
  fixed: (p, value) => p.whole.cure(KNOWN[0][0], { fixed: value, steps: 20 }),
  modules: (p, value) => Policy.parse(SOURCE, { modules: value }),
  "a flow": (p, value) => p.whole.decide(value),
  flows: (p, value) => p.whole.decideMany(value),
  "flows of these": (p, value) => p.whole.decideMany([value]),
};

/** Words of errors that a TypeError or RangeError of the package has; any other is somebody else's. */
const SAID =
  /was freed|is a text, not|takes an array|is made by|are compared|was altered|the options?\b|plain object of texts|could not be read|decide them in parts|Cannot convert a (Symbol|BigInt) value/;

function isDocumented(error) {
  if (error instanceof FlowError || error instanceof PolicyError)
    return error.diagnostics.every(({ code: each, message }) => /^L\d{4}$/.test(each) && typeof message === "string");
  return (error instanceof TypeError || error instanceof RangeError) && SAID.test(error.message);
}

/** The policy under attack, made when it is first asked for. */
class Attacked {
  made = new Map();

  get whole() {
    return this.#form("whole", () => Policy.parse(SOURCE, { modules: MODULES }));
  }

  #form(name, make) {
    if (!this.made.has(name)) this.made.set(name, make());
    return this.made.get(name);
  }
}

/** Returns a flow, plain, at random. */
function drawnFlow(draw) {
  const own = () => ({ place: draw.one(["FR", "DE", "US", "CH"]), encrypted: draw.below(3) > 0, operator: "exporter" });
  const site = () =>
    draw.one([
      own(),
      own(),
      own(),
      "FR",
      { place: "FR", operator: { seat: draw.one(["FR", "US"]), name: "A" } },
      { region: "aws/eu-west-3", encrypted: true },
    ]);
  const sites = () => Array.from({ length: draw.below(3) }, site);
  const flow = { ...BASE, data: draw.one([["contact"], ["industrial"], { categories: ["health"] }]), storage: sites() };
  if (draw.below(4) > 0)
    flow.access = draw.below(5) === 0 ? { items: sites(), complete: draw.below(2) === 0 } : sites();
  if (draw.below(3) === 0)
    flow.transfers = draw.one([[], [{ to: "US", recipient: { name: "R", seat: "US" }, tool: "scc" }]]);
  if (draw.below(2) === 0) flow.x = { volume: draw.below(20) };
  if (draw.below(3) === 0) flow.provider = { name: "P", seat: draw.one(["FR", "US"]), id: "p" };
  return flow;
}

function drawnOptions(draw, kind) {
  if (draw.below(2) === 0) return undefined;
  const options = {};
  if (draw.below(2) === 0) options.asOf = draw.one(["2026-03-01", "2019-01-01"]);
  if (draw.below(2) === 0) options.level = draw.one(["lo", "hi"]);
  if (kind === "decide" && draw.below(2) === 0) options.part = "rest";
  if (kind === "steps" || kind === "cure") options.steps = draw.below(60);
  if (kind === "cure") options.fixed = ["provider"];
  return options;
}

/** Returns what hostile code does besides, to the policy under attack and to others. */
function actsOn(state) {
  const { draw } = state;
  const form = () => state.policies.whole;
  const still = (run, expected) => {
    let answer;
    try {
      answer = run();
    } catch {
      return; // what is freed, or altered for everybody, gives an error
    }
    if (answer !== expected) state.wrong = `within: ${answer} instead of ${expected}`;
  };
  const known = () => draw.one(KNOWN);
  const quietly = (run) => {
    try {
      run();
    } catch {
      // It may refuse.
    }
  };
  return [
    () => ((state.freed = true), form().free()),
    () => ((state.freed = true), form().free()),
    () => quietly(() => Policy.compile(OTHER)),
    () => quietly(() => state.kept.set(state.kept.size, Policy.parse(OTHER))),
    () => {
      const [flow, expected] = known();
      still(() => form().decide(flow), expected);
    },
    () => {
      const [flow, expected] = known();
      still(() => state.policies.whole.check(flow).verdict, expected);
    },
    () => {
      const [flow, expected] = known();
      still(() => CODES[form().decideMany([flow, flow])[1]], expected);
    },
    () => {
      const [flow, expected] = known();
      still(() => SURVIVORS[0].check({ ...flow, x: undefined }).verdict, expected);
    },
    () => {
      const [flow, expected] = known();
      still(() => SURVIVORS[1].decide({ ...flow, x: undefined }), expected);
    },
    () =>
      quietly(() =>
        draw.one([
          () => state.policies.whole.compile(),
          () => state.policies.whole.lint(),
          () => state.policies.whole.ask(KNOWN[2][0], STEPS),
          () => Policy.format(SOURCE),
          () => state.policies.whole.suppose("FR leaves EEA on 2026-01-01"),
        ])(),
      ),
    (host) =>
      host.depth < 1 &&
      isClean() &&
      quietly(() => form().decide(new Host(draw, state.acts, host.depth + 1).handing(drawnFlow(draw)))),
    (host) =>
      host.depth < 1 &&
      isClean() &&
      quietly(() => form().decideMany([new Host(draw, state.acts, host.depth + 1).handing(drawnFlow(draw))])),
  ];
}

/** Returns one run: what came of it. */
function attack(draw, name, hand, call, expect, isDecided) {
  const state = { draw, policies: new Attacked(), kept: new Map(), freed: false, wrong: null, acts: null };
  state.acts = actsOn(state);
  const host = new Host(draw, state.acts);
  const given = hand(host);
  let [answer, error] = [undefined, undefined];
  try {
    answer = { is: call(state.policies, ...given) };
  } catch (thrown) {
    error = { thrown };
  } finally {
    restore();
  }
  return { name, host, state, given, expect, isDecided, answer, error };
}

/** Returns what is wrong with what came of a run; null for nothing. */
function fault({ host, state, given, expect, isDecided, answer, error }, tally) {
  if (state.wrong !== null) return state.wrong;
  tally.calls += host.calls;
  if (error) {
    tally.errors += 1;
    return isDocumented(error.thrown)
      ? null
      : `an error that is not ours: ${error.thrown?.stack ?? String(error.thrown)}`;
  }
  if (host.again !== null) return `${String(host.again)} was read twice`;
  if (host.foreign !== null) return `${host.foreign} was asked for`;
  let expected;
  try {
    expected = expect(...given.map((each) => host.plain(each)));
  } catch (thrown) {
    // Who decides does not look at what the policy does not read, and so takes flows that `check` refuses.
    if (!isDecided || !(thrown instanceof FlowError)) return `answered ${show(answer.is)} where ${thrown}`;
    tally.unread += 1;
    return null;
  }
  tally.answers += 1;
  return show(answer.is) === show(expected)
    ? null
    : `answered\n${show(answer.is)}\nnot\n${show(expected)}\nfor ${show(given.map((each) => host.plain(each)))}`;
}

const show = (value) => JSON.stringify(value);

/** Returns whether every policy answers rightly, now that the host is done; which does not. */
function afterwards({ state }) {
  for (const [at, policy] of SURVIVORS.entries()) if (!isRight(policy)) return `survivor ${at}`;
  for (const policy of state.kept.values()) {
    policy.other = true;
    if (!isRight(policy)) return "one that was parsed meanwhile";
    policy.free();
  }
  for (const policy of state.policies.made.values()) {
    if (!state.freed && !isRight(policy)) return "the one that was asked";
    policy.free();
  }
  try {
    const fresh = Policy.parse(SOURCE, { modules: MODULES });
    if (!isRight(fresh)) return "one that is parsed afterwards";
    fresh.free();
  } catch (error) {
    return `loading another: ${error}`;
  }
  return null;
}

function* runs(draw) {
  const flows = Object.entries(ABOUT_FLOWS);
  const others = Object.entries(ABOUT_ELSE);
  const values = Object.entries(OF_VALUES);
  for (let run = 0; run < RUNS; run++) {
    const kind = draw.below(10);
    if (kind < 7) {
      const [name, [call, expect, taking, many]] = draw.one(flows);
      const flow = many ? Array.from({ length: draw.below(4) }, () => drawnFlow(draw)) : drawnFlow(draw);
      const options = drawnOptions(draw, taking);
      const isHostile = draw.below(2) === 0;
      yield attack(
        draw,
        name,
        (host) => [host.handing(flow), isHostile ? host.handing(options) : options],
        call,
        (f, o) => expect(f, o ?? {}),
        taking === "decide",
      );
    } else if (kind < 9) {
      const [name, [call, expect, given]] = draw.one(others);
      const plain = given(draw);
      yield attack(draw, name, (host) => [host.handing(plain)], call, expect, false);
    } else {
      const [name, call] = draw.one(values);
      yield attack(
        draw,
        name,
        (host) => [draw.one([...INSTEAD(host), ...BYTES_INSTEAD(), host.handing(drawnFlow(draw))])],
        call,
        null,
        false,
      );
    }
  }
}

test(
  "whatever an object does, it is judged as what it gave, and nobody else is judged otherwise",
  { timeout: 600_000 },
  (t) => {
    const draw = new Draw(SEED);
    const tally = { runs: 0, calls: 0, answers: 0, errors: 0, unread: 0, taken: 0 };
    const entries = new Map();
    const [wrong, others] = [[], []];
    for (const run of runs(draw)) {
      tally.runs += 1;
      entries.set(run.name, (entries.get(run.name) ?? 0) + 1);
      if (run.expect === null && run.answer) tally.taken += 1;
      const found = run.expect === null && run.answer ? run.state.wrong : fault(run, tally);
      if (found !== null) wrong.push(`run ${tally.runs}, ${run.name}: ${found}`);
      const after = afterwards(run);
      if (after !== null) others.push(`run ${tally.runs}, ${run.name}: ${after}`);
      if (wrong.length + others.length > 5) break;
    }
    t.diagnostic(
      `${tally.runs} runs of ${entries.size} entries, hostile code run ${tally.calls} times: ${tally.answers} answers compared, ${tally.unread} of flows that check refuses, ${tally.errors} errors, ${tally.taken} odd values taken; wrong answers ${wrong.length}, other policies wrong afterwards ${others.length}`,
    );
    assert.deepEqual(wrong, []);
    assert.deepEqual(others, []);
    assert.ok(
      entries.size >= Object.keys(ABOUT_FLOWS).length + Object.keys(ABOUT_ELSE).length,
      "every entry was asked",
    );
    assert.ok(
      tally.answers >= 0.2 * tally.runs && tally.errors >= 0.1 * tally.runs,
      "both answers and errors came of it",
    );
  },
);
