// The cases that the page and the demo show come out as they state, and are the golden cases that they name.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { Policy } from "lexloci";
import { golden } from "./golden.mjs";

const text = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const index = JSON.parse(text("www/examples/index.json"));

for (const { file } of index) {
  const example = JSON.parse(text(`www/examples/${file}`));
  test(example.title.en, () => {
    for (const language of ["en", "fr"]) {
      assert.ok(example.title[language]);
      assert.equal(example.told[language].length, 3, "it is told in three sentences");
    }
    const source = text(example.policy.startsWith("pkg/") ? example.policy : `www/${example.policy}`);
    const policy = Policy.parse(source);
    assert.equal(policy.check(example.flow).verdict, example.expected);
    assert.equal(policy.format(), source, "a shown policy is in its standard layout");
    if (example.golden) {
      const same = golden.filter(({ name }) => name.endsWith(` › ${example.golden}`));
      assert.equal(same.length, 1, "it names one golden case");
      assert.deepEqual(JSON.parse(same[0].flow), example.flow);
    }
  });
}
