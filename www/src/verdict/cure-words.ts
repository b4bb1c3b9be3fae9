// Cures in words: what kind of act each is, in the order in which the law asks for them, and what a party or an entry is.
import type { Change, Cure, FlowValue } from "lexloci";
import { readable, type Json } from "../flow/json.ts";
import { stepsOf } from "../flow/path.ts";
import { entriesOf } from "../flow/schema.ts";
import { t, type Key } from "../i18n/index.ts";
import { pathInWords } from "./subject.ts";
import { wordOf, type Values } from "./value.ts";

type Facts = { readonly [key: string]: FlowValue };

/** The facts by which a change is an act of one kind, each kind after those that the law prefers. */
const KINDS: readonly (readonly [kind: Key, facts: RegExp])[] = [
  ["cure_tool", /(^|\.)(tool|complete|scc_module|scc_version|bcr_kind)$/],
  ["cure_contract", /^contract\b/],
  ["cure_measures", /(^|\.)(measures|keys|encrypted|sees|holder)\b/],
  ["cure_party", /(^|\.)(recipient|operator|provider)$/],
];

/** Names the acts of a cure: "Keep the data in the EEA: Ireland", "Agree a transfer tool". */
export function headline({ changes }: Cure, eea: readonly string[], values: Values): string {
  const places = [...new Set(changes.flatMap((each) => placeOf(each, values) ?? []))];
  const inside = places.filter((each) => each === "EU" || each === "EEA" || eea.includes(each));
  const outside = places.filter((each) => !inside.includes(each));
  const named = (some: readonly string[]) => some.map((each) => values.place(each)).join(", ");
  const moved = [
    inside.length > 0 && t("cure_eea", named(inside)),
    outside.length > 0 && t("cure_abroad", named(outside)),
  ];
  const isMoved = places.length > 0;
  const acts = KINDS.filter(
    ([kind, facts]) => !(isMoved && kind === "cure_party") && changes.some((each) => acted(each, facts)),
  ).map(([kind]) => t(kind));
  const dropped = changes.some(({ path, to }) => to === null && path.endsWith("]")) && t("cure_drop");
  const all = [...moved, ...acts, dropped].filter((each) => each !== false);
  return all.length > 0 ? all.join(" · ") : t("cure_other");
}

/** Returns whether a change states such a fact, alone or in an entry; what is taken out is no act of its kind. */
function acted({ path, from, to }: Change, facts: RegExp): boolean {
  if (to === null || !isFacts(to) || !isFacts(from)) return to !== null && facts.test(path);
  return Object.keys(to).some((key) => facts.test(key) && to[key] !== null && !same(from[key], to[key]));
}

/** Returns the place to which a change moves something, if it does. */
function placeOf({ path, from, to }: Change, { known }: Values): string | null {
  const last = String(stepsOf(path).at(-1));
  const [was, now]: readonly (FlowValue | undefined)[] =
    isFacts(to) && isFacts(from) ? [whereIn(from), whereIn(to)] : /^(place|region|to)$/.test(last) ? [from, to] : [];
  if (typeof now !== "string" || same(was, now)) return null;
  return known?.regions.find(({ id }) => id === now)?.place ?? now;
}

function whereIn(entry: Facts): FlowValue | undefined {
  return entry.region ?? entry.place ?? entry.to;
}

/** Returns the words for a value of a change: a party by its name and seat, an entry by its facts. */
export function valueInWords(path: string, value: FlowValue, flow: string, values: Values): string {
  const list = entriesOf(value as Json);
  if (list && (!list.complete || list.items.some((each) => isFacts(each as FlowValue)))) {
    const isPlain = !list.items.some((each) => isFacts(each as FlowValue));
    const items = isPlain
      ? [wordOf(path, [...list.items] as FlowValue, values)]
      : list.items.map((each, i) => valueInWords(`${path}[${i}]`, each as FlowValue, flow, values));
    return [...items, ...(list.complete ? [] : [t("may_be_more")])].join(t("semicolon"));
  }
  if (!isFacts(value)) return wordOf(path, value, values);
  const all =
    Object.keys(value).length === 1 && typeof value.id === "string" ? (described(flow, value.id) ?? value) : value;
  const name = all.name ?? all.vendor ?? (typeof all.id === "string" ? all.id.replace(/-/g, " ") : undefined);
  if (typeof name === "string") {
    const shown = typeof all.id === "string" && all.id.startsWith("another-") ? t("cure_another") : name;
    return typeof all.seat === "string" ? `${shown} (${values.place(all.seat)})` : shown;
  }
  const facts = Object.entries(all).map(([key, each]) =>
    t("is_value", pathInWords(key), valueInWords(`${path}.${key}`, each, flow, values)),
  );
  return facts.length > 0 ? facts.join(", ") : t("described_here");
}

/** Finds the party that a flow describes under an id. */
export function described(flow: string, id: string): Facts | null {
  const find = (value: Json): Facts | null => {
    if (typeof value !== "object" || value === null) return null;
    if (!Array.isArray(value) && value.id === id && Object.keys(value).length > 1) return value as Facts;
    for (const each of Object.values(value)) {
      const found = find(each as Json);
      if (found) return found;
    }
    return null;
  };
  return find(readable(flow)?.value ?? null);
}

/** Returns the facts that differ between two entries, by key. */
export function differing(from: Facts, to: Facts): readonly string[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((key) => !same(from[key], to[key]));
}

function same(one: FlowValue | undefined, other: FlowValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Returns whether a value is an object of facts. */
export function isFacts(value: FlowValue | undefined): value is Facts {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
