import lexloci = require("lexloci");
import { Policy, type CompiledPolicy } from "lexloci/runtime";
import shipped = require("lexloci/policies");

const verdict: lexloci.Verdict = lexloci.Policy.parse(shipped.policies.hds).check({ storage: ["FR"] });
// @ts-expect-error: the same types as by import
lexloci.Policy.parse(shipped.policies.hds).check({ storage: [{ plase: "FR" }] });

const compiled: CompiledPolicy = Policy.load(lexloci.Policy.compile(shipped.policies.hds));
// @ts-expect-error: what only decides reads no text
Policy.parse(shipped.policies.hds);

export = { verdict, compiled };
