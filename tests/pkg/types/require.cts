import lexloci = require("lexloci");
import inline = require("lexloci/inline");
import shipped = require("lexloci/policies");

const verdict: lexloci.Verdict = lexloci.Policy.parse(shipped.policies.hds).check({ storage: ["FR"] });
// @ts-expect-error: the same types as by import
lexloci.Policy.parse(shipped.policies.hds).check({ storage: [{ plase: "FR" }] });

const printed: lexloci.PrintedPolicy = lexloci.Policy.compile(shipped.policies.hds);
// @ts-expect-error: it is a text, to be imported
printed.decide({ storage: ["FR"] });

const other: lexloci.Verdict = inline.Policy.parse(shipped.policies.hds).check({ storage: ["FR"] });
const codes: Uint8Array = inline.Policy.parse(shipped.policies.hds).decideMany([{ storage: ["FR"] }]);

export = { verdict, printed, other, codes };
