// What the page writes for its readers: JSON out of what is nearly JSON, and a rule more in a policy.
import assert from "node:assert/strict";
import test from "node:test";
import { editor } from "lexloci";
import { policies } from "lexloci/policies";
import { module } from "./module.mjs";

const { repaired } = await module("flow/repair.ts");
const { withRule } = await module("policy/add.ts");

test("a flow that is nearly JSON is rewritten, and means what it said", () => {
  const flow = { as_of: "2026-03-01", storage: ["DE", { place: "FR", encrypted: true }], "it's": 'a "b" c', n: -1.5 };
  const texts = [
    `{as_of: "2026-03-01", storage: ["DE", {place: "FR", encrypted: True}], "it's": "a \\"b\\" c", n: -1.5}`,
    `{'as_of': '2026-03-01', 'storage': ['DE', {'place': 'FR', 'encrypted': true,},], "it's": 'a "b" c', 'n': -1.5,}`,
    `{“as_of”: “2026-03-01”, “storage”: [“DE”, {“place”: “FR”, “encrypted”: true}], “it's”: 'a "b" c', “n”: -1.5}`,
    `{ // a comment\n "as_of": "2026-03-01" "storage": [DE {place: FR; encrypted: true}]\n "it's": "a \\"b\\" c" # more\n "n": -1.5`,
  ];
  for (const text of texts) assert.deepEqual(JSON.parse(repaired(text) ?? "null"), flow, text);
});

test("JSON stays as it is, and what could mean several things is not rewritten", () => {
  for (const text of ["{}", '{"a": [1, true, null]}', "", "}", '{"a": 1]', '{"a": "b', "loci 1", '{"a": {"b": 1}}}'])
    assert.equal(repaired(text), null, text);
});

test("a rule is added to every shipped policy, which stays free of errors", () => {
  for (const [name, text] of Object.entries(policies)) {
    const once = withRule(text);
    const twice = withRule(once.text);
    assert.equal(twice.text.slice(...twice.title), "What is demanded");
    const errors = editor.diagnose(twice.text).filter(({ level }) => level === "error");
    assert.deepEqual(errors, [], name);
    assert.match(twice.text, /rule rule_1 [^]*rule rule_2 /);
  }
  assert.equal(withRule("loci 1\nset a = {FR}\n"), null);
});
