// Instances of one rule with one outcome, told together: sixty transfers that break a rule alike are one finding.
import type { Because, Instance } from "lexloci";
import { language, t } from "../i18n/index.ts";
import { labels } from "../i18n/labels.ts";
import { subject } from "./subject.ts";

type Some<T> = readonly [T, ...T[]];

/** The instances of a rule that came out alike for the same reasons. */
export interface Alike {
  readonly instances: Some<Instance>;
}

/** The instances of a rule with one outcome. */
export interface Group {
  readonly first: Instance;
  readonly instances: Some<Instance>;
  readonly alike: Some<Alike>;
}

/** Groups instances by rule, in the order of the policy, and within a rule by what decided them. */
export function grouped(instances: readonly Instance[]): readonly Group[] {
  return gathered(instances, ({ rule, part, outcome }) => JSON.stringify([rule, part, outcome])).map((all) => {
    const [first, ...rest] = gathered(all, reasonsOf);
    const kinds = [first ?? all, ...rest].map((instances): Alike => ({ instances }));
    return { first: all[0], instances: all, alike: kinds as [Alike, ...Alike[]] };
  });
}

function gathered<T>(all: readonly T[], keyOf: (each: T) => string): Some<T>[] {
  const found = new Map<string, [T, ...T[]]>();
  for (const each of all) {
    const key = keyOf(each);
    const same = found.get(key);
    if (same) same.push(each);
    else found.set(key, [each]);
  }
  return [...found.values()];
}

/** Returns a path without the numbers of its entries. */
export function anyEntry(path: string): string {
  return path.replace(/\[\d+\]/g, "[]");
}

/** Returns what decided an instance, whichever entry it is about. */
function reasonsOf({ because, missing, excused_by }: Instance): string {
  const fact = ({ fact, value, test, holds, breaks }: Because) => [anyEntry(fact), value, test, holds, breaks];
  return JSON.stringify([because.map(fact), missing.map((set) => set.map(anyEntry)), excused_by]);
}

/** Names the entries that some instances judge: "Transfers 1–3 and 7". */
export function subjects(ats: readonly string[]): string {
  const [only = ""] = ats;
  if (ats.length <= 1) return subject(only, "first");
  const lists = new Map<string, number[]>();
  const others: string[] = [];
  for (const at of ats) {
    const [, list, index] = /^(\w+)\[(\d+)\]$/.exec(at) ?? [];
    if (list === undefined || index === undefined) others.push(subject(at, "inside"));
    else lists.set(list, [...(lists.get(list) ?? []), Number(index) + 1]);
  }
  const named = [...lists].map(([list, numbers]) => entries(list, numbers));
  const rest = others.length > NAMED ? [...others.slice(0, NAMED), t("more_findings", others.length - NAMED)] : others;
  const words = [...named, ...rest].reduce((one, two) => t("and", one, two));
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The most entries of nested lists that are named. */
const NAMED = 3;

/** Names entries of one list: "transfers 1–3 and 7". */
function entries(list: string, numbers: readonly number[]): string {
  const known = labels(language());
  const [only] = numbers;
  if (numbers.length === 1) return `${known.one[list] ?? list} ${only}`;
  const runs: [number, number][] = [];
  for (const each of numbers) {
    const last = runs.at(-1);
    if (last && last[1] + 1 === each) last[1] = each;
    else runs.push([each, each]);
  }
  const told = runs.map(([from, to]) =>
    from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`,
  );
  return `${known.fact[list] ?? list} ${told.join(", ")}`;
}
