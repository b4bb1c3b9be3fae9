// The worker beside the edge worker, with the whole engine and the policy's text. It is asked where no region is allowed, so
// that somebody learns why, and where a flow says more than the printed policy reads.
import { FlowError, Policy } from "lexloci";
import source from "./placement.loci";
import { told } from "../words.js";
import { answer } from "./answer.js";

const policy = Policy.parse(source);

export default {
  async fetch(request) {
    const { text, regions, asOf } = await request.json();
    const { flow } = JSON.parse(text);
    try {
      return explained(
        regions.map((region) => ({ ...flow, storage: [region] })),
        asOf,
      );
    } catch (error) {
      return failed(error);
    }
  },
};

/** Returns the first region that the policy allows; or why none is: the rules once, each with the regions that it closes. */
function explained(candidates, asOf) {
  const why = new Map();
  for (const candidate of candidates) {
    const verdict = policy.check(candidate, { asOf });
    if (verdict.verdict === "compliant") return answer(200, { region: candidate.storage[0] });
    for (const { rule, demands, law, missing, outcome } of told(verdict)) {
      const key = `${outcome} ${rule}`;
      if (!why.has(key))
        why.set(key, {
          demands,
          law: law.map(({ cite }) => cite),
          outcome,
          missing: missing.map(({ asks }) => asks),
          regions: [],
        });
      why.get(key).regions.push(candidate.storage[0]);
    }
  }
  return answer(403, { region: null, why: [...why.values()] });
}

function failed(error) {
  if (error instanceof FlowError) {
    const faults = error.diagnostics.map(({ path, message, help }) => ({ path, message, help }));
    return answer(400, { region: null, error: "the flow cannot be judged", faults });
  }
  console.error(error);
  return answer(500, { region: null, error: "no verdict, so no region" });
}
