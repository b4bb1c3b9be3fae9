// Instances of one rule with one outcome, told together: sixty transfers that break a rule alike are one finding.
import type { Because, Instance } from "lexloci";
import { language, t } from "../i18n/index.ts";
import { labels } from "../i18n/labels.ts";
import { pathInWords, subject } from "./subject.ts";

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

/** Names the entries that some instances judge: "Transfers 1–3 and 7", "Storage 2, 5, transfer to its operator". */
export function subjects(ats: readonly string[], place: "first" | "inside" = "first"): string {
  const [only = ""] = ats;
  if (ats.length <= 1) return subject(only, place);
  const lists = new Map<string, { readonly list: string; readonly rest: string; readonly numbers: number[] }>();
  const others: string[] = [];
  for (const at of ats) {
    const [, list, index, rest = ""] = /^(\w+)\[(\d+)\](.*)$/.exec(at) ?? [];
    if (list === undefined || index === undefined) others.push(subject(at, "inside"));
    else {
      const key = `${list}${rest}`;
      const found = lists.get(key) ?? { list, rest, numbers: [] };
      lists.set(key, found);
      found.numbers.push(Number(index) + 1);
    }
  }
  const named = [...[...lists.values()].map(entries), ...others];
  const told = named.length > NAMED ? [...named.slice(0, NAMED), t("more_findings", named.length - NAMED)] : named;
  const words = told.reduce((one, two) => t("and", one, two));
  return place === "first" ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}

/** The most kinds of entries, and the most runs of numbers of one kind, that are named. */
const [NAMED, RUNS] = [3, 6];

interface Entries {
  readonly list: string;
  /** The path below the entry, or, after a comma, what is judged with it. */
  readonly rest: string;
  readonly numbers: readonly number[];
}

/** Names entries of one list: "transfers 1–3 and 7". */
function entries({ list, rest, numbers }: Entries): string {
  const known = labels(language());
  const told =
    numbers.length === 1 ? `${known.one[list] ?? list} ${numbers[0]}` : `${known.fact[list] ?? list} ${runs(numbers)}`;
  if (rest.startsWith(",")) return t("and", told, subject(rest.slice(1), "inside"));
  return rest === "" ? told : `${told}, ${pathInWords(rest.slice(1))}`;
}

/** Tells numbers in their order, those in a row as from and to; of many runs the first ones. */
function runs(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const each of [...new Set(numbers)].sort((one, two) => one - two)) {
    const last = found.at(-1);
    if (last && last[1] + 1 === each) last[1] = each;
    else found.push([each, each]);
  }
  const word = ([from, to]: readonly [number, number]) =>
    from === to ? `${from}` : to === from + 1 ? `${from}, ${to}` : `${from}–${to}`;
  const shown = found.length > RUNS ? found.slice(0, RUNS - 1) : found;
  const left = found.slice(shown.length).reduce((sum, [from, to]) => sum + to - from + 1, 0);
  return [...shown.map(word), ...(left > 0 ? [t("and_others", left)] : [])].join(", ");
}
