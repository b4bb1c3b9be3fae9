// The interface of the package: parse, check, format, lint, explain, versions, free.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import * as lexloci from "lexloci";
import { POLICY, flow, thrown } from "./sample.mjs";

const { FlowError, Policy, PolicyError, explain, versions } = lexloci;
const require = createRequire(import.meta.url);

test("import and require give the same module", () => {
  const required = require("lexloci");
  assert.equal(required.Policy, Policy);
  assert.deepEqual(Object.keys(required).sort(), Object.keys(lexloci).sort());
});

test("the package and the engine bear one version", () => {
  const { version } = require("lexloci/package.json");
  assert.equal(versions().engine, version);
  assert.equal(versions().edition, 1);
  assert.match(versions().atlas, /^\d{4}\.\d{2}/);
});

test("a verdict is plain data with every reason", () => {
  const verdict = Policy.parse(POLICY).check(flow({ storage: ["FR", "US"] }));
  assert.equal(verdict.verdict, "non_compliant");
  assert.deepEqual(verdict.policy.name, "eea");
  assert.deepEqual(
    verdict.instances.map(({ rule, at, outcome }) => [rule, at, outcome]),
    [
      ["stores", "storage[0]", "satisfied"],
      ["stores", "storage[1]", "violated"],
    ],
  );
  assert.equal(Object.getPrototypeOf(verdict), Object.prototype);
  assert.deepEqual(JSON.parse(JSON.stringify(verdict)), verdict);
  const [start, end] = verdict.instances[1].span;
  assert.match(POLICY.slice(start, end), /^rule stores/);
});

test("a part may bear any name", () => {
  const policy = Policy.parse(POLICY.replace(`"Data rest in the EEA"`, `"Data rest in the EEA" part __proto__`));
  const { parts } = policy.check(flow());
  assert.equal(JSON.stringify(parts), `{"__proto__":{"verdict":"compliant","applies":"yes"}}`);
  assert.equal(Object.getPrototypeOf(parts), Object.prototype);
});

test("the text of a verdict names its answer and its reasons", () => {
  const text = Policy.parse(POLICY).render(flow({ storage: ["US"] }), { asOf: "2026-03-02" });
  assert.match(text, /^NON-COMPLIANT {3}eea 1\.0\.0 {3}as of 2026-03-02/);
  assert.match(text, /✗ {2}stores/);
});

test("what is not known is asked for", () => {
  const verdict = Policy.parse(POLICY).check({ as_of: "2026-03-01", data: { categories: ["contact"] } });
  assert.equal(verdict.verdict, "undetermined");
  assert.ok(verdict.ask.length > 0);
});

test("the day comes from the flow, else from the host, else it is missing", () => {
  const policy = Policy.parse(POLICY);
  assert.equal(policy.check(flow({ as_of: undefined }), { asOf: "2020-01-01" }).as_of, "2020-01-01");
  const error = thrown(() => policy.check(flow({ as_of: undefined })));
  assert.ok(error instanceof FlowError);
  assert.deepEqual(
    error.diagnostics.map((each) => each.path),
    ["as_of"],
  );
});

test("a flow's errors have paths and help", () => {
  const error = thrown(() => Policy.parse(POLICY).check(flow({ storrage: ["FR"], storage: [{ plase: "FR" }] })));
  assert.ok(error instanceof FlowError && error instanceof Error);
  assert.equal(error.name, "FlowError");
  assert.deepEqual(error.diagnostics.map((each) => each.path).sort(), ["storage[0].plase", "storrage"]);
  for (const each of error.diagnostics) {
    assert.match(each.code, /^L05\d\d$/);
    assert.match(each.help, /storage|place/);
    assert.equal(each.level, "error");
  }
});

test("a policy's errors have lines, columns and UTF-16 positions", () => {
  const source = POLICY.replace("in storage", "in 𝒜 storrage");
  const error = thrown(() => Policy.parse(source));
  assert.ok(error instanceof PolicyError);
  for (const { start, end, code } of error.diagnostics) {
    assert.match(code, /^L0[123]\d\d$/);
    assert.equal(start.line, 7);
    assert.ok(start.utf16 <= end.utf16 && end.utf16 <= source.length);
    assert.equal(source.slice(0, start.utf16).split("\n").length, start.line);
  }
});

test("a module passed in can be used, and its errors name it", () => {
  const using = POLICY.replace("loci 1\n", "loci 1\nuse house\n").replace("in EEA", "in home");
  const policy = Policy.parse(using, { modules: { house: "loci 1\nset home = {FR, DE}\n" } });
  assert.equal(policy.check(flow()).verdict, "compliant");
  assert.equal(policy.check(flow({ storage: ["IT"] })).verdict, "non_compliant");
  const error = thrown(() => Policy.parse(using, { modules: { house: "loci 1\nset home = {FR, XX9}\n" } }));
  assert.ok(error.diagnostics.some((each) => each.module === "house" && each.start.line === 2));
});

test("formatting is idempotent and keeps comments", () => {
  const messy = POLICY.replace("rule stores", "# why\nrule    stores");
  const tidy = Policy.format(messy);
  assert.match(tidy, /# why/);
  assert.doesNotMatch(tidy, /rule {2}/);
  assert.equal(Policy.format(tidy), tidy);
  assert.equal(Policy.parse(messy).format(), tidy);
  assert.ok(thrown(() => Policy.format("loci 1 policy (")) instanceof PolicyError);
});

test("lints are diagnostics", () => {
  const policy = Policy.parse(POLICY.replace("loci 1\n", "loci 1\nset unused = {FR}\n"));
  const lints = policy.lint();
  assert.ok(lints.some((each) => each.level === "warning" && each.code.startsWith("L04") && each.start.line === 2));
});

test("every code that is thrown can be explained", () => {
  assert.match(explain("L0582").explain, /plain objects/);
  assert.equal(explain("l0582").code, "L0582");
  assert.equal(explain("L9999"), null);
  const error = thrown(() => Policy.parse("loci 1 policy"));
  for (const { code } of error.diagnostics) assert.ok(explain(code), code);
});

test("a freed policy says so, and freeing twice is nothing", () => {
  const policy = Policy.parse(POLICY);
  policy.free();
  policy.free();
  for (const use of [() => policy.check(flow()), () => policy.format(), () => policy.lint()]) {
    assert.throws(use, /freed/);
  }
  if (Symbol.dispose) assert.equal(Policy.prototype[Symbol.dispose], Policy.prototype.free);
});

test("many policies and flows do not use up memory", () => {
  const policy = Policy.parse(POLICY);
  const before = process.memoryUsage().arrayBuffers;
  for (let i = 0; i < 3_000; i++) {
    policy.check(flow());
    Policy.parse(POLICY).free();
    try {
      policy.check({ bad: i });
    } catch {
      /* as it should */
    }
  }
  assert.ok(process.memoryUsage().arrayBuffers - before < 4_000_000);
});

test("nothing in the package evaluates text as code, or knows an address", () => {
  const folder = new URL("../../pkg/", import.meta.url);
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".js"));
  assert.ok(files.includes("lexloci.js") && files.includes("entry/browser.js"));
  const texts = ["policies.js", "atlas-days.js", "vocabulary.js"]; // for readers, with the addresses of what they cite
  for (const file of files.filter((each) => !texts.includes(each.replace(/^cjs\//, "")))) {
    const text = readFileSync(new URL(file, folder), "utf8");
    assert.doesNotMatch(text, /\beval\(|new Function\b|["'`]https?:/, file);
  }
});

test("a policy is printed for plain flows alone, and other flows are refused", async () => {
  const loaded = (code) => import(`data:text/javascript,${encodeURIComponent(code)}`);
  const [plain, whole] = [Policy.compile(POLICY, { plain: true }), Policy.compile(POLICY, { plain: false })];
  assert.ok(plain.code.length * 2 < whole.code.length, `${plain.code.length} of ${whole.code.length}`);
  assert.equal(plain.types, whole.types);
  const module = await loaded(plain.code);
  const judging = await loaded(whole.code);
  for (const stored of [flow(), flow({ storage: ["FR", "US"] }), flow({ storage: null })])
    assert.deepEqual(module.decision(stored), judging.decision(stored));
  for (const other of [flow({ storage: ["EU"] }), flow({ storage: ["aws/eu-west-3"] }), flow({ storge: [] }), {}]) {
    assert.throws(
      () => module.decide(other),
      (error) => error instanceof module.FlowError && error.code === "L0589",
    );
  }
  const together = `loci 1
policy own version 1.0.0 "Stores are ours" {
  rule ours "A store is ours"
    for every s in storage
    require s.operator is exporter
}`;
  const error = thrown(() => Policy.compile(together, { plain: true }));
  assert.ok(error instanceof PolicyError);
  assert.match(error.message, /what a plain flow does not say.*L0007/u);
  assert.throws(() => Policy.compile(POLICY, { plain: "yes" }), TypeError);
});
