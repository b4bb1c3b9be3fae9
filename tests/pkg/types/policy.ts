// Policies that a bundler imports, as `lexloci/loci` declares them.
/// <reference types="lexloci/loci" />
import type { Answer } from "lexloci";
import shop, { FlowError, decide, decideMany, decision, policy } from "./shop.loci";

const answer: Answer = decide({ as_of: "2026-03-01", storage: ["FR"] }, { asOf: "2026-04-01" });
const rule: string | null = shop.decision({ storage: [{ place: "FR" }] }).rule;
const codes: Uint8Array = decideMany([{}]);
const name: string = policy.name;
const code = (thrown: unknown) => (thrown instanceof FlowError ? thrown.code : null);
export { answer, code, codes, decision, name, rule };

// @ts-expect-error: a misspelt fact
decide({ storge: ["FR"] });
// @ts-expect-error: there is no such option
decide({}, { asof: "2026-04-01" });
