// Casbin: a rule is an expression over the request. It has no sets, so that `allIn`, `anyIn`, `isIn` and `allFit` are
// functions of the host; see engines/casbin.mjs and, natively, benches/native/src/casbin.rs.

/** Returns the files of this engine, by name. */
export function casbin() {
  const deny = FORBIDDING.map((rule) => [rule, "deny"]);
  const allow = PERMITTING.map((rule) => [rule, "allow"]);
  return { "model.casbin.conf": MODEL, "policy.casbin.json": JSON.stringify([...deny, ...allow]) };
}

const MODEL = `[request_definition]
r = f

[policy_definition]
p = rule, eft

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = eval(p.rule)
`;

const OWN_KEYS = `r.f.keyHolder == "exporter" && r.f.encryption != "none"`;
const KEYS_INSIDE = `isIn(r.f.keyCountry, "EEA")`;
const STORED = `allIn(r.f.storage, "EEA")`;

const FORBIDDING = [
  `r.f.specialCategory && !${STORED}`,
  `isIn(r.f.providerHq, "REACHING") && !(${OWN_KEYS})`,
  `anyIn(r.f.storage, "EMBARGOED") || anyIn(r.f.processing, "EMBARGOED")`,
  `r.f.encryption == "none" && (r.f.specialCategory || r.f.volume > 10000)`,
  `r.f.mechanism == "derogation" && r.f.volume > 1000`,
  `r.f.purpose == "advertising" && r.f.specialCategory`,
];

const PERMITTING = [
  `${STORED} && allIn(r.f.processing, "EEA")`,
  `allFit(r.f.storage, r.f.day) && allFit(r.f.processing, r.f.day)`,
  `(r.f.mechanism == "scc" || r.f.mechanism == "bcr") && ${OWN_KEYS} && ${KEYS_INSIDE} && r.f.tiaDone`,
  `r.f.mechanism == "derogation" && r.f.consent && r.f.volume <= 100 && !r.f.specialCategory`,
  `r.f.pseudonymised && r.f.keyHolder == "exporter" && ${KEYS_INSIDE} && ${STORED}`,
  `r.f.secNumCloud && ${STORED} && isIn(r.f.providerHq, "EEA") && r.f.subprocessors == 0`,
];
