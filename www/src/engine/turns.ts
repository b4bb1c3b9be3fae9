// On which days the verdict changes: every day of a span is judged, a portion at a time, so that a keystroke that comes
// meanwhile is answered first.
import { FlowError, type Flow, type Policy } from "lexloci";
import { readable } from "../flow/json.ts";
import { daysBetween } from "../time/day.ts";
import { parsed } from "./judge.ts";
import type { Ask, Standing, Turn } from "./protocol.ts";

const ANSWERS: readonly Standing[] = ["compliant", "non_compliant", "undetermined", "not_applicable"];

/** Days judged before others may have their turn: a few milliseconds. */
const PORTION = 400;

let newest = 0;

export async function turns({ policy: source, flow: text, from, through }: Ask<"turns">): Promise<readonly Turn[]> {
  const own = ++newest;
  const flow = readable(text);
  const found: Turn[] = [];
  const days = daysBetween(from, through);
  for (let at = 0; at < days.length; at += PORTION) {
    const { policy } = parsed(source);
    if (!policy || !flow || own !== newest) return [];
    const portion = days.slice(at, at + PORTION);
    standings(policy, flow.value as Flow, portion).forEach((answer, i) => {
      if (answer !== found.at(-1)?.answer) found.push({ day: portion[i] ?? from, answer });
    });
    await othersFirst();
  }
  return found;
}

/** The answer on each day. Days on which the flow contradicts the atlas come in runs: halves are tried until they agree. */
function standings(policy: Policy, flow: Flow, days: readonly string[]): readonly Standing[] {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return [];
  const answers = many(policy, flow, days);
  if (answers) return answers;
  const middle = days.length >> 1;
  const probes = [first, days[middle] ?? first, last].map((day) => many(policy, flow, [day]));
  if (days.length <= 2 || probes.every((probe) => probe === null)) {
    return days.length <= 2 ? days.map((day) => many(policy, flow, [day])?.[0] ?? "error") : days.map(() => "error" as const);
  }
  return [...standings(policy, flow, days.slice(0, middle)), ...standings(policy, flow, days.slice(middle))];
}

/** The answers, or null where one of the days cannot be judged. */
function many(policy: Policy, flow: Flow, days: readonly string[]): readonly Standing[] | null {
  try {
    const codes = policy.decideMany(days.map((as_of) => ({ ...flow, as_of })));
    return Array.from(codes, (code) => ANSWERS[code] ?? "error");
  } catch (error) {
    if (error instanceof FlowError) return null;
    throw error;
  }
}

/** Lets what has been asked meanwhile be answered. */
function othersFirst(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
