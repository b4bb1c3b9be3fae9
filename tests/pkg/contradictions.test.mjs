// Checks that `check` and `decide` refuse flows that contradict themselves, and decide their twins that differ in one fact.
import assert from "node:assert/strict";
import test from "node:test";
import { FlowError, Policy } from "lexloci";

const policyOf = (demand, each = "") => `loci 1
policy twins version 1.0.0 "Twins" {
  rule one "One"
    ${each}
    require ${demand}
}`;

const CAPITAL = policyOf("total(h.capital for h in provider.holders where h.seat not in EU) <= 39%");
const EVERY = policyOf("h.seat in EU", "for every h in provider.holders");
const LEAVING = policyOf("exit.switching_time <= 15 days");
const NOTICE = policyOf("exit.notice <= 15 days");
const OPERATOR = policyOf("s.operator.seat in EU", "for every s in storage");
const KEYS = policyOf(
  "s.keys.holder in {exporter, trusted_third_party} or (some m in s.measures: m.keys.holder is exporter)",
  "for every s in storage",
);
const LAW = policyOf("provider.regime not in {gdpr_3_1} and not provider.other_regimes has gdpr_3_2");
const OWN_DATA = policyOf("s in EU or s.data has industrial", "for every s in storage");
const PLACE_OF_KEYS = policyOf("s.keys.place in EU", "for every s in storage");
const TOOL = policyOf(
  "t.tool in {ad_hoc_clauses, arrangement, code_of_conduct, certification}",
  "for every s in storage for every t in transfers",
);

const holders = (list) => ({ provider: { seat: "FR", holders: list } });
const french = (capital, more = {}) => ({ seat: "FR", capital, ...more });
const site = (facts) => ({ storage: [{ place: "FR", ...facts }] });
const atRest = (holder, place) => ({ kind: "encryption_at_rest", keys: { holder, ...(place && { place }) } });
const transfer = (facts) => ({
  exporter: { seat: "FR" },
  storage: ["FR"],
  processing: [],
  access: [],
  transfers: [{ to: "US", ...facts }],
});

/** Policy, flow, and its verdict or the code of its error. */
const CASES = [
  [CAPITAL, holders([]), "undetermined"],
  [EVERY, holders([]), "undetermined"],
  [CAPITAL, holders({ items: [], complete: true }), "L0513"],
  [EVERY, holders({ items: [], complete: true }), "L0513"],
  [CAPITAL, holders({ items: [], complete: true, remainder: "none" }), "compliant"],
  [EVERY, holders({ items: [], complete: true, remainder: "none" }), "not_applicable"],
  [CAPITAL, holders([french("60%")]), "undetermined"],
  [CAPITAL, holders([french("100%")]), "compliant"],
  [CAPITAL, holders({ items: [french("60%")], complete: true }), "L0513"],
  [EVERY, holders({ items: [french("60%")], complete: true }), "L0513"],
  [CAPITAL, holders({ items: [french("60%")], complete: true, remainder: "none" }), "compliant"],
  [CAPITAL, holders({ items: [french("60%")], complete: true, remainder: "free float" }), "undetermined"],
  [CAPITAL, holders({ items: [french("62%")], complete: true, remainder: "free float" }), "compliant"],
  [EVERY, holders({ items: [french("60%")], complete: true, remainder: "free float" }), "compliant"],
  [CAPITAL, holders({ items: [french("60%"), { seat: "FR" }], complete: true }), "compliant"],
  [CAPITAL, holders({ items: [french("60%"), { seat: "US" }], complete: true }), "non_compliant"],
  [CAPITAL, holders([french("60%"), { seat: "FR" }]), "undetermined"],
  [CAPITAL, holders([french("60%"), french("60%")]), "L0513"],
  [CAPITAL, holders([french("100%", { votes: "60%" })]), "L0513"],
  [CAPITAL, holders({ items: [], complete: false, remainder: "none" }), "L0503"],
  [LEAVING, { exit: { notice: "30 days" } }, "non_compliant"],
  [LEAVING, { exit: { notice: "10 days" } }, "undetermined"],
  [LEAVING, { exit: { notice: "30 days", switching_time: "10 days" } }, "L0507"],
  [LEAVING, { exit: { transition: "1 month", switching_time: "30 days" } }, "L0507"],
  [NOTICE, { exit: { switching_time: "10 days" } }, "compliant"],
  [NOTICE, { exit: { switching_time: "40 days", transition: "10 days" } }, "non_compliant"],
  [NOTICE, { exit: { switching_time: "40 days", transition: "50 days" } }, "L0507"],
  [OPERATOR, { ...site({ operator: "@acme" }), provider: { id: "acme", seat: "FR" } }, "compliant"],
  [OPERATOR, { ...site({ operator: "@acme" }), suppliers: [{ id: "@acme", seat: "FR" }] }, "compliant"],
  [OPERATOR, { ...site({ operator: "@acne" }), provider: { id: "acme", seat: "FR" } }, "L0515"],
  [OPERATOR, { ...site({ operator: "@acme" }), suppliers: ["@acme"] }, "L0515"],
  [OPERATOR, { ...site({ operator: { seat: "FR", holders: ["@nobody"] } }) }, "L0515"],
  [KEYS, site({ encrypted: false, keys: { holder: "exporter" }, measures: [] }), "L0511"],
  [KEYS, site({ encrypted: false, keys: { holder: "exporter" }, measures: ["logging"] }), "L0511"],
  [KEYS, site({ encrypted: false, keys: { holder: "exporter" }, measures: ["pseudonymisation"] }), "compliant"],
  [KEYS, site({ keys: { holder: "exporter" }, measures: [] }), "compliant"],
  [KEYS, site({ encrypted: true, measures: [{ kind: "logging", keys: { holder: "exporter" } }] }), "L0511"],
  [KEYS, site({ encrypted: true, keys: { holder: "exporter" }, measures: [atRest("exporter")] }), "compliant"],
  [KEYS, site({ encrypted: true, keys: { holder: "provider" }, measures: [atRest("exporter")] }), "L0516"],
  [KEYS, site({ measures: [atRest("exporter"), atRest("provider")] }), "L0516"],
  [
    KEYS,
    site({ keys: { holder: "provider" }, measures: [{ kind: "pseudonymisation", keys: { holder: "exporter" } }] }),
    "compliant",
  ],
  [CAPITAL, holders([french("60%", { id: "a" }), french("40%", { id: "a" })]), "L0507"],
  [CAPITAL, holders([french("60%", { id: "a" }), french("40%", { id: "b" })]), "compliant"],
  [CAPITAL, holders([french("60%", { name: "A" }), french("40%", { name: "a" })]), "L0507"],
  [LAW, { provider: { regime: "none", other_regimes: ["gdpr_3_2"] } }, "L0507"],
  [LAW, { provider: { regime: "other_law", other_regimes: ["gdpr_3_2"] } }, "non_compliant"],
  [LAW, { provider: { regime: "none", other_regimes: [] } }, "compliant"],
  [OWN_DATA, { data: ["contact"], ...site({ data: ["health"] }) }, "L0507"],
  [OWN_DATA, { data: ["personal"], ...site({ data: ["health"] }) }, "compliant"],
  [OWN_DATA, { data: ["industrial"], ...site({ data: ["contact"] }) }, "L0507"],
  [OWN_DATA, { data: ["health"], ...site({ data: ["contact", "telemetry"] }) }, "compliant"],
  [
    PLACE_OF_KEYS,
    { exporter: { seat: "FR" }, ...site({ encrypted: true, keys: { holder: "exporter" } }) },
    "compliant",
  ],
  [
    PLACE_OF_KEYS,
    { exporter: { seat: "US" }, ...site({ encrypted: true, keys: { holder: "exporter" } }) },
    "non_compliant",
  ],
  [
    PLACE_OF_KEYS,
    { exporter: { seat: "FR" }, ...site({ encrypted: true, keys: { holder: "exporter", place: "CN" } }) },
    "non_compliant",
  ],
  [
    PLACE_OF_KEYS,
    { exporter: { seat: "FR" }, ...site({ encrypted: true, keys: { holder: "provider" } }) },
    "undetermined",
  ],
  [PLACE_OF_KEYS, site({ encrypted: true, keys: { holder: "exporter" } }), "undetermined"],
  [TOOL, transfer({ authorised: true }), "compliant"],
  [TOOL, transfer({}), "undetermined"],
  [TOOL, transfer({ authorised: true, tool: "scc" }), "L0511"],
];

test("contradictions are refused wherever a flow is read, and their twins decided", () => {
  for (const [source, facts, expected] of CASES) {
    const flow = { as_of: "2026-03-01", ...facts };
    const policy = Policy.parse(source);
    const answers = [() => policy.check(flow).verdict, () => policy.decide(flow)].map(answerOf);
    assert.deepEqual(answers, [expected, expected], JSON.stringify({ source, flow }));
    policy.free();
  }
});

function answerOf(run) {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof FlowError)) throw error;
    return error.diagnostics[0].code;
  }
}
