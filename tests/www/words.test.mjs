// The page's words: both languages have a word for everything that the vocabulary has.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { atlas, editor, FlowError, Policy, vocabulary } from "lexloci";
import { policies } from "lexloci/policies";
import { CASES } from "./cases.mjs";
import { module } from "./module.mjs";

/** Returns the messages in English of the first verdict and of what comes after it. */
async function english() {
  const [{ en }, { enRest }] = [await module("i18n/en.ts"), await module("i18n/en-rest.ts")];
  assert.deepEqual(
    Object.keys(en).filter((key) => key in enRest),
    [],
  );
  return { ...en, ...enRest };
}

const { kinds, enumerations, categories } = vocabulary();

test("every fact has a word in English and in French", async () => {
  const { labels } = await module("i18n/labels.ts");
  const facts = new Set(Object.values(kinds).flatMap(({ facts }) => facts.map(({ name }) => name)));
  assert.ok(facts.size > 80);
  for (const language of ["en", "fr"])
    assert.deepEqual(
      [...facts].filter((name) => !labels(language).fact[name]),
      [],
    );
});

test("every value and category has a word in French, and no other has", async () => {
  const { frenchValues } = await module("i18n/values.fr.ts");
  const known = Object.fromEntries(
    Object.entries(enumerations).map(([name, { values }]) => [name, values.map((each) => each.name)]),
  );
  known.category = categories.map(({ name }) => name);
  const french = Object.fromEntries(Object.entries(frenchValues).map(([name, values]) => [name, Object.keys(values)]));
  for (const [name, values] of Object.entries(known))
    assert.deepEqual([...(french[name] ?? [])].sort(), [...values].sort(), name);
  assert.equal(Object.keys(french).length, Object.keys(known).length);
});

test("no message of either language is empty, and French has the places of English", async () => {
  const [{ fr }, en] = [await module("i18n/fr.ts"), await english()];
  assert.deepEqual(Object.keys(fr).sort(), Object.keys(en).sort());
  const places = (text) => [...new Set(text.match(/\{\d\}/g) ?? [])].sort();
  for (const [key, text] of Object.entries(en)) {
    assert.ok(text && fr[key], key);
    assert.deepEqual(places(fr[key]), places(text), key);
  }
});

test("nothing that is fetched before the first verdict says a message that is fetched after it", async () => {
  const { enRest } = await module("i18n/en-rest.ts");
  const { metafile } = buildSync({
    absWorkingDir: fileURLToPath(new URL("../../www/", import.meta.url)),
    entryPoints: ["src/app.ts", "src/main.ts"],
    bundle: true,
    format: "esm",
    write: false,
    outdir: "out",
    metafile: true,
    external: ["virtual:*", "*?worker&url"],
    loader: { ".css": "empty" },
  });
  const early = new Set(["src/app.ts", "src/main.ts"]);
  for (const file of early)
    for (const { path, kind } of metafile.inputs[file].imports)
      if (kind === "import-statement" && path in metafile.inputs) early.add(path);
  const texts = [...early, "index.html"].map((file) =>
    readFileSync(new URL(`../../www/${file}`, import.meta.url), "utf8"),
  );
  const said = new Set(texts.flatMap((text) => text.match(/\w+/g)));
  const quoted = (key) => texts.some((text) => text.includes(`"${key}"`) || new RegExp(`\\b${key}:`).test(text));
  assert.deepEqual(
    Object.keys(enRest).filter((key) => said.has(key) && quoted(key)),
    [],
  );
  assert.ok(early.size > 40 && Object.keys(enRest).length > 200);
});

test("French that is fetched before the first verdict has neither the engine's messages nor the policies", () => {
  const { metafile } = buildSync({
    absWorkingDir: fileURLToPath(new URL("../../www/", import.meta.url)),
    entryPoints: ["src/i18n/french.ts"],
    bundle: true,
    write: false,
    metafile: true,
  });
  const files = Object.keys(metafile.inputs);
  assert.ok(files.includes("src/i18n/fr.ts"));
  assert.deepEqual(
    files.filter((file) => /said|policies|scopes/.test(file)),
    [],
  );
});

test("a place that the form names is found again by that name, in both languages", async () => {
  const places = atlas.places().map(({ code, name }) => ({ id: code, name }));
  for (const language of ["en", "fr"]) {
    Object.defineProperty(globalThis, "navigator", { value: { language }, configurable: true });
    const [{ placeWord }, { placeNamed }] = [await module("flow/place-word.ts"), await module("start/place.ts")];
    const lost = places.filter(
      ({ id }) => placeNamed(placeWord(id, places), { places, regions: [] }, "place").id !== id,
    );
    assert.deepEqual(lost, [], language);
  }
});

test("the French of what the atlas says of regions is of labels that it has", async () => {
  const { SAID } = await module("flow/region-word.ts");
  const labels = new Set(atlas.regions().map(({ label }) => label));
  assert.deepEqual(
    Object.keys(SAID).filter((label) => !labels.has(label)),
    [],
  );
  assert.ok(Object.keys(SAID).length > 10);
});

test("acts of the atlas without a name of their own are said in French, and what is said of the end of an act", async () => {
  const { frenchActs } = await module("i18n/acts.fr.ts");
  const said = new Set(atlas.dates().flatMap(({ label, note }) => [label, note]));
  const gone = Object.keys(frenchActs).filter((each) => !said.has(each));
  assert.ok(gone.length <= 3, `the atlas does not say any more: ${gone.join("; ")}`);
  assert.ok(Object.keys(frenchActs).length > 30);
});

test("every example of the language reference is right where it may be written", async () => {
  const { EXAMPLES } = await module("editor/reference.ts");
  const of = (part) => EXAMPLES.filter((each) => each.part === part).map(({ code }) => code);
  const list = (code) =>
    /\bt\./.test(code) ? "for every t in transfers" : /\bs\b/.test(code) ? "for every s in storage" : "";
  const [file, inPolicy, inRule, conditions] = ["file", "policy", "rule", "condition"].map(of);
  const rules = conditions.map((code, i) => `rule r${i} "R" [BOARD 1] ${list(code)} require ${code}`);
  const clauses = inRule.map((code, i) =>
    code.startsWith("when")
      ? `rule c${i} "R" [BOARD 1] ${code} require s_all`
      : `rule c${i} "R" [BOARD 1] require s_all ${code}`,
  );
  const text = [
    "loci 1",
    ...file,
    "define s_all as exporter.seat in EEA",
    'policy p version 1.0.0 "P" {',
    ...inPolicy,
    ...rules,
    ...clauses,
    "}",
  ];
  assert.deepEqual(
    editor.diagnose(text.join("\n")).filter(({ level }) => level === "error"),
    [],
  );
  assert.ok(EXAMPLES.length > 20 && EXAMPLES.every(({ says }) => says.en && says.fr));
});

test("every fact of the vocabulary that a policy asks for has a question in words", async () => {
  const { isAsked } = await module("verdict/question.ts");
  const day = "2026-03-01";
  const site = { place: "US", operator: { name: "A", seat: "US" } };
  const tools = ["scc", "bcr", "code_of_conduct", "none"];
  const listed = {
    as_of: day,
    complete: true,
    data: ["contact"],
    exporter: { seat: "FR" },
    provider: { name: "P", holders: [{ name: "H" }] },
    suppliers: [{ name: "S" }],
    credentials: [{}],
    storage: [site, { region: "aws/us-east-1" }],
    processing: [site],
    access: [site],
    transfers: [{ to: "US" }, ...tools.map((tool) => ({ to: "US", tool, recipient: { name: "R" } }))],
  };
  const flows = [{ as_of: day }, listed, ...CASES.map(({ flow }) => flow)];
  const asked = new Set();
  for (const text of Object.values(policies)) {
    const policy = Policy.parse(text);
    for (const flow of flows) for (const path of verdictOf(policy, flow)?.ask ?? []) asked.add(path);
  }
  assert.ok(asked.size > 200);
  const own = /(^|\.)x\./; // a policy's own fact has the policy's own word
  assert.deepEqual(
    [...asked].filter((path) => !own.test(path) && !isAsked(path)),
    [],
  );
});

/** Returns the verdict; undefined where the flow cannot be judged by the policy. */
function verdictOf(policy, flow) {
  try {
    return policy.check(flow);
  } catch (error) {
    if (!(error instanceof FlowError)) throw error;
    return undefined;
  }
}

/** Rules, exceptions, claims, remedies and duties of a policy's text, and its own title. */
function sentences(text) {
  const told =
    /\b(?:rule|exception|claim)\s+\w+(?:\s+to\s+[\w, ]+?)?\s+"([^"]*)"|\bremedy\s+"([^"]*)"|\bduty\s+\w+\s+"([^"]*)"|^policy \w+ version \S+ "([^"]*)"/gm;
  return [...text.replace(/^\s*#.*$/gm, "").matchAll(told)].map((match) => match.slice(1).find(Boolean));
}

test("what each shipped policy covers and leaves out is told in French as its text tells it", async () => {
  const [{ frenchScopes }, { scopeIn }] = [await module("i18n/scopes.fr.ts"), await module("policy/scope.ts")];
  const digest = ({ covers, leaves }) => createHash("sha256").update(`${covers}\n${leaves}`).digest("hex").slice(0, 8);
  const told = Object.entries(policies).map(([name, text]) => [name, digest(scopeIn(text))]);
  assert.deepEqual(
    Object.entries(frenchScopes).map(([name, { of }]) => [name, of]),
    told.sort(),
  );
});

test("every sentence of the gallery's policies has a French one, and no other has", async () => {
  const { frenchPolicies } = await module("i18n/policies.fr.ts");
  const own = readFileSync(new URL("../../www/examples/crm_residency.loci", import.meta.url), "utf8");
  const english = new Set([...Object.values(policies), own].flatMap(sentences));
  assert.ok(english.size > 200);
  assert.deepEqual(
    [...english].filter((each) => !frenchPolicies[each]),
    [],
  );
  assert.deepEqual(
    Object.keys(frenchPolicies).filter((each) => !english.has(each)),
    [],
  );
});

test("every set of the shipped policies and modules is said in words, in both languages, and no other is", async () => {
  const { SETS } = await module("i18n/sets.ts");
  const modules = readdirSync(new URL("../../src/atlas/", import.meta.url)).filter((name) => name.endsWith(".loci"));
  const texts = [
    ...Object.values(policies),
    readFileSync(new URL("../../www/examples/crm_residency.loci", import.meta.url), "utf8"),
    ...modules.map((name) => readFileSync(new URL(`../../src/atlas/${name}`, import.meta.url), "utf8")),
  ];
  const sets = new Set(texts.flatMap((text) => [...text.matchAll(/^set (\w+)/gm)].map(([, name]) => name)));
  assert.deepEqual(Object.keys(SETS).sort(), [...sets].sort());
});

test("every fact that a policy of the gallery declares has a word in French", async () => {
  const { labels } = await module("i18n/labels.ts");
  const declared = Object.values(policies).flatMap((text) =>
    [...text.matchAll(/^fact (?:\w+\.)?x\.(\w+) is/gm)].map(([, name]) => name),
  );
  assert.ok(declared.length > 40);
  assert.deepEqual(
    declared.filter((name) => !labels("fr").fact[name]),
    [],
  );
});

test("what the engine says of the flows of the golden cases is said in French too", async () => {
  const [{ inFrench }, { cases }] = [await module("i18n/said.fr.ts"), await module("tests/markdown.ts")];
  const root = fileURLToPath(new URL("../cases/", import.meta.url));
  const texts = readdirSync(root, { recursive: true })
    .filter((name) => name.endsWith(".md"))
    .map((name) => readFileSync(`${root}${name}`, "utf8"));
  const sentences = new Set();
  const collect = ({ policy, modules, flow, options }) => {
    if (flow === null) return;
    const source = policy && "text" in policy ? policy.text : policies[policy?.name];
    try {
      const judged = Policy.parse(source, { modules }).check(JSON.parse(flow), options);
      for (const { message } of judged.notes) sentences.add(message);
    } catch (error) {
      if (error instanceof FlowError)
        for (const { message, help } of error.diagnostics)
          for (const each of [message, help]) if (each) sentences.add(each);
    }
  };
  // The cases of the language are those that have mistakes; each policy's are there for its rules.
  for (const text of texts.filter((each) => /^error L05|^note L05/m.test(each)))
    for (const each of cases(text).cases)
      if (each.expected.some(({ what }) => /^(error|note)$/.test(what.is))) collect(each);
  assert.ok(sentences.size > 30, `${sentences.size} sentences`);
  assert.deepEqual(
    [...sentences].filter((each) => inFrench(each) === null),
    [],
  );
  assert.equal(inFrench('this is the text "Fr", not a place'), "ceci est le texte «\u00a0Fr\u00a0», non un lieu");
});

test("nearly all that the engine says of wrong policies and flows is said in French", async () => {
  const { inFrench } = await module("i18n/said.fr.ts");
  const folder = new URL("../diagnostics/", import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith(".txt"));
  const lines = files.flatMap((name) => readFileSync(new URL(name, folder), "utf8").split("\n"));
  // Of a policy a fault has the words that it is about, of a flow the path.
  const told = lines.flatMap((line) => /^(?:=> L\d+ (?:\d+ «.*?»|\S*) | {3}help: )(.*)$/.exec(line)?.[1] ?? []);
  const words = told.filter((each) => !/^`[^`]*`$/.test(each)); // the rest is what to write
  assert.ok(words.length > 600);
  const english = words.filter((each) => inFrench(each) === null);
  assert.ok(english.length / words.length < 0.03, `${english.length} of ${words.length}: ${english.slice(0, 5)}`);
  assert.equal(inFrench("`Germany` is not a place"), "`Germany` n’est pas un lieu");
  assert.equal(
    inFrench("`storage` is a list (each entry a site), not a set of parties"),
    "`storage` est une liste (chaque entrée\u00a0: un site), non un ensemble de parties",
  );
});

test("what the engine says of a policy with a slip of the pen is said in French", async () => {
  const { inFrench } = await module("i18n/said.fr.ts");
  const text = readFileSync(new URL("../../www/examples/crm_residency.loci", import.meta.url), "utf8");
  const words = [...text.matchAll(/"[^"]*"|[\w./@-]+|[^\s\w]/g)].filter((_, index) => index % 8 === 0);
  const slips = words.flatMap(({ 0: word, index }) =>
    ["", "wibble", "="].map((slip) => text.slice(0, index) + slip + text.slice(index + word.length)),
  );
  const said = slips.flatMap((each) => editor.diagnose(each)).flatMap(({ message, help }) => [message, help]);
  const sentences = [...new Set(said)].filter((each) => each && !/^`[^`]*`$/.test(each)); // the rest is what to write
  assert.ok(sentences.length > 40, `${sentences.length} sentences`);
  const english = sentences.filter((each) => inFrench(each) === null);
  assert.ok(english.length / sentences.length < 0.03, english.slice(0, 5).join("; "));
  assert.equal(
    inFrench("expected the name of the rule after `rule`"),
    "attendu après `rule`\u00a0: le nom de la règle",
  );
});
