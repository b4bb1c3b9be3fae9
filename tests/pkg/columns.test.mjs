// Flows in columns are decided as many at once are, and no buffers do harm.
import assert from "node:assert/strict";
import test from "node:test";
import { FlowError, Policy, PolicyError } from "lexloci";
import { Policy as Columnar } from "lexloci/columns";
import { golden } from "./golden.mjs";
import { Draw, mutated } from "./mutate.mjs";
import { buffers } from "./suite/columns.mjs";
import { POLICY, flow } from "./suite/sample.mjs";

const REFUSED = 255;

function compiled(source, modules) {
  try {
    return Columnar.load(Policy.compile(source, { modules }));
  } catch (error) {
    if (error instanceof PolicyError) return null;
    throw error;
  }
}

/** Golden flows by policy, some of them changed, as far as they can be decided. */
function* subjects(draw) {
  const seen = new Map();
  for (const { policy, modules, flow: text } of golden.filter((each) => each.flow !== null)) {
    const key = JSON.stringify([policy, modules]);
    seen.set(key, [...(seen.get(key) ?? []), JSON.parse(text)]);
  }
  for (const [key, cases] of seen) {
    const policy = compiled(...JSON.parse(key));
    if (policy === null) continue;
    const changed = cases.flatMap((each) => [each, mutated(each, draw), mutated(each, draw)]);
    yield { policy, flows: changed.filter((each) => isDecided(policy, each)) };
    policy.free();
  }
}

function isDecided(policy, each) {
  try {
    policy.decide(each);
    return true;
  } catch (error) {
    if (error instanceof FlowError) return false;
    throw error;
  }
}

test("flows in columns are decided as they are at once, again and again", (t) => {
  let compared = 0;
  const found = [0, 0, 0, 0];
  for (const { policy, flows } of subjects(new Draw(11))) {
    const codes = [...policy.decideMany(flows)];
    const columns = policy.columns(flows);
    for (let round = 0; round < 2; round++) assert.deepEqual([...columns.decide()], codes);
    for (const code of codes) found[code] += 1;
    compared += codes.length;
    columns.free();
  }
  t.diagnostic(`${compared} verdicts compared: ${found}`);
  assert.ok(compared >= 1000, String(compared));
  assert.ok(found.every((count) => count >= 50), String(found));
});

/** Sites that a policy can tell apart in many ways, asked about each other. */
const PAIRS = `loci 1
source T is "A test"
${Array.from({ length: 8 }, (_, n) => `fact site.x.f${n} is yes_no`).join("\n")}

policy pairs version 1.0.0 "Every two stores are unlike" {
  rule unlike "There is no second one" [T 1]
    for every a in storage
    require no b in storage: (${Array.from({ length: 8 }, (_, n) => `(a.x.f${n} and not b.x.f${n})`).join(" and ")})
}
`;

test("what would ask too much of many flows at once is decided flow by flow", () => {
  const policy = Columnar.load(Policy.compile(PAIRS));
  const site = (n) => ({ place: "FR", x: Object.fromEntries(Array.from({ length: 8 }, (_, bit) => [`f${bit}`, n >> bit & 1 ? true : false])) });
  const flows = Array.from({ length: 512 }, (_, n) => ({ as_of: "2026-03-01", storage: [site(n % 256), site(n * 7 % 256), site(n % 5 ? 3 : 255 - n % 256)] }));
  const codes = [...policy.decideMany(flows)];
  assert.deepEqual([...policy.columns(flows).decide()], codes);
  assert.ok(codes.includes(0) && codes.includes(1));
});

test("flows by the ten thousand are laid out in parts, each at its place", () => {
  const policy = Columnar.load(Policy.compile(POLICY));
  const places = ["FR", "US", "EU", undefined];
  const flows = Array.from({ length: 40_000 }, (_, n) => flow({ storage: [{ place: places[(n * 7) % 4] }], instead: n % 9999 === 5 ? [] : undefined }));
  assert.deepEqual(Buffer.compare(Buffer.from(policy.columns(flows).decide()), Buffer.from(policy.decideMany(flows))), 0);
});

test("while flows are laid out, their getters may do as they like", () => {
  const policy = Columnar.load(Policy.compile(POLICY));
  const flows = Array.from({ length: 50 }, (_, n) => ({ ...flow(), get storage() { return policy.decide(flow()) === "compliant" && n % 2 ? ["FR"] : [{ place: policy.columns([flow({ storage: ["US"] })]).decide()[0] === 1 ? "US" : "FR" }]; } }));
  assert.deepEqual([...policy.columns(flows).decide()], flows.map((_, n) => (n % 2 ? 0 : 1)));
  const doomed = Columnar.load(Policy.compile(POLICY));
  assert.throws(() => doomed.columns([{ ...flow(), get storage() { doomed.free(); return ["FR"]; } }]), /freed/);
  const lost = Columnar.load(Policy.compile(POLICY));
  const all = buffers(lost.schema);
  assert.throws(() => lost.columnsOf({ tables: all.tables, get days() { lost.free(); return all.days; } }), /freed/);
});

test("whatever stands in buffers, there is an error or a code", (t) => {
  const draw = new Draw(5);
  const policy = Columnar.load(Policy.compile(POLICY));
  const { schema } = policy;
  let [taken, refused] = [0, 0];
  for (let i = 0; i < 5000; i++) {
    const all = buffers(schema);
    const arrays = [all.days, ...Object.values(all.tables).flatMap(({ columns }) => Object.values(columns).flatMap((each) => Object.values(each)))];
    const bytes = arrays.map((array) => new Uint8Array(array.buffer));
    for (let n = draw.below(3); n >= 0; n--) {
      const some = bytes[draw.below(bytes.length)];
      some[draw.below(some.length)] = draw.below(256);
    }
    try {
      for (const code of policy.columnsOf(all).decide()) assert.ok(code < 4 || code === REFUSED);
      taken += 1;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      refused += 1;
    }
  }
  t.diagnostic(`${taken} taken, ${refused} refused`);
  assert.ok(taken > 500 && refused > 500);
});
