// What runs in the CI of a repository: ci/lexloci.sh on a repository whose policy fails, its reports, and what a change turns.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";

const root = fileURLToPath(new URL("../../", import.meta.url));
const golden = process.env.LEXLOCI_GOLDEN;
const command = resolve(root, golden ? dirname(golden) : "target/debug", "lexloci");
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

/** Returns a repository as `lexloci init` writes it. */
function repository() {
  const folder = mkdtempSync(join(tmpdir(), "lexloci-ci-"));
  folders.push(folder);
  execFileSync(command, ["init", "."], { cwd: folder });
  return folder;
}

/** Changes a file. */
function change(folder, name, from, to) {
  const text = readFileSync(join(folder, name), "utf8");
  assert.ok(text.includes(from), `${name} has no ${from}`);
  writeFileSync(join(folder, name), text.replaceAll(from, to));
}

/** Runs the script that the repository has, and returns its exit code, its output and its reports. */
function run(folder, variables = {}) {
  const env = { PATH: process.env.PATH, LEXLOCI: command, ...variables };
  const { status, stdout, stderr } = spawnSync("sh", [".github/lexloci.sh"], { cwd: folder, env, encoding: "utf8" });
  assert.equal(stderr, "");
  const report = (name) => readFileSync(join(folder, "lexloci-reports", name), "utf8");
  assert.equal(report("summary.md"), stdout);
  return { status, stdout, sarif: JSON.parse(report("policy.sarif")), junit: report("policy.xml") };
}

const schema = JSON.parse(readFileSync(join(root, "tests/ci/sarif-2.1.0.schema.json"), "utf8"));
const isSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

function assertSarif(log) {
  assert.ok(isSarif(log), JSON.stringify(isSarif.errors));
}

test("the schema tells what is SARIF from what is not", () => {
  assertSarif({ version: "2.1.0", runs: [] });
  for (const wrong of [{ runs: [] }, { version: "2.1.0" }, { version: "2.1.0", runs: [{ results: [] }] }])
    assert.ok(!isSarif(wrong), JSON.stringify(wrong));
});

test("a repository passes as it is written, and its reports are valid", () => {
  const { status, stdout, sarif, junit } = run(repository());
  assert.equal(status, 0, stdout);
  assertSarif(sarif);
  assert.deepEqual(sarif.runs[0].results, []);
  assert.match(junit, /<testsuite name="flows\/shop\.json"/);
  const headings = stdout.split("\n").filter((line) => line.startsWith("#"));
  assert.deepEqual(headings, [
    "# Lex Loci",
    "## Lint of policy.loci: passed",
    "## Verdicts by policy.loci: passed",
    "## Tests: passed",
  ]);
});

test("a policy that fails fails the run, and findings stand at their lines", () => {
  const folder = repository();
  change(folder, "policy.loci", "set approved = EEA", "set approved = {FR}");
  change(folder, "flows/shop.json", "aws/eu-west-3", "aws/eu-central-1");
  const summary = join(folder, "step.md");
  writeFileSync(summary, "before\n");
  const { status, stdout, sarif, junit } = run(folder, { GITHUB_STEP_SUMMARY: summary });
  assert.equal(status, 1, stdout);
  assert.equal(readFileSync(summary, "utf8"), `before\n${stdout}`);
  assertSarif(sarif);
  const [result] = sarif.runs[0].results;
  assert.deepEqual([result.ruleId, result.level], ["stores", "error"]);
  assert.deepEqual(result.locations[0].physicalLocation, {
    artifactLocation: { uri: "flows/shop.json" },
    region: { startLine: 7 },
  });
  assert.match(junit, /<failure .*type="violated"/);
  assert.match(stdout, /## Verdicts by policy\.loci: failed\n\n````text\nNON-COMPLIANT {3}customer_data 0\.1\.0/);
});

test("what cannot be read is the worst, and is reported too", () => {
  const folder = repository();
  change(folder, "policy.loci", "require s in approved", "require s in aproved");
  const { status, sarif, stdout } = run(folder);
  assert.equal(status, 2, stdout);
  assertSarif(sarif);
  assert.deepEqual(
    sarif.runs[0].results.map(({ ruleId, locations }) => [ruleId, locations[0].physicalLocation.region.startLine]),
    [["L0210", 15]],
  );
  assert.equal(run(repository(), { LEXLOCI_FLOWS: "none.json" }).status, 2);
  for (const list of ["policies", "flows", "tests"]) {
    const env = { PATH: process.env.PATH, LEXLOCI: command, [`LEXLOCI_${list.toUpperCase()}`]: " " };
    const { status, stderr } = spawnSync("sh", [".github/lexloci.sh"], { cwd: repository(), env, encoding: "utf8" });
    assert.deepEqual([status, stderr], [2, `lexloci: the list of ${list} is empty\n`]);
  }
});

const SMALL = `loci 1
source BOARD is "Board"
policy customer_data version 0.1.0 "Customer data stay here" {
  rule stores "Customer data rest here" [BOARD 1]
    for every s in storage
    require s in {FR, DE, CH}
}
`;

/** The part of a summary that tells of a change. */
const changes = (stdout) => stdout.slice(stdout.indexOf("## Changes"), stdout.indexOf("## Lint"));

test("a pull request is told which verdicts it turns", () => {
  const [base, folder] = [repository(), repository()];
  // A small policy: the search over all flows takes a second.
  for (const each of [base, folder]) writeFileSync(join(each, "policy.loci"), SMALL);
  change(folder, "policy.loci", "in {FR, DE, CH}", "in {DE, CH}");
  change(folder, "policy.loci", "version 0.1.0", "version 1.0.0");
  const { status, stdout } = run(folder, { LEXLOCI_BASE: base });
  assert.equal(status, 1);
  const [own, all] = changes(stdout).split("\nOver all flows:\n");
  assert.equal(
    own,
    `## Changes of policy.loci: passed

\`\`\`\`text
flows whose verdict turns: 1 of 1
  flows/shop.json   compliant -> non-compliant
    stores at storage[0]: satisfied -> violated
`,
  );
  assert.match(all, /^compliant -> non-compliant {2}by rule stores\n {2}\{/m);
  assert.match(all, /version step: major claimed, major needed: right\n````\n\n$/);

  change(folder, "policy.loci", "version 1.0.0", "version 0.1.1");
  const small = changes(run(folder, { LEXLOCI_BASE: base }).stdout);
  assert.match(small, /^## Changes of policy\.loci: failed\n/);
  assert.match(small, /: too small\n/);
});

test("the state before is that of a commit of Git, and a new policy is compared with none", (context) => {
  const folder = repository();
  const git = (...words) =>
    spawnSync("git", ["-c", "user.name=t", "-c", "user.email=t@localhost", ...words], {
      cwd: folder,
      encoding: "utf8",
    });
  const missing = run(folder, { LEXLOCI_BASE: "0000000" });
  assert.equal(missing.status, 2, "a commit that cannot be read is no silent success");
  assert.match(missing.stdout, /## Changes: 0000000 cannot be read/);
  if (git("init", "--quiet").status !== 0)
    return context.diagnostic("there is no Git: a folder stood for the commit above");
  rmSync(join(folder, "lexloci-reports"), { recursive: true });
  git("add", ".");
  assert.equal(git("commit", "--quiet", "--message", "base").status, 0);
  change(folder, "flows/shop.json", "aws/eu-west-3", "aws/us-east-1");
  const { status, stdout } = run(folder, { LEXLOCI_BASE: "HEAD" });
  assert.equal(status, 1);
  assert.match(changes(stdout), /turns: 1 of 1\n {2}flows\/shop\.json {3}compliant -> non-compliant\n/);
  const empty = mkdtempSync(join(tmpdir(), "lexloci-ci-"));
  folders.push(empty);
  assert.match(run(folder, { LEXLOCI_BASE: empty }).stdout, /## Changes of policy\.loci: it is new\n/);
});

test("what init writes and what the action runs is one script", () => {
  const folder = repository();
  const script = readFileSync(join(root, "ci/lexloci.sh"), "utf8");
  assert.equal(readFileSync(join(folder, ".github/lexloci.sh"), "utf8"), script);
  const action = readFileSync(join(root, "ci/github/action.yml"), "utf8");
  assert.ok(action.includes('sh "$GITHUB_ACTION_PATH/../lexloci.sh"') && existsSync(join(root, "ci/lexloci.sh")));
  const variables = [...script.matchAll(/\$\{(LEXLOCI\w*):-/g)].map(([, name]) => name);
  assert.deepEqual(variables.sort(), [...new Set(variables)]);
  for (const file of ["ci/github/action.yml", "ci/github/workflow.yml", "ci/gitlab.yml"]) {
    const used = [...readFileSync(join(root, file), "utf8").matchAll(/\b(LEXLOCI_\w+)\b/g)].map(([, name]) => name);
    assert.ok(used.length >= 4, file);
    for (const name of used)
      assert.ok(variables.includes(name), `${file} sets ${name}, which the script does not read`);
  }
});
