// Judges two texts: returns a verdict, or their errors. The policy is parsed again only when it changed.
import { editor, FlowError, Policy, PolicyError, type Flow } from "lexloci";
import { read, readable } from "../flow/json.ts";
import { located, pathOf, stepsOf } from "../flow/path.ts";
import { found, type Ask, type Finding, type Judged } from "./protocol.ts";

interface Parsed {
  readonly source: string;
  readonly policy: Policy | null;
  readonly findings: readonly Finding[];
}

let kept: Parsed = { source: "", policy: null, findings: [] };

/** Parses the policy of a text, with its errors and lints. */
export function parsed(source: string): Parsed {
  if (kept.source === source && kept.source !== "") return kept;
  kept.policy?.free();
  kept = { source: "", policy: null, findings: [] };
  kept = parse(source);
  return kept;
}

function parse(source: string): Parsed {
  try {
    const policy = Policy.parse(source);
    return { source, policy, findings: policy.lint().map(found) };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { source, policy: null, findings: editor.diagnose(source).map(found) }; // with fixes
  }
}

export function judge({ policy: source, flow: text }: Ask<"judge">): Judged {
  const { policy, findings } = parsed(source);
  const flow = readable(text);
  if (!policy || !flow) return { policy: findings, flow: [], verdict: null };
  try {
    return { policy: findings, flow: [], verdict: policy.check(flow.value as Flow) };
  } catch (error) {
    if (!(error instanceof FlowError)) throw error;
    return { policy: findings, flow: error.diagnostics.map((each) => inFlow(each, text)), verdict: null };
  }
}

/** Converts a diagnostic of a flow to a finding with its span in the flow's text. */
function inFlow(diagnostic: FlowError["diagnostics"][number], text: string): Finding {
  const { value, spans } = read(text);
  const path = diagnostic.path ?? "";
  const span = spans.get(path) ?? spans.get(pathOf(located(value, stepsOf(path)))) ?? spans.get("") ?? null;
  return { ...diagnostic, span };
}

/** Returns a policy in its standard layout, or null where it has errors. */
export function format({ policy }: Ask<"format">): string | null {
  try {
    return Policy.format(policy);
  } catch (error) {
    if (error instanceof PolicyError) return null;
    throw error;
  }
}

/** Renders the verdict as text, or returns null where there is none. */
export function render({ policy: source, flow }: Ask<"render">): string | null {
  const read = readable(flow);
  try {
    return read && (parsed(source).policy?.render(read.value as Flow) ?? null);
  } catch (error) {
    if (error instanceof FlowError) return null;
    throw error;
  }
}
