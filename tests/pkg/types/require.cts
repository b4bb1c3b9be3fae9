import lexloci = require("lexloci");
import shipped = require("lexloci/policies");

const verdict: lexloci.Verdict = lexloci.Policy.parse(shipped.policies.hds).check({ storage: ["FR"] });
// @ts-expect-error: the same types as by import
lexloci.Policy.parse(shipped.policies.hds).check({ storage: [{ plase: "FR" }] });

export = verdict;
