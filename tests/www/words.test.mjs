// The page's words: both languages have a word for everything that the vocabulary has.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { vocabulary } from "lexloci";
import { policies } from "lexloci/policies";

/** Returns a module of the page, with what it imports. */
async function module(path) {
  const entry = fileURLToPath(new URL(`../../www/src/${path}`, import.meta.url));
  const [{ text }] = buildSync({ entryPoints: [entry], bundle: true, format: "esm", write: false }).outputFiles;
  return import(`data:text/javascript;base64,${Buffer.from(text).toString("base64")}`);
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
  const [{ en }, { fr }] = [await module("i18n/en.ts"), await module("i18n/fr.ts")];
  assert.deepEqual(Object.keys(fr).sort(), Object.keys(en).sort());
  const places = (text) => [...new Set(text.match(/\{\d\}/g) ?? [])].sort();
  for (const [key, text] of Object.entries(en)) {
    assert.ok(text && fr[key], key);
    assert.deepEqual(places(fr[key]), places(text), key);
  }
});

/** Rules, exceptions, claims, remedies and duties of a policy's text, and its own title. */
function sentences(text) {
  const told =
    /\b(?:rule|exception|claim)\s+\w+(?:\s+to\s+[\w, ]+?)?\s+"([^"]*)"|\bremedy\s+"([^"]*)"|\bduty\s+\w+\s+"([^"]*)"|^policy \w+ version \S+ "([^"]*)"/gm;
  return [...text.replace(/^\s*#.*$/gm, "").matchAll(told)].map((match) => match.slice(1).find(Boolean));
}

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
