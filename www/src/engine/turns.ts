// Finds the days on which the verdict changes. Every day of a range is judged, in portions, so that a keystroke is
// answered in between.
import { FlowError, type Flow, type Policy } from "lexloci";
import { readable } from "../flow/json.ts";
import { daysBetween } from "../time/day.ts";
import { parsed } from "./judge.ts";
import type { Ask, Standing, Turn } from "./protocol.ts";

const ANSWERS: readonly Standing[] = ["compliant", "non_compliant", "undetermined", "not_applicable"];

/** The days judged in one portion: a few milliseconds. */
const PORTION = 400;

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
  const found: Standing[] = [];
  const days = daysBetween(from, through);
  for (let at = 0; at < days.length; at += PORTION) {
    const { policy } = parsed(source, suppose);
    if (!policy || !flow || own !== newest) return null;
    found.push(...standings(policy, flow, days.slice(at, at + PORTION)));
    await othersFirst();
  }
  const { policy } = parsed(source, suppose);
  return policy && flow && own === newest ? stretches(policy, flow, days, found) : null;
}

/**
 * Returns the ranges of days with one answer. Deciding looks only at what the policy reads, so each range is also
 * checked on its first and last day: a flow with an error has no verdict, whatever would be decided.
 */
function stretches(policy: Policy, flow: Flow, days: readonly string[], found: readonly Standing[]): readonly Turn[] {
  const turns: Turn[] = [];
  const add = (index: number, answer: Standing) => {
    const day = days[index];
    if (day === undefined || answer === turns.at(-1)?.answer) return;
    turns.push({ day, answer, why: answer === "error" ? why(policy, flow, day) : null });
  };
  const isRight = (index: number) => why(policy, flow, days[index] ?? "") === null;
  for (let first = 0; first < found.length;) {
    const answer = found[first] ?? "error";
    let last = first;
    while (last + 1 < found.length && found[last + 1] === answer) last++;
    const [begins, ends] = answer === "error" ? [false, false] : [isRight(first), isRight(last)];
    add(first, begins ? answer : "error");
    if (begins !== ends)
      add(
        turning(first, last, (index) => isRight(index) === begins),
        ends ? answer : "error",
      );
    first = last + 1;
  }
  return turns;
}

/** Returns the first index after `first` for which the condition is false; it is true at `first` and false at `last`. */
function turning(first: number, last: number, holds: (index: number) => boolean): number {
  let [low, high] = [first, last];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return high;
}

/** Returns the error of a flow on a day, or null. */
function why(policy: Policy, flow: Flow, day: string): Turn["why"] {
  try {
    policy.check(flow, { asOf: day });
    return null;
  } catch (error) {
    if (!(error instanceof FlowError)) throw error;
    const [first] = error.diagnostics;
    return first ? { path: first.path, message: first.message } : null;
  }
}

/**
 * Returns the answer on each day. Days on which the flow contradicts the atlas come in runs: the days are halved until
 * each part agrees.
 */
function standings(policy: Policy, flow: Flow, days: readonly string[]): readonly Standing[] {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined) return [];
  const answers = many(policy, flow, days);
  if (answers) return answers;
  const middle = days.length >> 1;
  const probes = [first, days[middle] ?? first, last].map((day) => many(policy, flow, [day]));
  if (days.length <= 2 || probes.every((probe) => probe === null)) {
    return days.length <= 2
      ? days.map((day) => many(policy, flow, [day])?.[0] ?? "error")
      : days.map(() => "error" as const);
  }
  return [...standings(policy, flow, days.slice(0, middle)), ...standings(policy, flow, days.slice(middle))];
}

/** Returns the answers, or null where one of the days cannot be judged. */
function many(policy: Policy, flow: Flow, days: readonly string[]): readonly Standing[] | null {
  try {
    const codes = policy.decideMany(days.map((as_of) => ({ ...flow, as_of })));
    return Array.from(codes, (code) => ANSWERS[code] ?? "error");
  } catch (error) {
    if (error instanceof FlowError) return null;
    throw error;
  }
}

/** Yields, so that questions asked meanwhile are answered. */
function othersFirst(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
