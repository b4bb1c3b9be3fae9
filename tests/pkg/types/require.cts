import lexloci = require("lexloci");
import { Policy, type CompiledPolicy } from "lexloci/runtime";
import inline = require("lexloci/inline");
import small = require("lexloci/runtime/inline");
import shipped = require("lexloci/policies");

const verdict: lexloci.Verdict = lexloci.Policy.parse(shipped.policies.hds).check({ storage: ["FR"] });
// @ts-expect-error: the same types as by import
lexloci.Policy.parse(shipped.policies.hds).check({ storage: [{ plase: "FR" }] });

const compiled: CompiledPolicy = Policy.load(lexloci.Policy.compile(shipped.policies.hds));
// @ts-expect-error: what only decides reads no text
Policy.parse(shipped.policies.hds);

const other: lexloci.Verdict = inline.Policy.parse(shipped.policies.hds).check({ storage: ["FR"] });
const codes: Uint8Array = small.Policy.load(new Uint8Array()).decideMany([{ storage: ["FR"] }]);
// @ts-expect-error: what only decides does not explain
small.Policy.load(new Uint8Array()).check({});

export = { verdict, compiled, other, codes };
