// The origin of the current texts: an unchanged case, texts that started from one, or the reader's own. The name and
// the story of a case, and of a shipped policy, belong to the unchanged texts only.
import type { Verdict } from "lexloci";
import { readable, type Json } from "../flow/json.ts";
import { kindAt, spelledOut } from "../flow/kinds.ts";
import type { Steps } from "../flow/path.ts";
import { entriesOf } from "../flow/schema.ts";
import { language, t } from "../i18n/index.ts";
import type { Doc } from "../store.ts";
import { caseOf, docOf, NAMES, TEXTS, type Case } from "./cases.ts";

export type Origin =
  | { readonly is: "case"; readonly of: Case }
  /** The texts started from the case, and most of it is unchanged. `facts` is null where the flow cannot be read. */
  | {
      readonly is: "changed";
      readonly of: Case;
      readonly facts: number | null;
      readonly day: boolean;
      readonly policy: boolean;
    }
  | { readonly is: "own" };

const OWN: Origin = { is: "own" };

/** Determines the origin of some texts. */
export function originOf(doc: Doc): Origin {
  const of = caseOf(doc.caseId);
  if (!of) return OWN;
  const whole = docOf(of);
  const policy = plain(doc.policy) !== plain(whole.policy);
  const flow = readable(doc.flow)?.value;
  const facts = flow === undefined ? null : differing(of.flow, flow, []);
  const day = flow !== undefined && dayOf(flow) !== dayOf(of.flow);
  if (facts && facts.same < differing(of.flow, of.flow, []).same / 2) return OWN;
  if (policy && linesLeft(whole.policy, doc.policy) < 0.5) return OWN;
  if (facts && facts.other === 0 && !day && !policy) return { is: "case", of };
  return { is: "changed", of, facts: facts && facts.other, day, policy };
}

/** Names some texts: the case's title, "Based on …, changed: 3 facts", or that they are the reader's own. */
export function nameOf(origin: Origin): string {
  if (origin.is === "own") return t("own_texts");
  const title = origin.of.title[language()];
  if (origin.is === "case") return title;
  const { facts, day, policy } = origin;
  const changed = [
    facts ? t(facts === 1 ? "changed_fact" : "changed_facts", facts) : "",
    facts === null ? t("changed_flow") : "",
    day ? t("changed_day") : "",
    policy ? t("changed_policy") : "",
  ];
  return t("based_on", title, changed.filter(Boolean).join(", "));
}

/** Returns whether a policy has the name of a shipped one and another text. */
export function isChanged({ policy: { name } }: Verdict, { policy }: Pick<Doc, "policy">): boolean {
  return NAMES.includes(name) && plain(TEXTS[name] ?? "") !== plain(policy);
}

/**
 * Returns the name and version of the policy that judged: "gdpr_transfers 1.0.0, changed" where it is not the shipped
 * text.
 */
export function policyName(verdict: Verdict, doc: Pick<Doc, "policy">): string {
  const name = `${verdict.policy.name} ${verdict.policy.version}`;
  return isChanged(verdict, doc) ? t("policy_changed", name) : name;
}

/** Removes the space at the ends of lines, which has no meaning. */
function plain(text: string): string {
  return text.replace(/[ \t\r]+$/gm, "").trim();
}

/** Returns the share of a text's lines that also occur in another. */
function linesLeft(before: string, after: string): number {
  const lines = (text: string) =>
    plain(text)
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  const now = new Set(lines(after));
  const then = lines(before);
  return then.filter((line) => now.has(line)).length / Math.max(1, then.length);
}

function dayOf(flow: Json): Json | undefined {
  return isObject(flow) ? flow.as_of : undefined;
}

/** The number of facts that two flows state alike, and the number that differ. The day is not counted. */
interface Counted {
  readonly same: number;
  readonly other: number;
}

const sum = (all: readonly Counted[]): Counted =>
  all.reduce((one, two) => ({ same: one.same + two.same, other: one.other + two.other }), { same: 0, other: 0 });

function differing(before: Json | undefined, after: Json | undefined, at: Steps): Counted {
  const [one, two] = [comparable(before, after, at), comparable(after, before, at)];
  if (one === null || two === null) return { same: 0, other: one === two ? 0 : factsIn(one ?? two) };
  const [first, second] = [entriesOf(one), entriesOf(two)];
  if (first && second)
    return sum([listed(first.items, second.items, at), { same: 0, other: Number(first.complete !== second.complete) }]);
  if (isObject(one) && isObject(two)) {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(two)])].filter(
      (key) => at.length > 0 || key !== "as_of",
    );
    return sum(keys.map((key) => differing(own(one, key), own(two, key), [...at, key])));
  }
  return one === two ? { same: 1, other: 0 } : { same: 0, other: Math.max(factsIn(one), factsIn(two)) };
}

/** Returns a value for comparison: expanded where the other one is an object; null where nothing is stated. */
function comparable(value: Json | undefined, other: Json | undefined, at: Steps): Json {
  if (value === undefined || value === null) return null;
  return isObject(other) && !isObject(value) ? ((spelledOut(value, kindAt(at)) as Json | null) ?? value) : value;
}

function own(value: { readonly [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

/**
 * Compares two lists. Values count as one fact together. Equal entries at both ends are skipped, and the rest compared
 * in turn.
 */
function listed(before: readonly Json[], after: readonly Json[], at: Steps): Counted {
  if (![...before, ...after].some(isObject) && kindAt([...at, 0]) === null) {
    const values = (list: readonly Json[]) =>
      JSON.stringify([...new Set(list.map((each) => JSON.stringify(each)))].sort());
    return values(before) === values(after) ? { same: 1, other: 0 } : { same: 0, other: 1 };
  }
  const pair = (i: number, j: number) => differing(before[i], after[j], [...at, 0]);
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && pair(head, head).other === 0) head++;
  let tail = 0;
  while (tail < shorter - head && pair(before.length - 1 - tail, after.length - 1 - tail).other === 0) tail++;
  const pairs: Counted[] = [];
  for (let i = 0; i < head; i++) pairs.push(pair(i, i));
  for (let i = 1; i <= tail; i++) pairs.push(pair(before.length - i, after.length - i));
  for (let i = head; i < Math.max(before.length, after.length) - tail; i++)
    pairs.push(
      differing(i < before.length - tail ? before[i] : undefined, i < after.length - tail ? after[i] : undefined, [
        ...at,
        0,
      ]),
    );
  return sum(pairs);
}

/** Counts the facts in a value; at least one. */
function factsIn(value: Json): number {
  const inside = Array.isArray(value) ? value.filter(isObject) : isObject(value) ? Object.values(value) : [];
  return Math.max(
    1,
    inside.reduce<number>((count, each) => count + factsIn(each), 0),
  );
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
