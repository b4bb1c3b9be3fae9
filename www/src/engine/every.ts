// Judges one flow by many policies.
import { FlowError, Policy, PolicyError, type Flow, type Verdict } from "lexloci/check";
import { readable } from "../flow/json.ts";
import { supposing } from "./judge.ts";
import type { Ask, Judgement, Reply } from "./protocol.ts";

/** Judges the flow by each policy; returns null where the flow is no JSON. */
export async function every({ policies, flow: text, suppose }: Ask<"every">): Promise<Reply<"every">> {
  const flow = readable(text)?.value as Flow | undefined;
  if (flow === undefined) return null;
  const found: Judgement[] = [];
  for (const source of policies) {
    found.push(judged(source, flow, suppose));
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return found;
}

function judged(source: string, flow: Flow, suppose: readonly string[]): Judgement {
  try {
    const { policy } = supposing(Policy.parse(source), suppose);
    const { verdict, instances, ask } = checked(policy, flow);
    const decides =
      instances.find(({ outcome, severity }) => outcome === "violated" && severity === "blocking") ??
      instances.find(({ outcome, severity }) => outcome === "undetermined" && severity === "blocking");
    return { answer: verdict, rule: decides?.title ?? null, missing: ask.length, fault: null };
  } catch (error) {
    if (!(error instanceof PolicyError || error instanceof FlowError)) throw error;
    return { answer: "error", rule: null, missing: 0, fault: error.diagnostics[0]?.message ?? error.message };
  }
}

/** Judges a flow, and frees the policy. */
function checked(policy: Policy, flow: Flow): Verdict {
  try {
    return policy.check(flow);
  } finally {
    policy.free();
  }
}
