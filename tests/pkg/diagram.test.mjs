// Plain flows are decided by the policy's diagram as the program decides them, whatever is missing, wrong or strange in them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { FlowError, Policy } from "lexloci";
import { Policy as Runtime } from "lexloci/runtime";
import { deciderOf } from "../../pkg/compiled.js";
import { Draw } from "./mutate.mjs";

const POLICY = `loci 1
source T is "A test"
fact x.volume is number
fact x.tier is one of {gold, silver}
fact x.sure is yes_no
fact x.since is date
fact x.share is percent
set near = {CH from 2020-01-01, GB before 2021-01-01, US from 2016-07-12 before 2020-07-16, US from 2023-07-10}

policy plain version 1.0.0 "What a diagram tells" {
  applies when data has personal
  rule stores "Stores are inside, or near and encrypted" part rest [T 1]
    for every s in storage + processing where s.encrypted or s not in {NO}
    require s in EEA or (s in near and s.encrypted)
  exception small to stores "A little" [T 2]
    when x.volume <= 100 and purpose has research
    unless data has special_category
  rule reach "Nobody far away holds all" [T 3]
    when some s in storage: s not in EEA
    require provider.seat in EEA and x.tier is gold
  rule named "Somebody provides" [T 4]
    from 2021-01-01
    when (every s in storage: s in EEA)
    forbid provider is none
    require no p in access: p.place is CN
  rule sure "Who is not sure holds little" [T 5]
    when not x.sure
    require x.volume < 2.5 and x.share < 20%
  rule lately "Nothing is from before" [T 6]
    when x.volume > 50
    require x.since >= 2022-02-02
}
`;

const PLACES = ["FR", "DE", "CH", "GB", "US", "CN", "DE", "FR", "NO"];
const DAYS = ["2015-05-05", "2019-12-31", "2020-01-01", "2020-07-16", "2021-01-01", "2023-07-10", "2026-02-01"];
const ODD = ["EU", "XX", "fr", "", 7, null, "PT-20", "aws/eu-west-3", ["FR"], { place: "FR", region: "none" }];

/** Mostly one of the first values, seldom one of the others, which are wrong or rare. */
function mostly(draw, values, others) {
  return draw.one(draw.below(40) === 0 ? others : values);
}

function site(draw) {
  if (draw.below(3) > 0) return mostly(draw, PLACES, ODD);
  const facts = {};
  if (draw.below(6) > 0) facts.place = mostly(draw, PLACES, ODD);
  if (draw.below(3) > 0) facts.encrypted = mostly(draw, [true, false], [null, "yes"]);
  if (draw.below(9) === 0) facts.note = "read by nobody";
  return facts;
}

function sites(draw) {
  const items = Array.from({ length: draw.below(4) }, () => site(draw));
  return draw.below(20) === 0 ? { items, complete: draw.one([true, false]) } : items;
}

/** Makes of each key a value, or leaves it out one time in six. */
function facts(draw, values) {
  const made = {};
  for (const key of draw.below(4) === 0 ? Object.keys(values).reverse() : Object.keys(values)) {
    if (draw.below(6) > 0) made[key] = values[key]();
  }
  return made;
}

function drawn(draw) {
  const flow = facts(draw, {
    data: () => mostly(draw, [["contact"], ["health"], ["industrial"], ["personal"], [], ["contact", "health"], { categories: ["contact"] }], [{ items: ["contact"], complete: false }, ["luck"], "health"]),
    purpose: () => mostly(draw, [["research"], ["service"], [], ["research", "service"]], [["fishing"], "research"]),
    exporter: () => mostly(draw, [{ seat: "DE" }, { seat: "DE", id: "a" }], [{ seat: "XX" }, "none"]),
    provider: () => mostly(draw, [{ seat: "FR" }, { name: "P", seat: "US" }, {}, { seat: "FR", id: "b" }, null], ["none", "exporter", { seat: "FR", id: "a" }, { name: "P", seat: "EU" }]),
    storage: () => sites(draw),
    processing: () => sites(draw),
    access: () => sites(draw),
    x: () => facts(draw, {
      volume: () => mostly(draw, [0, 1, 2.5, 2.4999, 50, 50.0001, 100, 100.5, 1e6, -3, 2 ** 30], [2 ** 60, NaN, "1"]),
      tier: () => mostly(draw, ["gold", "silver"], ["lead"]),
      sure: () => mostly(draw, [true, false], [1]),
      since: () => mostly(draw, ["2022-02-01", "2022-02-02", "2023-01-01"], ["2022-02-30", 5]),
      share: () => mostly(draw, ["19.99%", "20%", "0%", "44.4%"], ["101%", "x"]),
    }),
  });
  return { as_of: mostly(draw, DAYS, ["2026-02-31", 3, null]), ...flow };
}

function told(run) {
  try {
    return run();
  } catch (error) {
    assert.ok(error instanceof FlowError, String(error?.stack ?? error));
    return error.diagnostics.map(({ code }) => code).join();
  }
}

/** A policy with its diagram, and without. */
function subjects(source) {
  const bytes = Policy.compile(source);
  const [fast, slow] = [Runtime.load(bytes), Runtime.load(bytes)];
  const diagram = deciderOf(fast).drawn();
  assert.ok(diagram !== null, "the policy has a diagram");
  return { fast, slow, diagram };
}

test("random flows are decided by the diagram as by the program", (t) => {
  const { fast, diagram } = subjects(POLICY);
  const draw = new Draw(2026);
  const verdicts = {};
  let [decided, refused] = [0, 0];
  // A policy that decides few flows has no diagram yet.
  for (let round = 0; round < 250; round++) {
    const { slow } = subjects(POLICY);
    for (let i = 0; i < 40; i++) {
      const flow = drawn(draw);
      const asOf = draw.below(5) === 0 ? "2020-06-01" : undefined;
      const options = asOf && { asOf };
      const shown = JSON.stringify({ flow, asOf });
      const expected = told(() => slow.decision(flow, options));
      assert.deepEqual(told(() => fast.decision(flow, options)), expected, shown);
      if (diagram.decide(flow, asOf) >= 0) {
        decided += 1;
        const key = `${expected.verdict} ${expected.rule}`;
        verdicts[key] = (verdicts[key] ?? 0) + 1;
      } else if (typeof expected === "string") refused += 1;
    }
    slow.free();
  }
  t.diagnostic(`${decided} of 10000 flows decided by the diagram, ${refused} refused; ${JSON.stringify(verdicts)}`);
  assert.ok(decided > 5000 && Object.keys(verdicts).length >= 12);
});

test("the benchmark's policy has a diagram", () => {
  const source = readFileSync(new URL("../../benches/peers/policy.loci", import.meta.url), "utf8");
  const { fast, slow } = subjects(source);
  for (const storage of [["FR"], ["US"], ["RU", "FR"], []]) {
    const flow = { as_of: "2026-01-01", data: ["contact"], purpose: ["service"], provider: { seat: "FR" }, storage, processing: [] };
    assert.deepEqual(fast.decision(flow), slow.decision(flow));
  }
});

test("many flows are decided by the diagram, and the others as ever", () => {
  const { fast, slow } = subjects(POLICY);
  const draw = new Draw(7);
  const flows = Array.from({ length: 300 }, () => drawn(draw)).filter((flow) => typeof told(() => fast.decide(flow)) === "string");
  const fit = flows.filter((flow) => !told(() => fast.decide(flow)).startsWith("L"));
  const expected = [];
  for (let at = 0; at < fit.length; at += 50) expected.push(...slow.decideMany(fit.slice(at, at + 50)));
  assert.deepEqual([...fast.decideMany(fit)], expected);
  const bad = fit.length;
  assert.throws(() => fast.decideMany([...fit, { as_of: "2026-01-01", storage: ["XX"] }]), (error) => error.diagnostics[0].path === `[${bad}].storage[0]`);
});

const WHOLE = { as_of: "2026-02-01", data: ["contact"], purpose: [], provider: { seat: "FR" }, storage: ["FR"], processing: ["DE"], access: [], x: { volume: 1, tier: "gold", sure: true, share: "1%" } };

class Site {
  place = "FR";
}

const STRANGE = {
  "an instance of a class": () => ({ ...WHOLE, storage: [new Site()] }),
  "inherited facts": () => ({ ...WHOLE, storage: [Object.create({ place: "US" })] }),
  "facts that are inherited beside own ones": () => ({ ...WHOLE, provider: Object.assign(Object.create({ seat: "US" }), { name: "P" }) }),
  "facts that are not enumerable": () => ({ ...WHOLE, storage: [Object.defineProperty({}, "place", { value: "US" })] }),
  "a day that is not enumerable": () => Object.defineProperty({ ...WHOLE }, "as_of", { enumerable: false }),
  "an object without prototype": () => Object.assign(Object.create(null), WHOLE),
  "a key that is named constructor": () => ({ ...WHOLE, constructor: 1 }),
  "an array as the flow": () => [],
  "a function": () => ({ ...WHOLE, storage: () => ["FR"] }),
  "a proxy": () => new Proxy({ ...WHOLE, storage: new Proxy(["FR", "US"], {}) }, {}),
  "a day that changes": () => {
    let day = 2;
    return { get as_of() { return `2026-02-0${day++}`; }, data: ["contact"], storage: ["FR"] };
  },
  "a getter that throws": () => ({ ...WHOLE, get x() { throw new Error("no"); } }),
  "a gap": () => ({ ...WHOLE, storage: ["FR", , "DE"] }), // eslint-disable-line no-sparse-arrays
  "a String object": () => ({ ...WHOLE, storage: [new String("FR")] }),
  "a long list": () => ({ ...WHOLE, storage: Array(100).fill("US") }),
  "a long set": () => ({ ...WHOLE, purpose: Array(100).fill("research") }),
  "many keys between others": () => ({ as_of: WHOLE.as_of, ...Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`k${at}`, at])), ...WHOLE, storage: ["CN"] }),
  "many keys": () => Object.assign(Object.fromEntries(Array.from({ length: 400 }, (_, at) => [`k${at}`, at])), WHOLE),
  "a fact of the prototype's name": () => ({ ...WHOLE, ["__proto__"]: { seat: "US" }, x: JSON.parse('{"__proto__": {"volume": 9}, "volume": 1}') }),
};

for (const [what, make] of Object.entries(STRANGE)) {
  test(`${what} is the same with a diagram`, () => {
    const { fast, slow } = subjects(POLICY);
    const expected = told(() => slow.decision(make()));
    for (let i = 0; i < 3; i++) assert.deepEqual(told(() => fast.decision(make())), expected);
    assert.equal(fast.decide(WHOLE), "compliant");
  });
}

test("facts that every object has are nobody's", () => {
  const { fast } = subjects(POLICY);
  Object.prototype.place = "US"; // eslint-disable-line no-extend-native
  try {
    assert.equal(fast.decide({ ...WHOLE, storage: [{}] }), "undetermined");
    assert.equal(fast.decide(WHOLE), "compliant");
  } finally {
    delete Object.prototype.place;
  }
});

test("a getter that decides another flow, or frees the policy, changes nothing", () => {
  const { fast } = subjects(POLICY);
  const seen = [];
  const nested = () => ({ ...WHOLE, storage: [{ get place() { seen.push(fast.decide({ ...WHOLE, storage: ["CN"] })); return "FR"; } }] });
  assert.equal(fast.decide(nested()), "compliant");
  assert.deepEqual([...fast.decideMany([nested(), WHOLE, nested()])], [0, 0, 0]);
  assert.deepEqual(new Set(seen), new Set(["non_compliant"]));
  assert.throws(() => fast.decide({ ...WHOLE, get x() { fast.free(); return {}; } }), { name: "TypeError", message: /freed/ });
  assert.throws(() => fast.decide(WHOLE), { name: "TypeError", message: /freed/ });
});

test("a policy of the whole package draws its diagram when it has decided some flows", () => {
  const policy = Policy.parse(POLICY);
  const draw = new Draw(3);
  const { slow } = subjects(POLICY);
  for (let i = 0; i < 90; i++) {
    const flow = drawn(draw);
    assert.deepEqual(told(() => policy.decision(WHOLE)), told(() => slow.decision(WHOLE)));
    const checked = told(() => policy.check(flow));
    if (typeof checked !== "string") assert.equal(policy.decide(flow), checked.verdict);
  }
});
