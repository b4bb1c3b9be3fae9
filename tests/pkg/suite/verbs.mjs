// The verbs of the package, once each, and the policies that it ships.
import { POLICY, flow } from "./sample.mjs";

export function verbs(checks, { lexloci }) {
  const { Policy, explain, versions } = lexloci;
  const policy = Policy.parse(POLICY);
  const verdict = policy.check(flow({ storage: ["FR", "US"] }));
  checks.equal(verdict.verdict, "non_compliant", "a verdict");
  const outcomes = verdict.instances.map(({ at, outcome }) => [at, outcome]);
  checks.equal(
    outcomes,
    [
      ["storage[0]", "satisfied"],
      ["storage[1]", "violated"],
    ],
    "its reasons",
  );
  checks.equal(JSON.parse(JSON.stringify(verdict)), verdict, "a verdict is plain data");
  checks.equal(
    policy.check(flow({ as_of: undefined }), { asOf: "2020-01-01" }).as_of,
    "2020-01-01",
    "the day that the host names",
  );
  checks.ok(/^NON-COMPLIANT {3}eea 1\.0\.0/.test(policy.render(flow({ storage: ["US"] }))), "a verdict as text");
  checks.equal(policy.format(), POLICY, "the standard layout");
  checks.equal(Policy.format(POLICY.replace("rule stores", "rule    stores")), POLICY, "a text laid out");
  checks.equal(
    policy.lint().map(({ code, start }) => [code, start.line]),
    [["L0402", 6]],
    "what is probably not meant",
  );
  checks.equal(explain("L0582").code, "L0582", "a code explained");
  checks.equal(explain("L9999"), null, "no such code");
  checks.equal(versions().edition, 1, "the language's edition");
  const modules = { house: "loci 1\nset home = {FR, DE}\n" };
  const house = Policy.parse(POLICY.replace("loci 1\n", "loci 1\nuse house\n").replace("in EEA", "in home"), {
    modules,
  });
  checks.equal(house.check(flow({ storage: ["IT"] })).verdict, "non_compliant", "a module of the host");
  const supposed = Policy.parse(POLICY).suppose("FR leaves EEA on 2026-01-01");
  checks.equal(supposed.check(flow()).verdict, "non_compliant", "a supposition");
}

/** Returns what editors, forms and maps ask for. */
export function editors(checks, { lexloci }) {
  const { atlas, editor, vocabulary } = lexloci;
  const at = POLICY.lastIndexOf("EEA");
  checks.equal(editor.kinds()[editor.tokens(POLICY)[2]], "keyword", "a word and what it is");
  checks.equal(
    editor.diagnose(POLICY).map(({ code }) => code),
    ["L0402"],
    "what is said of a text",
  );
  checks.ok(
    editor.complete(POLICY, at).options.some(({ label }) => label === "EEA"),
    "what could stand there",
  );
  checks.equal(editor.hover(POLICY, at).title, "EEA: European Economic Area", "what stands there");
  checks.equal(editor.definition(POLICY, at), null, "nothing defines what the atlas has");
  checks.equal(vocabulary().kinds.site.one, "a site", "the vocabulary");
  checks.ok(
    atlas.dates().some(({ date, begins }) => date === "2020-07-16" && !begins),
    "the day without Privacy Shield",
  );
  checks.ok(atlas.places().length === 256 && atlas.regions().length > 300, "places and regions");
}

/** Returns every policy that the package ships can be parsed as it is, and stands in its standard layout. */
export function shipped(checks, { lexloci, policies }) {
  const texts = Object.entries(policies);
  checks.ok(texts.length > 0, "there are shipped policies");
  for (const [name, text] of texts) {
    const policy = lexloci.Policy.parse(text);
    checks.equal(policy.format(), text, name);
    policy.free();
  }
}
