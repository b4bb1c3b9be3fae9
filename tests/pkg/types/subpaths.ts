import type * as lexloci from "lexloci";
import * as inline from "lexloci/inline";
import { policies, type PolicyName } from "lexloci/policies";

const name: PolicyName = "gdpr_transfers";
const text: string = policies[name];
const verdict: lexloci.Verdict = inline.Policy.parse(text).check({ storage: ["FR"] });
const answer: lexloci.Answer = inline.Policy.parse(text).decide({ storage: ["FR"] });
const code: string = inline.Policy.compile(text).code;

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

export { answer, code, misspelt, verdict };
