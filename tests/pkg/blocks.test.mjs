// Every block of code of README.md and of the pages under docs/ is run by some test. Here stands which test that is, where it is not
// docs.test.mjs, and what no other test runs is run here.
import assert from "node:assert/strict";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import Ajv from "ajv";
import { pages as shownPages } from "../../xtask/node/docs/map.mjs";
import { RUN, blocks, read, root, started, typed, workplace } from "./pages.mjs";

const HERE = "tests/pkg/blocks.test.mjs";
const POLICIES = "tests/documents/policies.rs";
const README = "tests/documents/readme.rs";
const WORKER = "tests/examples/edge-worker.test.mjs";
const GUARD = "tests/examples/upload-guard.test.mjs";
const EDITORS = "tests/pkg/editors-page.test.mjs";

/** The tests of tasks of the repository on every page: that `cargo xtask` has them, with these options. */
const TASKS = "xtask/src/main.rs";

/**
 * The tests that run the blocks of the other pages. A key is a language, or `sh` with the word that opens a line of a shell. A list of
 * tests runs as many blocks, in their order; a single one runs all of the kind.
 */
const ELSEWHERE = {
  "README.md": {
    loci: README,
    json: [README, WORKER],
    text: [README, GUARD],
    markdown: [README],
    rust: "src/lib.rs",
    "sh lexloci": README,
    "sh node": [WORKER, GUARD],
    "sh curl": WORKER,
  },
  "docs/audit.md": ofAll("tests/audit/document.rs", ["sh lexloci", "text", "json", "csv"]),
  "docs/cases.md": {
    "sh cargo test": "tests/decided.rs",
    "sh lexloci test --coverage=full": "tests/coverage.rs",
    "sh lexloci": HERE,
  },
  "docs/cases/README.md": { json: [HERE] },
  "docs/command.md": { text: "tests/pkg/docs.test.mjs" },
  "docs/editors.md": { lua: [EDITORS], elisp: [EDITORS], ...ofAll(EDITORS, ["sh cd", "sh code"]) },
  "docs/python.md": { python: "tests/python/test_verbs.py", "sh pip": ["xtask/python/prepare.py"] },
  "docs/testing.md": { markdown: ["tests/documents/testing.rs"] },
  "docs/upcoming.md": { text: ["tests/cli/atlas.rs"], "sh lexloci": HERE },
};

/** Tests that do what a page says, and do not look at the page. */
const ANY_PAGE = ["tests/coverage.rs", "xtask/python/prepare.py"];

/** The kinds of block that a page of a shipped policy has. */
const OF_A_POLICY = { json: [POLICIES], text: POLICIES, "sh lexloci": HERE };

function ofAll(by, kinds) {
  return Object.fromEntries(kinds.map((kind) => [kind, by]));
}

/** Returns README.md and every page under docs/. */
function pages() {
  const found = readdirSync(join(root, "docs"), { recursive: true }).filter((name) => name.endsWith(".md"));
  return ["README.md", ...found.map((name) => `docs/${name}`).sort()];
}

const whoRuns = (page) => ELSEWHERE[page] ?? (/^docs\/policies\/(?!README)/.test(page) ? OF_A_POLICY : {});

/** Returns the lines of a shell that are typed, without comments. */
const lines = (text) => text.split("\n").filter((line) => /^[^#\s]/.test(line));

/** Returns the parts of a page that a test has to run: its blocks, of a shell each line. */
function parts(markdown) {
  return blocks(markdown).flatMap(({ language, text }) =>
    language === "sh" ? lines(text).map((line) => ({ kind: `sh ${line}`, text: line })) : [{ kind: language, text }],
  );
}

/** Returns the key of the test that runs a part. */
const keyOf = (kind, runners) => Object.keys(runners).find((key) => key === kind || kind.startsWith(`${key} `));

/** Returns what no test runs of a page, and the kinds of block that are named for it and that it does not have. */
function unrun(markdown, runners) {
  const counts = new Map(Object.keys(runners).map((kind) => [kind, 0]));
  const left = parts(markdown).filter(({ kind }) => {
    if (kind.startsWith("sh cargo xtask ")) return false;
    const known = keyOf(kind, runners);
    if (known === undefined) return true;
    counts.set(known, counts.get(known) + 1);
    return Array.isArray(runners[known]) && counts.get(known) > runners[known].length;
  });
  const idle = [...counts].filter(([kind, count]) =>
    Array.isArray(runners[kind]) ? count < runners[kind].length : count === 0,
  );
  return { left: left.map(({ text }) => text), idle: idle.map(([kind]) => kind) };
}

test("a block that no test runs is found", () => {
  const page =
    "# A\n\n```js\na();\n```\n\n```sh\n# why\ncargo xtask docs\nlexloci lint a\nrm b\n```\n\n```js\nb();\n```\n";
  assert.deepEqual(unrun(page, {}).left, ["a();\n", "lexloci lint a", "rm b", "b();\n"]);
  assert.deepEqual(unrun(page, { js: ["x"], "sh lexloci": "x", "sh rm": "x" }), { left: ["b();\n"], idle: [] });
  assert.deepEqual(unrun(page, { js: "x", "sh lex": "x", text: "x" }), {
    left: ["lexloci lint a", "rm b"],
    idle: ["sh lex", "text"],
  });
});

test("every block of README.md and of the pages under docs/ is run by a test", () => {
  const all = pages();
  assert.ok(all.length > 40, `${all.length} pages`);
  for (const page of RUN) assert.ok(all.includes(page), page);
  const wrong = [];
  for (const page of all.filter((each) => !RUN.includes(each))) {
    const runners = whoRuns(page);
    const { left, idle } = unrun(read(page), runners);
    for (const text of left) wrong.push(`${page}: nothing runs ${text}`);
    if (runners !== OF_A_POLICY) for (const kind of idle) wrong.push(`${page}: it has fewer blocks of ${kind}`);
  }
  assert.deepEqual(wrong, []);
});

test("the tests that run blocks are there, and name the page", () => {
  assert.match(read(TASKS), /fn every_task_that_a_document_shows_is_read/);
  for (const [page, runners] of [...Object.entries(ELSEWHERE), ["docs/policies/{name}.md", OF_A_POLICY]]) {
    for (const file of new Set(Object.values(runners).flat())) {
      assert.ok(existsSync(join(root, file)), file);
      if (!ANY_PAGE.includes(file)) assert.ok(read(file).includes(page), `${file} does not name ${page}`);
    }
  }
});

// docs/policies/{name}.md: the flow of the page is `flow.json` for its commands. The last one of a block ends with what its fence states.
test("the commands on the pages of policies end as they say", () => {
  let count = 0;
  for (const page of pages().filter((each) => whoRuns(each) === OF_A_POLICY)) {
    const all = blocks(read(page));
    const folder = workplace();
    writeFileSync(join(folder, "flow.json"), all.find(({ language }) => language === "json").text);
    for (const block of all.filter(({ language }) => language === "sh")) {
      typed(block, folder);
      count += 1;
    }
  }
  assert.ok(count >= 5, `${count} blocks`);
});

test("the commands of docs/cases.md and docs/upcoming.md run", () => {
  for (const page of ["docs/cases.md", "docs/upcoming.md"]) {
    const runners = whoRuns(page);
    const own = parts(read(page)).filter(({ kind }) => runners[keyOf(kind, runners)] === HERE);
    assert.ok(own.length > 0, page);
    for (const { text } of own) {
      const { status, stdout, stderr } = started("sh", ["-c", text], root);
      assert.equal(status, 0, `${text}\n${stdout}\n${stderr}`);
      assert.ok(stdout.length > 100, text);
    }
  }
});

test("the answer of an engine that docs/cases/README.md shows is one that the schema of cases knows", () => {
  const answer = blocks(read("docs/cases/README.md")).find(({ language }) => language === "json");
  const { $defs, properties } = JSON.parse(read("docs/cases/schema.json"));
  const validate = new Ajv({ strict: false }).compile({ $defs, ...properties.outcome });
  assert.ok(validate(JSON.parse(answer.text)), JSON.stringify(validate.errors));
  assert.ok(!validate({ transfer: "perhaps" }));
});

/** Names in the commands for contributors, each with the test that there is such a thing. */
const NAMED = [
  [/\bnpm run (\w+)/g, ([, name]) => name in JSON.parse(read("package.json")).scripts],
  [/\bnode (?:--\S+ )*([\w/.-]+\.mjs)/g, ([, file]) => existsSync(join(root, file))],
  [/--test (\w+)/g, ([, name]) => ["", "/main"].some((end) => existsSync(join(root, `tests/${name}${end}.rs`)))],
  [
    /--bench (\w+)/g,
    ([, name]) => existsSync(join(root, `benches/${name}.rs`)) || existsSync(join(root, `benches/${name}`)),
  ],
];

test("the commands for contributors name scripts, files, tests and benchmarks that are there", () => {
  let count = 0;
  for (const page of ["CONTRIBUTING.md", "COMPARE.md"]) {
    for (const { kind, text } of parts(read(page))) {
      assert.ok(kind.startsWith("sh "), `${page}: nothing looks at a block of ${kind}`);
      for (const [pattern, isThere] of NAMED) {
        for (const found of text.matchAll(pattern)) {
          assert.ok(isThere(found), `${page}: ${found[0]}`);
          count += 1;
        }
      }
    }
  }
  assert.ok(count > 10, `${count} names`);
});

test("every page under docs/ is on the site, but for the notes beside the corpus", () => {
  const shown = shownPages().map(({ from }) => from);
  const beside = pages().filter((page) => page.startsWith("docs/") && !shown.includes(page));
  assert.deepEqual(beside, ["docs/cases/README.md"]);
});
