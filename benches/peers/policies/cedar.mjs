// Cedar has no quantifier over a set: "every country is adequate on the day" is a superset test and a clause for each
// dated decision. The sets stand in the policy, or (natively, as its authors advise) in an entity.
import { ADEQUATE, DATED, EEA, EMBARGOED, REACHING } from "../law.mjs";

const FITTING = [...EEA, ...Object.keys(ADEQUATE)];

/** Returns the files of this language, by name. */
export function cedar() {
  const entity = { uid: { type: "Law", id: "eu" }, attrs: { eea: EEA, fitting: FITTING }, parents: [] };
  return {
    "policy.cedar": policy(set(EEA), set(FITTING)),
    "policy.entity.cedar": policy("resource.eea", "resource.fitting"),
    "entities.cedar.json": JSON.stringify([entity]),
  };
}

function policy(eea, fitting) {
  return [...forbidding(eea), ...permitting(eea, fitting)].join("\n");
}

function forbidding(eea) {
  const ownKeys = `context.keyHolder == "exporter" && context.encryption != "none"`;
  return [
    forbid(`context.specialCategory && !${eea}.containsAll(context.storage)`),
    forbid(`${set(REACHING)}.contains(context.providerHq) && !(${ownKeys})`),
    forbid(`context.storage.containsAny(${set(EMBARGOED)}) || context.processing.containsAny(${set(EMBARGOED)})`),
    forbid(`context.encryption == "none" && (context.specialCategory || context.volume > 10000)`),
    forbid(`context.mechanism == "derogation" && context.volume > 1000`),
    forbid(`context.purpose == "advertising" && context.specialCategory`),
  ];
}

function permitting(eea, fitting) {
  const stored = `${eea}.containsAll(context.storage)`;
  const ownKeys = `context.encryption != "none" && context.keyHolder == "exporter"`;
  const keysInside = `${eea}.contains(context.keyCountry)`;
  return [
    permit(`${stored} && ${eea}.containsAll(context.processing)`),
    permit(`${fitting}.containsAll(context.storage) && ${fitting}.containsAll(context.processing) && ${dated()}`),
    permit(
      `(context.mechanism == "scc" || context.mechanism == "bcr") && ${ownKeys} && ${keysInside} && context.tiaDone`,
    ),
    permit(`context.mechanism == "derogation" && context.consent && context.volume <= 100 && !context.specialCategory`),
    permit(`context.pseudonymised && context.keyHolder == "exporter" && ${keysInside} && ${stored}`),
    permit(`context.secNumCloud && ${stored} && ${eea}.contains(context.providerHq) && context.subprocessors == 0`),
  ];
}

/** Returns the condition that each country whose decision is dated is absent, or its decision is in force. */
function dated() {
  const clause = ([country, intervals]) => {
    const absent = `!context.storage.contains("${country}") && !context.processing.contains("${country}")`;
    const inForce = intervals.map(([from, before]) => `(context.day >= ${from} && context.day < ${before})`);
    return `((${absent}) || ${inForce.join(" || ")})`;
  };
  return Object.entries(DATED).map(clause).join(" && ");
}

const forbid = (condition) => `forbid(principal, action, resource) when { ${condition} };`;
const permit = (condition) => `permit(principal, action, resource) when { ${condition} };`;
const set = (values) => `[${values.map((value) => JSON.stringify(value)).join(", ")}]`;
