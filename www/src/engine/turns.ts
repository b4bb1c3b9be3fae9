// Finds the days on which the verdict changes: those are judged on which the engine says that it can change, in portions,
// so that a keystroke is answered in between.
import { FlowError, type Flow, type Policy } from "lexloci/check";
import { readable } from "../flow/json.ts";
import { parsed } from "./judge.ts";
import type { Ask, Turn } from "./protocol.ts";

/** The days judged in one portion: some milliseconds. */
const PORTION = 40;

let newest = 0;

export async function turns({
  policy: source,
  flow: text,
  suppose,
  from,
  through,
}: Ask<"turns">): Promise<readonly Turn[] | null> {
  const own = ++newest;
  const flow = readable(text)?.value as Flow | undefined;
  const current = (): Policy | null => (flow && own === newest ? parsed(source, suppose).policy : null);
  const days = flow ? current()?.turningDays(flow, from, through) : undefined;
  const turns: Turn[] = [];
  for (const [index, day] of (days ?? []).entries()) {
    if (index % PORTION === 0) await othersFirst();
    const policy = current();
    if (!policy || !flow) return null;
    const turn = judged(policy, flow, day);
    const last = turns.at(-1);
    if (turn.answer !== last?.answer) turns.push(turn);
  }
  return days ? turns : null;
}

/** Judges one day. */
function judged(policy: Policy, flow: Flow, day: string): Turn {
  try {
    return { day, answer: policy.decide(flow, { asOf: day }), why: null };
  } catch (error) {
    if (!(error instanceof FlowError)) throw error;
    const [first] = error.diagnostics;
    return { day, answer: "error", why: first ? { path: first.path, message: first.message } : null };
  }
}

/** Yields, so that questions asked meanwhile are answered. */
function othersFirst(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
