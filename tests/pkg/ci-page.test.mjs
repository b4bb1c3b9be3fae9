// docs/ci.md: its workflow calls the action as it is, and its hooks are those that pre-commit is offered. Both are run here as their hosts run
// them: the steps of the action with its inputs, and each hook on the files that it is for.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import yaml from "js-yaml";
import { blocks, read, root, started, workplace } from "./pages.mjs";

const shown = (file) => yaml.load(blocks(read("docs/ci.md")).find((block) => block.file === file).text);
const workflow = shown(".github/workflows/policies.yml");
const { steps } = workflow.jobs.lexloci;
const action = yaml.load(read("ci/github/action.yml"));
const called = steps.find(({ uses }) => uses?.includes("/ci/github@"));

/** Returns a folder with these files. */
function folder(files) {
  const made = workplace();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(made, name)), { recursive: true });
    writeFileSync(join(made, name), text);
  }
  return made;
}

const FLOW = `{"as_of": "2026-03-01", "complete": true, "data": ["contact"], "storage": ["aws/eu-west-3"]}`;
const TESTS = `# In Paris

policy: ../policies/backups.loci

\`\`\`json
${FLOW}
\`\`\`

\`\`\`verdict
compliant
\`\`\`
`;
const REPOSITORY = {
  "policies/backups.loci": read("examples/backups.loci"),
  "policies/crm.loci": read("examples/backups.loci").replace("policy backups", "policy crm"),
  "flows/shop.json": FLOW,
  "tests/backups.md": TESTS,
};

/** Puts values in place of the expressions of a workflow. */
const filled = (text, values) => text.replace(/\$\{\{ ([\w.]+) \}\}/g, (_, name) => values[name] ?? "");

test("the workflow uses the action that the repository has, with inputs that it takes", () => {
  assert.ok(called.uses.startsWith("OWNER/REPOSITORY/ci/github@"));
  const taken = Object.keys(action.inputs);
  assert.ok(taken.length > 5);
  assert.deepEqual(
    Object.keys(called.with).filter((name) => !taken.includes(name)),
    [],
  );
  // A comment needs this permission, and the upload of SARIF that one.
  assert.deepEqual(workflow.permissions, {
    contents: "read",
    "security-events": "write",
    "pull-requests": "write",
  });
  const template = yaml.load(read("ci/github/workflow.yml"));
  const kinds = (list) => list.flatMap(({ uses }) => (uses === undefined ? [] : [uses]));
  const same = kinds(template.jobs.lexloci.steps);
  assert.equal(same.length, 2);
  for (const uses of same) assert.ok(kinds(steps).includes(uses), uses);
});

test("the action does what the page says, called as the workflow calls it", () => {
  const at = folder(REPOSITORY);
  const defaults = Object.entries(action.inputs).map(([name, input]) => [name, input.default]);
  const inputs = { ...Object.fromEntries(defaults), ...called.with };
  const values = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`inputs.${name}`, value]));
  values["inputs.base"] = "";
  const script = action.runs.steps.find(({ run }) => run.includes("lexloci.sh"));
  const env = Object.entries(script.env).map(([name, value]) => [name, filled(value, values)]);
  const variables = { ...Object.fromEntries(env), GITHUB_ACTION_PATH: join(root, "ci/github") };
  const { status, stdout, stderr } = started("sh", ["-c", script.run], at, variables);
  assert.equal(status, 0, stdout + stderr);
  const uploaded = steps.find(({ uses }) => uses?.includes("upload-sarif")).with.sarif_file;
  assert.deepEqual(readdirSync(join(at, uploaded)).sort(), [
    "backups.sarif",
    "backups.xml",
    "crm.sarif",
    "crm.xml",
    "summary.md",
  ]);
  assert.match(stdout, /1 passed, 0 failed/);
});

test("the hooks are those that are offered, and pass on a repository as the page describes it", () => {
  const hooks = yaml.load(read(".pre-commit-hooks.yaml"));
  const files = { ...REPOSITORY, "modules/house.loci": "loci 1\n\nset trusted = {FR}\n" };
  const at = folder(files);
  const [{ hooks: wanted }] = shown(".pre-commit-config.yaml").repos;
  assert.equal(wanted.length, hooks.length);
  for (const own of wanted) {
    const offered = hooks.find(({ id }) => id === own.id);
    assert.ok(offered, own.id);
    const hook = { args: [], pass_filenames: true, exclude: "^$", ...offered, ...own };
    const is = (name) => new RegExp(hook.files).test(name) && !new RegExp(hook.exclude).test(name);
    const names = hook.pass_filenames ? Object.keys(files).filter(is) : [];
    const run = (...more) => started("sh", ["-c", `${hook.entry} "$@"`, "sh", ...hook.args, ...more], at);
    const { status, stdout, stderr } = run(...names);
    assert.equal(status, 0, `${own.id}: ${stdout}${stderr}`);
    if (own.exclude !== undefined) assert.notEqual(run("modules/house.loci").status, 0, "a module has no policy");
  }
});

test("the templates are YAML, and run the script that init writes", () => {
  const gitlab = yaml.load(read("ci/gitlab.yml"));
  assert.ok(gitlab.lexloci.script.some((line) => line.endsWith("sh .gitlab/lexloci.sh")));
  const github = yaml.load(read("ci/github/workflow.yml"));
  assert.ok(github.jobs.lexloci.steps.some(({ run }) => run === "sh .github/lexloci.sh"));
});
