// CEL and ZEN have one expression: a chain of conditions, the first that holds names its rule. The two differ in how they
// spell membership, quantifiers and "not", which a dialect says.
import { ADEQUATE, DATED, EEA, EMBARGOED, REACHING, STEADY } from "../law.mjs";

/** The constants that CEL binds: sets are maps, whose keys it finds without a search. */
export const CEL_CONSTANTS = {
  eea: asMap(EEA),
  reaching: asMap(REACHING),
  embargoed: asMap(EMBARGOED),
  adequate: ADEQUATE,
};

/** Returns the files of CEL, by name. */
export function cel() {
  return { "policy.cel": `${chain(CEL)}\n`, "constants.cel.json": JSON.stringify(CEL_CONSTANTS) };
}

/** Returns the files of ZEN, by name: the expression, and a decision graph with it in the middle. */
export function zen() {
  const expression = chain(ZEN);
  return { "policy.zen": expression, "policy.zen.json": JSON.stringify(graph(expression)) };
}

const CEL = {
  text: JSON.stringify,
  and: " && ",
  or: " || ",
  not: (test) => `!(${test})`,
  reaching: "reaching",
  embargoed: "embargoed",
  eea: "eea",
  every: (list, test) => `${list}.all(c, ${test("c")})`,
  some: (list, test) => `${list}.exists(c, ${test("c")})`,
  adequate: (it) => `(${it} in adequate && adequate[${it}].exists(i, i[0] <= day && day < i[1]))`,
};

const ZEN = {
  text: (value) => `'${value}'`,
  and: " and ",
  or: " or ",
  not: (test) => `not (${test})`,
  reaching: array(REACHING),
  embargoed: array(EMBARGOED),
  eea: array(EEA),
  every: (list, test) => `all(${list}, ${test("#")})`,
  some: (list, test) => `some(${list}, ${test("#")})`,
  adequate: (it) =>
    `(${it} in ${array(STEADY)} or ${Object.entries(DATED)
      .map(([at, days]) => dated(it, at, days))
      .join(" or ")})`,
};

function dated(it, country, intervals) {
  const inForce = intervals.map(([from, before]) => `(day >= ${from} and day < ${before})`).join(" or ");
  return `(${it} == '${country}' and (${inForce}))`;
}

function chain(say) {
  const steps = [...forbidding(say), ...permitting(say)];
  return [...steps.map(([rule, test]) => `(${test}) ? ${say.text(rule)} :`), say.text("default")].join(" ");
}

function forbidding(say) {
  const embargoed = (it) => `${it} in ${say.embargoed}`;
  const any = (...tests) => `(${tests.join(say.or)})`;
  const all = (...tests) => tests.join(say.and);
  return [
    ["D1", all("specialCategory", say.not(inside(say, "storage")))],
    ["D2", all(`providerHq in ${say.reaching}`, say.not(ownKeys(say)))],
    ["D3", any(say.some("storage", embargoed), say.some("processing", embargoed))],
    ["D4", all(is(say, "encryption", "none"), any("specialCategory", "volume > 10000"))],
    ["D5", all(is(say, "mechanism", "derogation"), "volume > 1000")],
    ["D6", all(is(say, "purpose", "advertising"), "specialCategory")],
  ];
}

function permitting(say) {
  const all = (...tests) => tests.join(say.and);
  const fits = (it) => `(${it} in ${say.eea}${say.or}${say.adequate(it)})`;
  const clauses = `(${is(say, "mechanism", "scc")}${say.or}${is(say, "mechanism", "bcr")})`;
  const keysInside = `keyCountry in ${say.eea}`;
  return [
    ["P1", all(inside(say, "storage"), inside(say, "processing"))],
    ["P2", all(say.every("storage", fits), say.every("processing", fits))],
    ["P3", all(clauses, ownKeys(say), keysInside, "tiaDone")],
    ["P4", all(is(say, "mechanism", "derogation"), "consent", "volume <= 100", say.not("specialCategory"))],
    ["P5", all("pseudonymised", is(say, "keyHolder", "exporter"), keysInside, inside(say, "storage"))],
    ["P6", all("secNumCloud", inside(say, "storage"), `providerHq in ${say.eea}`, "subprocessors == 0")],
  ];
}

const is = (say, fact, value) => `${fact} == ${say.text(value)}`;
const inside = (say, list) => say.every(list, (it) => `${it} in ${say.eea}`);
const ownKeys = (say) => `keyHolder == ${say.text("exporter")}${say.and}encryption != ${say.text("none")}`;

function graph(expression) {
  const at = (x) => ({ x, y: 0 });
  const expressions = [{ id: "rule", key: "rule", value: expression }];
  const settings = { passThrough: false, inputField: null, outputPath: null, executionMode: "single" };
  return {
    contentType: "application/vnd.gorules.decision",
    nodes: [
      { id: "in", type: "inputNode", name: "in", position: at(0), content: { schema: "" } },
      { id: "rules", type: "expressionNode", name: "rules", position: at(1), content: { expressions, ...settings } },
      { id: "out", type: "outputNode", name: "out", position: at(2), content: { schema: "" } },
    ],
    edges: [
      { id: "a", type: "edge", sourceId: "in", targetId: "rules" },
      { id: "b", type: "edge", sourceId: "rules", targetId: "out" },
    ],
  };
}

function asMap(values) {
  return Object.fromEntries(values.map((value) => [value, true]));
}

function array(values) {
  return `[${values.map((value) => `'${value}'`).join(", ")}]`;
}
