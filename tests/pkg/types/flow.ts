import { Policy, PolicyError, explain, type Flow, type Party } from "lexloci";

const acme: Party = {
  id: "acme",
  name: "Acme Inc.",
  seat: "US",
  listed: ["dpf"],
  holders: [{ name: "B", capital: "44.4%" }],
};

const flow: Flow = {
  as_of: "2026-03-01",
  data: { categories: ["contact", "health"], subjects: ["FR"] },
  exporter: { seat: "FR", role: "controller", regime: "gdpr_3_1" },
  provider: "@acme",
  storage: ["FR", "aws/eu-west-3", { region: "ovhcloud/GRA", kind: "backup", keys: { holder: "exporter" } }],
  access: { items: [{ place: "US", sees: "clear", operator: acme }], complete: false },
  transfers: [{ to: "US", recipient: acme, tool: "scc", scc_version: "scc_2021_914", assessment: "favourable" }],
  exit: { notice: "2 months", transition: "P30D", fee: "none" },
  instead: ["provider.ultimate_parent"],
  x: { tier: "gold" },
};

const misspelt: Flow = {
  // @ts-expect-error: it is storage
  storrage: ["FR"],
};
const misspeltBelow: Flow = {
  // @ts-expect-error: it is place
  storage: [{ plase: "FR" }],
};
const misspeltInOpenList: Flow = {
  // @ts-expect-error: it is tool
  transfers: { items: [{ tol: "scc" }], complete: false },
};
const unknownValue: Flow = {
  // @ts-expect-error: there is no such tool
  transfers: [{ tool: "sccs" }],
};
const unknownCategory: Flow = {
  // @ts-expect-error: it is health
  data: { categories: ["helth"] },
};
const exporterById: Flow = {
  // @ts-expect-error: the exporter is an object
  exporter: "@acme",
};
const derived: Flow = {
  // @ts-expect-error: parties are worked out
  parties: [acme],
};
const share: Party = {
  // @ts-expect-error: a share is a text with a percent sign
  holders: [{ capital: 44.4 }],
};

const policy = Policy.parse("loci 1", { modules: { house: "loci 1" } });
const verdict = policy.check(flow, { asOf: "2026-03-01", level: "label_2" });

switch (verdict.verdict) {
  case "compliant":
  case "non_compliant":
  case "undetermined":
  case "not_applicable":
    break;
  default:
    verdict satisfies never;
}
// @ts-expect-error: no verdict is a boolean
const go: boolean = verdict.verdict;
// @ts-expect-error: there is no such answer
if (verdict.verdict === "noncompliant") throw new Error();

for (const instance of verdict.instances) {
  if (instance.outcome === "excused") instance.excused_by.map((excuse) => excuse.exception);
  // @ts-expect-error: only an excused instance has excuses
  else instance.excused_by.map((excuse) => excuse.exception);
}
// @ts-expect-error: it is asOf
policy.check(flow, { as_of: "2026-03-01" });
// @ts-expect-error: a policy is parsed
new Policy();
// @ts-expect-error: the code may not exist
explain("L0101").title;

try {
  Policy.format("");
} catch (error) {
  if (error instanceof PolicyError) error.diagnostics.map((each) => each.start?.line ?? each.path);
}

export { misspelt, misspeltBelow, misspeltInOpenList, unknownValue, unknownCategory, exporterById, derived, share, go };
