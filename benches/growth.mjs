// Measures how the time of the package's `check`, `decide` and `decideMany` grows with a flow: many kinds of large flows, each at n,
// 2n and 4n. Nothing is judged by time: the table is for reading. `cargo xtask build && node benches/growth.mjs`
import { Policy } from "../pkg/entry/node.js";

const JUDGE = `loci 1
use exposure
policy judge version 1.0.0 "J" {
  rule recipients "R" for every t in transfers require t.recipient.seat in EEA and not t.recipient.exposed
  rule parties "P" require no q in parties: q.seat in {CN}
  rule stores "S" for every s in storage require s in EEA and not s.operator.exposed
}`;

const one = (facts) => () => ({ to: "FR", recipient: { id: "one", ...facts } });
const transfers = (entry) => (n) => ({ transfers: Array.from({ length: n }, (_, i) => entry(i)) });
const storage = (entry) => (n) => ({ storage: Array.from({ length: n }, (_, i) => entry(i)) });

const CASES = [
  ["statements of one party", transfers(one({ seat: "FR" }))],
  ["statements of one party, a group of places", transfers(one({ seat: "EU" }))],
  ["statements of one party, a derived fact", transfers(one({ seat: "FR", ultimate_parent: "FR", exposed: false }))],
  ["statements of one party that differ", transfers((i) => one({ seat: i % 2 ? "FR" : "DE" })())],
  ["mentions of one party", transfers((i) => ({ to: "FR", recipient: i ? "@one" : { id: "one", seat: "FR" } }))],
  ["parties with ids", transfers((i) => ({ to: "FR", recipient: { id: `p${(i * 7919) % 100_003}`, seat: "FR" } }))],
  ["parties without", transfers(() => ({ to: "FR", recipient: { seat: "FR" } }))],
  ["stores", storage(() => "FR")],
  ["stores in a region", storage(() => "aws/eu-west-3")],
  ["stores whose operators are one", storage(() => ({ region: "aws/eu-west-3", operator: { seat: "US" } }))],
];

const policy = Policy.parse(JUDGE);

function timed(run) {
  let [best, said] = [Infinity, ""];
  for (let i = 0; i < 3; i++) {
    const start = performance.now();
    try {
      const found = run();
      said = typeof found === "string" ? found : (found.verdict ?? `code ${found[0]}`);
    } catch (error) {
      said = error.diagnostics?.[0]?.code ?? String(error);
    }
    best = Math.min(best, performance.now() - start);
  }
  return { best, said };
}

const VERBS = {
  check: (flow) => policy.check(flow),
  decide: (flow) => policy.decide(flow),
  decideMany: (flow) => policy.decideMany([flow]),
};

console.log("milliseconds at 2000, 4000, 8000; growth from 4000 to 8000; answer");
for (const [name, facts] of CASES) {
  for (const [verb, run] of Object.entries(VERBS)) {
    const found = [2000, 4000, 8000].map((n) => timed(() => run({ as_of: "2026-03-01", ...facts(n) })));
    const times = found.map(({ best }) => best.toFixed(0).padStart(7)).join("");
    console.log(
      `${verb.padEnd(11)}${name.padEnd(46)}${times}   x${(found[2].best / Math.max(found[1].best, 1)).toFixed(1)}  ${found[2].said}`,
    );
  }
}
