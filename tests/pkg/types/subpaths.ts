import type * as lexloci from "lexloci";
import * as inline from "lexloci/inline";
import * as runtime from "lexloci/runtime";
import * as small from "lexloci/runtime/inline";
import { policies, type PolicyName } from "lexloci/policies";

const name: PolicyName = "gdpr_transfers";
const text: string = policies[name];
const verdict: lexloci.Verdict = inline.Policy.parse(text).check({ storage: ["FR"] });
const answer: runtime.Answer = runtime.Policy.load(inline.Policy.compile(text)).decide({ storage: ["FR"] });
const codes: Uint8Array = small.Policy.load(new Uint8Array()).decideMany([{ storage: ["FR"] }]);

// @ts-expect-error: what only decides reads no text
runtime.Policy.parse(text);
// @ts-expect-error: and does not explain
small.Policy.load(new Uint8Array()).check({});
// @ts-expect-error: there is no such policy
policies.gdpr_transfer;
// @ts-expect-error: there is no such policy
const misspelt: PolicyName = "gdpr-transfers";
// @ts-expect-error: the texts are for reading
policies.gdpr_transfers = "";
// @ts-expect-error: the inline package has the same types
inline.Policy.parse(text).check({ storrage: ["FR"] });
// @ts-expect-error: and the same values
inline.Policy.parse(text).check({ transfers: [{ tool: "sccs" }] });
// @ts-expect-error: and the same options
inline.Policy.parse(text, { module: {} });
// @ts-expect-error: what is not exported cannot be reached
import("lexloci/lexloci.js");
// @ts-expect-error: nor the entries
import("lexloci/entry/node.js");

export { answer, codes, misspelt, verdict };
