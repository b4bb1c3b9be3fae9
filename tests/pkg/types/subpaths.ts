import * as lexloci from "lexloci";
import * as columns from "lexloci/columns";
import * as inline from "lexloci/inline";
import * as runtime from "lexloci/runtime";
import * as small from "lexloci/runtime/inline";
import { policies, type PolicyName } from "lexloci/policies";

const name: PolicyName = "gdpr_transfers";
const text: string = policies[name];
const verdict: lexloci.Verdict = inline.Policy.parse(text).check({ storage: ["FR"] });
const answer: runtime.Answer = runtime.Policy.load(inline.Policy.compile(text)).decide({ storage: ["FR"] });
const codes: Uint8Array = small.Policy.load(new Uint8Array()).decideMany([{ storage: ["FR"] }]);
const laid: columns.Columns = columns.Policy.load(new Uint8Array()).columnsOf({ days: new Int32Array(1) });
const again: Uint8Array = laid.decide({ level: "label_2" });

// @ts-expect-error: days are numbered
columns.Policy.load(new Uint8Array()).columnsOf({ days: ["2026-03-01"] });
// @ts-expect-error: columns have their days already
laid.decide({ asOf: "2026-03-01" });
// @ts-expect-error: what only decides lays nothing out
runtime.Policy.load(new Uint8Array()).columns([]);
// @ts-expect-error: columns are made by a policy
new columns.Columns();
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

export { again, answer, codes, misspelt, verdict };
