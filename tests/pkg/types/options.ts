import { FlowError, Policy, PolicyError, atlas, editor, versions, vocabulary, type Diagnostic } from "lexloci";

const policy = Policy.parse("loci 1");

// @ts-expect-error: it is modules
Policy.parse("loci 1", { module: { house: "loci 1" } });
// @ts-expect-error: a module is a text
Policy.parse("loci 1", { modules: { house: 7 } });
// @ts-expect-error: a policy is a text
Policy.parse(["loci 1"]);
// @ts-expect-error: it is level
policy.check({}, { levels: "label_2" });
// @ts-expect-error: a day is a text
policy.check({}, { asOf: new Date() });
// @ts-expect-error: it is asOf here too
policy.render({}, { as_of: "2026-03-01" });
policy.check("{}");
policy.decideMany(["{}", {}]);
// @ts-expect-error: a flow is an object, or its JSON as one text
policy.check(["{}"]);
// @ts-expect-error: and no bytes
policy.decide(new Uint8Array());
// @ts-expect-error: there is one supposition, a text
policy.suppose(["US leaves adequate on 2027-03-01"]);
// @ts-expect-error: it is atlas
versions().world;

const verdict = policy.check({});
// @ts-expect-error: a verdict is for reading
verdict.as_of = "2026-03-01";
// @ts-expect-error: there is no such answer
if (verdict.level?.reached === "label_2" && verdict.verdict === "yes") throw new Error();
// @ts-expect-error: there is no such outcome
verdict.instances.some((instance) => instance.outcome === "failed");
// @ts-expect-error: there is no such severity
verdict.instances.some((instance) => instance.severity === "major");
// @ts-expect-error: a part may not exist
if (verdict.parts.security.verdict === "compliant") throw new Error();

const there = policy.where({}, "storage[0]", { asOf: "2026-03-01" })[0];
// @ts-expect-error: it may not be possible there
const answer: string = there?.verdict;
// @ts-expect-error: a cost is a number
policy.cure({}, { costs: { relocate: "dear" } });
// @ts-expect-error: there is no such cost
policy.cure({}, { costs: { moving: 3 } });
// @ts-expect-error: paths stand in an array
policy.cure({}, { fixed: "storage" });
// @ts-expect-error: a proof has no verdict
policy.prove()[0]?.verdict;
// @ts-expect-error: it takes two policies
Policy.diff(policy);

function told(error: unknown): readonly Diagnostic[] {
  if (error instanceof PolicyError || error instanceof FlowError) return error.diagnostics;
  throw error;
}
// @ts-expect-error: a code is a text
const code: number = told(new Error())[0]?.code;

export { answer, code };

const words: Uint32Array = editor.tokens("loci 1");
const offered: readonly editor.Choice[] = editor.complete("loci 1", words.length, {
  modules: { house: "loci 1" },
}).options;
const turns: readonly atlas.Turn[] = atlas.dates().filter(({ family }) => family === "adequacy");
// @ts-expect-error: there is no such kind of choice
offered.some(({ kind }) => kind === "country");
// @ts-expect-error: there is no such family
turns.some(({ family }) => family === "decision");
// @ts-expect-error: an offset is a number
editor.hover("loci 1", "0");
// @ts-expect-error: a hover is of a day, a text
editor.hover("loci 1", 0, { asOf: new Date() });
// @ts-expect-error: there may be nothing to say
editor.hover("loci 1", 0).title;
// @ts-expect-error: a fact of an enumeration says of which
vocabulary().kinds["site"]?.facts[0]?.type.of;
