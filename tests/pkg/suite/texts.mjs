// Flows as texts of JSON: each verb takes them, and refuses what JSON.parse would pass over in silence.
import { POLICY, flow } from "./sample.mjs";

const text = JSON.stringify(flow({ storage: ["FR", "US"] }));

/** Texts that are no flow: what is wrong, the text, and of each error its code, its path, and line and column. */
const WRONG = [
  [
    "a key that stands twice",
    '{"as_of": "2026-03-01", "data": ["contact"], "storage": ["US"], "storage": ["FR"]}',
    [["L0502", "storage", null]],
  ],
  [
    "the same, written with an escape",
    '{"as_of": "2026-03-01", "data": ["contact"], "storage": ["US"], "stor\\u0061ge": ["FR"]}',
    [["L0502", "storage", null]],
  ],
  [
    "equal values",
    '{"as_of": "2026-03-01", "as_of": "2026-03-01", "data": ["contact"], "storage": ["FR"]}',
    [["L0502", "as_of", null]],
  ],
  [
    "one that lies deeper",
    '{"as_of": "2026-03-01", "data": ["contact"], "storage": ["FR", {"place": "US", "place": "FR"}]}',
    [["L0502", "storage[1].place", null]],
  ],
  [
    "one in a list that is open",
    '{"as_of": "2026-03-01", "data": ["contact"], "storage": {"items": ["US"], "items": [], "complete": false}}',
    [["L0502", "storage.items", null]],
  ],
  [
    "one under a fact that no policy declares",
    '{"as_of": "2026-03-01", "data": ["contact"], "storage": ["FR"], "x": {"a": {"b": 1, "b": 2}}}',
    [["L0502", "x.a.b", null]],
  ],
  [
    "several",
    '{"as_of": "2026-03-01", "as_of": null, "storage": ["US"], "storage": ["FR"]}',
    [
      ["L0502", "as_of", null],
      ["L0502", "storage", null],
    ],
  ],
  ["no JSON", '{\n  "as_of": "2026-03-01",\n  "storage": nope\n}', [["L0004", null, "3:15"]]],
  ["a comma too many", '{"as_of": "2026-03-01",}', [["L0004", null, "1:24"]]],
  ["nothing", "", [["L0004", null, "1:1"]]],
  ["two flows", "{} {}", [["L0004", null, "1:4"]]],
  ["a number that is too large", '{"as_of": "2026-03-01", "x": {"n": 1e400}}', [["L0004", null, "1:40"]]],
  ["half of a character, escaped", '{"as_of": "2026-03-01", "x": {"n": "\\ud800"}}', [["L0004", null, "1:43"]]],
  ["half of a character", '{"x": "\ud800"}', [["L0587", null, "1:8"]]],
  ["what nests too deep", `${"[".repeat(70)}${"]".repeat(70)}`, [["L0004", null, "1:65"]]],
  ["an array", '["FR"]', [["L0503", "", null]]],
  ["null", "null", [["L0503", "", null]]],
  ["a number", "7", [["L0503", "", null]]],
  ["a text within the text", '"{}"', [["L0503", "", null]]],
  ["what is too long", " ".repeat(2 ** 22 + 1), [["L0586", null, null]]],
];

export function texts(checks, { lexloci }) {
  const policy = lexloci.Policy.parse(POLICY);
  right(checks, policy);
  for (const [what, wrong, expected] of WRONG) refused(checks, lexloci, policy, what, wrong, expected);
}

/** Asserts that a text gives what the object gives that it states. */
function right(checks, policy) {
  const object = JSON.parse(text);
  for (const verb of ["check", "render", "exact", "ask", "first", "cure", "decide", "decision"]) {
    checks.equal(policy[verb](text), policy[verb](object), `${verb} of a text`);
  }
  checks.equal(policy.check(`\ufeff${text}`), policy.check(object), "a byte order mark");
  checks.equal(policy.where(text, "storage[1]"), policy.where(object, "storage[1]"), "where of a text");
  checks.equal(policy.check(text, { asOf: "2020-01-01" }).as_of, "2020-01-01", "the day that the host names");
  checks.equal(policy.decide(text), "non_compliant", "a verdict");
  checks.equal(policy.decision(text), { verdict: "non_compliant", rule: "stores" }, "a decision");
  checks.equal([...policy.decideMany([text, flow(), text])], [1, 0, 1], "texts among objects");
  checks.equal(policy.decide(text, { asOf: "2020-01-01" }), "non_compliant", "another day");
  // One party twice, each time with its holders.
  const acme = { id: "acme", holders: [{ seat: "FR" }] };
  const rare = JSON.stringify(flow({ provider: acme, storage: [{ place: "FR", operator: acme }] }));
  checks.equal(policy.decide(rare), policy.decide(JSON.parse(rare)), "a text with a party twice");
}

function refused(checks, { FlowError }, policy, what, wrong, expected) {
  const told = (error) =>
    error?.diagnostics?.map(({ code, path, start }) => [code, path, start && `${start.line}:${start.column}`]);
  const throws = (run, Kind, who, paths) =>
    checks.equal(told(checks.throws(run, Kind, `${who}: ${what}`)), paths, `${who}: ${what}`);
  for (const verb of ["render", "exact", "ask", "cure", "check"])
    throws(() => policy[verb](wrong), FlowError, verb, expected);
  throws(() => policy.where(wrong, "storage[0]"), FlowError, "where", expected);
  const numbered = expected.map(([code, path, place]) => [code, `[1]${path ? `.${path}` : ""}`, place]);
  throws(() => policy.decide(wrong), FlowError, "decide", expected);
  throws(() => policy.decision(wrong), FlowError, "decision", expected);
  throws(() => policy.decideMany([text, wrong, text]), FlowError, "decideMany", numbered);
  checks.equal(policy.decide(text), "non_compliant", `it goes on after ${what}`);
}
