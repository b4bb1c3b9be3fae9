// Judges two texts: returns a verdict, or their errors. The policy is parsed again only when it changed.
import { FlowError, loadAnalyses, Policy, PolicyError, type Flow } from "lexloci/check";
import { read, readable } from "../flow/json.ts";
import { located, pathOf, stepsOf } from "../flow/path.ts";
import { found, type Ask, type Finding, type Judged, type Reply } from "./protocol.ts";
import { whole } from "./whole.ts";

interface Parsed {
  readonly source: string;
  readonly suppose: readonly string[];
  /** The suppositions that the policy reads nothing of. */
  readonly unread: readonly string[];
  readonly policy: Policy | null;
  /** The lints of a right policy; null where it has errors. */
  readonly findings: readonly Finding[] | null;
}

const NOTHING: Parsed = { source: "", suppose: [], unread: [], policy: null, findings: [] };

let kept: Parsed = NOTHING;

/** Parses the policy of a text, with its lints, and puts it under suppositions. */
export function parsed(source: string, suppose: readonly string[]): Parsed {
  if (kept.source === source && kept.source !== "" && kept.suppose.join("\n") === suppose.join("\n")) return kept;
  kept.policy?.free();
  kept = NOTHING;
  kept = parse(source, suppose);
  return kept;
}

function parse(source: string, suppose: readonly string[]): Parsed {
  try {
    const policy = Policy.parse(source);
    const findings = policy.lint().map(found);
    return { source, suppose, findings, ...supposing(policy, suppose) };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { source, suppose, unread: [], policy: null, findings: null };
  }
}

/** Puts a policy under those suppositions that it reads something of; the policy given is freed with the first. */
export function supposing(given: Policy, suppose: readonly string[]): Pick<Parsed, "unread"> & { policy: Policy } {
  const unread: string[] = [];
  let policy = given;
  for (const each of suppose) {
    try {
      const next = policy.suppose(each);
      policy.free();
      policy = next;
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      unread.push(each);
    }
  }
  return { policy, unread };
}

/** Returns the reason why a policy cannot be put under a supposition, or null. A policy with errors takes any. */
export function supposable({ policy: source, suppose }: Ask<"supposable">): Reply<"supposable"> {
  const { policy } = parsed(source, []);
  try {
    policy?.suppose(suppose).free();
    return null;
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const [first] = error.diagnostics;
    return first ? [first.message, first.help].filter(Boolean).join(": ") : error.message;
  }
}

export async function judge({ policy: source, flow: text, suppose }: Ask<"judge">): Promise<Judged> {
  const { policy, findings, unread } = parsed(source, suppose);
  const flow = readable(text);
  const faults = findings ?? (await whole(import("./services.ts"))).faults(source);
  const judged = { policy: faults, flow: [], unread, verdict: null };
  if (!policy || !flow) return judged;
  try {
    return { ...judged, verdict: policy.check(flow.value as Flow) };
  } catch (error) {
    if (!(error instanceof FlowError)) throw error;
    return { ...judged, flow: error.diagnostics.map((each) => inFlow(each, text)) };
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
export async function format({ policy }: Ask<"format">): Promise<string | null> {
  await loadAnalyses();
  try {
    return Policy.format(policy);
  } catch (error) {
    if (error instanceof PolicyError) return null;
    throw error;
  }
}

/** Renders the verdict as text, or returns null where there is none. */
export async function render({ policy: source, flow, suppose }: Ask<"render">): Promise<string | null> {
  await loadAnalyses();
  const read = readable(flow);
  try {
    return read && (parsed(source, suppose).policy?.render(read.value as Flow) ?? null);
  } catch (error) {
    if (error instanceof FlowError) return null;
    throw error;
  }
}
