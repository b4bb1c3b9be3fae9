// What an editor asks of a text, through the package: offsets in UTF-16, texts of the vocabulary, nothing thrown.
import assert from "node:assert/strict";
import test from "node:test";
import { editor, explain, PolicyError, Policy, vocabulary } from "lexloci";
import { policies } from "lexloci/policies";

const WORLD = "\u{1f30d}"; // two code units, four bytes
const POLICY = `loci 1 # ${WORLD}
use gdpr
set approved = {FR}

policy shop version 1.0.0 "A shop ${WORLD}" {
  rule stores "Stores" [GDPR 44]
    for every s in storage
    require s.place in approved
}
`;

/** Returns the text without its cursor, and where that was. */
function atCursor(marked) {
  const offset = marked.indexOf("|");
  return [marked.replace("|", ""), offset];
}

const before = (words, typed) => POLICY.replace(words, `${typed}|`);

test("words are marked in UTF-16, in order and without overlap", () => {
  for (const source of [POLICY, ...Object.values(policies)]) {
    const [words, kinds] = [editor.tokens(source), editor.kinds()];
    assert.ok(words instanceof Uint32Array && words.length % 3 === 0 && words.length > 60);
    for (let i = 0; i < words.length; i += 3) {
      assert.ok(words[i] < words[i + 1] && words[i + 1] <= source.length && words[i + 2] < kinds.length);
      if (i > 0) assert.ok(words[i] >= words[i - 2]);
    }
  }
  const kindOf = (word) => {
    const at = POLICY.lastIndexOf(word);
    const words = editor.tokens(POLICY);
    for (let i = 0; i < words.length; i += 3) {
      if (words[i] === at && words[i + 1] === at + word.length) return editor.kinds()[words[i + 2]];
    }
    return null;
  };
  assert.equal(kindOf(`# ${WORLD}`), "comment");
  assert.equal(kindOf("place"), "fact");
  assert.equal(kindOf("require"), "keyword");
  assert.equal(kindOf("44"), "pinpoint");
});

test("completion begins where the word does, and says what the vocabulary says", () => {
  const [source, offset] = atCursor(before("s.place in approved", "s.enc"));
  const { from, options } = editor.complete(source, offset);
  assert.equal(source.slice(from, offset), "enc");
  const encrypted = options.find((option) => option.label === "encrypted");
  assert.equal(encrypted.kind, "fact");
  assert.equal(encrypted.detail, "yes or no");
  assert.equal(encrypted.doc, vocabulary().kinds.site.facts.find((fact) => fact.name === "encrypted").doc);
});

test("everything of the vocabulary that is offered has a text", () => {
  const tried = ["s.|", "s.operator.|", "s.kind is |", "data has |", "provider.certified has |", "exit.fee is |", "|"];
  for (const typed of tried) {
    const [source, offset] = atCursor(before("s.place in approved", typed.replace("|", "")));
    const { options } = editor.complete(source, offset);
    assert.ok(options.length > 3, typed);
    const of = options.filter(
      ({ kind, label }) => ["fact", "value", "category", "keyword"].includes(kind) && label !== "{",
    );
    for (const option of of) assert.ok(option.doc, `${typed} offers ${option.label} without a text`);
  }
});

test("modules of the host are offered and read", () => {
  const modules = { house: "loci 1\nset ours = {FR}\n" };
  const [used, offset] = atCursor("loci 1\nuse |");
  assert.ok(editor.complete(used, offset, { modules }).options.some((option) => option.label === "house"));
  const source = `loci 1\nuse house\nset a = ours\n`;
  assert.deepEqual(editor.definition(source, source.lastIndexOf("ours") + 1, { modules }), {
    module: "house",
    span: [11, 15],
  });
  assert.equal(editor.hover(source, source.lastIndexOf("ours") + 1, { modules, asOf: "2026-01-01" }).text, "FR");
});

test("a word says what it is, in UTF-16, with its term", () => {
  const at = POLICY.lastIndexOf("place");
  const hover = editor.hover(POLICY, at + 2);
  assert.deepEqual(hover.span, [at, at + "place".length]);
  assert.equal(hover.title, "s.place: a place");
  assert.ok(hover.text.length > 5);
  assert.match(hover.term.iri, /^https?:\/\//);
  const cited = editor.hover(POLICY, POLICY.indexOf("GDPR") + 1);
  assert.equal(cited.cites[0].source, "GDPR");
  assert.match(cited.cites[0].url, /^https:\/\/eur-lex/);
  assert.equal(editor.hover(POLICY, POLICY.indexOf("A shop")), null);
});

test("a name leads to its definition", () => {
  const name = POLICY.indexOf("approved");
  const found = editor.definition(POLICY, POLICY.lastIndexOf("approved") + 3);
  assert.deepEqual(found, { module: null, span: [name, name + "approved".length] });
  assert.equal(editor.definition(POLICY, POLICY.indexOf("44")), null);
});

test("errors and lints come together, explained, with what puts them right", () => {
  assert.deepEqual(editor.diagnose(POLICY), []);
  const wrong = POLICY.replace("s.place in approved", "s.plaec in approved");
  const found = editor.diagnose(wrong);
  const misspelt = found.find(({ code }) => code === "L0210");
  assert.ok(explain(misspelt.code).explain.length > 20);
  assert.equal(wrong.slice(misspelt.start.utf16, misspelt.end.utf16), "plaec");
  const {
    span: [start, end],
    text,
  } = misspelt.fix;
  assert.equal(wrong.slice(0, start) + text + wrong.slice(end), POLICY);
  const unused = editor.diagnose(POLICY.replace("s.place in approved", "s.place in {FR}"));
  assert.deepEqual(
    unused.map(({ code, level }) => [code, level]),
    [["L0401", "warning"]],
  );
});

test("what is found is what parsing throws", () => {
  for (const source of ["", "loci 2", "loci 1\npolicy a", POLICY.replace("gdpr", "gdrp"), POLICY.replace("}", "")]) {
    let thrown = [];
    try {
      Policy.parse(source).free();
    } catch (error) {
      assert.ok(error instanceof PolicyError);
      thrown = error.diagnostics;
    }
    assert.ok(thrown.length > 0);
    const key = ({ code, message, start }) => `${code} ${message} ${start?.utf16}`;
    const errors = editor.diagnose(source).filter(({ level }) => level === "error");
    assert.deepEqual(errors.map(key), thrown.map(key));
  }
});

test("texts that are no Unicode, and offsets beyond the end, are taken as they come", () => {
  const odd = `loci 1\nset a = {FR} # \ud83c`;
  assert.ok(editor.tokens(odd).length > 0);
  assert.ok(Array.isArray(editor.diagnose(odd)));
  assert.ok(Array.isArray(editor.complete(odd, 10_000).options));
  for (const offset of [-5, Number.NaN, 1e9, 12.5]) assert.doesNotThrow(() => editor.hover(odd, offset));
  assert.throws(() => editor.tokens(7), TypeError);
});

test("a text with errors is not laid out", () => {
  assert.equal(editor.format(POLICY), Policy.format(POLICY));
  assert.throws(() => editor.format("loci 1\npolicy {"), PolicyError);
});

test("the vocabulary is whole, and a copy", () => {
  const all = vocabulary();
  for (const [kind, { facts, doc }] of Object.entries(all.kinds)) {
    assert.ok(doc && facts.length > 0, kind);
    for (const fact of facts) {
      assert.ok(fact.doc && fact.term && fact.iri.startsWith("http"), `${kind}.${fact.name}`);
      const { is, of } = fact.type;
      if (is === "enum") assert.ok(all.enumerations[of], of);
      if (is === "object" || is === "list") assert.ok(all.kinds[of], of);
    }
  }
  for (const { values } of Object.values(all.enumerations)) assert.ok(values.every(({ name, doc }) => name && doc));
  assert.ok(all.categories.some(({ name, parent }) => name === "health" && parent === "special_category"));
  all.kinds.site.doc = "changed";
  assert.notEqual(vocabulary().kinds.site.doc, "changed");
});
