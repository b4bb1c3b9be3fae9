// The cases to open: decided cases, and policies with a flow. Each is a file of `examples/`.
import HEADS from "virtual:heads";
import type { Standing } from "../engine/protocol.ts";
import { layOut, type Json } from "../flow/json.ts";
import type { Language } from "../i18n/index.ts";
import type { Doc } from "../store.ts";

/** What is known of every case before it is opened. */
export interface Head {
  readonly id: string;
  readonly kind: "decision" | "policy";
  readonly title: { readonly [language in Language]: string };
  readonly source: string;
  readonly policy: string;
  readonly expected: Standing;
}

export interface Body {
  /** The story in three sentences: what was done, what was found, what follows. */
  readonly told: { readonly [language in Language]: readonly string[] };
  readonly flow: Json;
}

export interface Case extends Head, Body {}

export const CASES: readonly Head[] = HEADS;

const FILES = import.meta.glob<Body>(["../../examples/*.json", "!../../examples/index.json"], { import: "default" });
const bodies: { [id: string]: Body } = {};

const POLICIES: { readonly [path: string]: () => Promise<string> } = import.meta.glob<string>(
  ["../../../src/policies/*.loci", "../../examples/crm_residency.loci"],
  { query: "?raw", import: "default" },
);

const nameOf = (path: string) => /(\w+)\.loci$/.exec(path)?.[1] ?? "";
const texts: { [name: string]: string } = {};

/** The names of the policies that the page has: the shipped ones, and one of a made-up company. */
export const NAMES: readonly string[] = Object.keys(POLICIES).map(nameOf);

/** The texts of these policies, as far as they have been fetched. */
export const TEXTS: { readonly [name: string]: string } = texts;

/** Fetches the texts of some policies; of all, with all cases, unless they are named. */
export async function fetchTexts(names?: readonly string[]): Promise<void> {
  const wanted = Object.entries(POLICIES).filter(
    ([path]) => (names ?? NAMES).includes(nameOf(path)) && texts[nameOf(path)] === undefined,
  );
  const stories = names ? null : import("virtual:bodies").then(({ default: all }) => Object.assign(bodies, all));
  await Promise.all([stories, ...wanted.map(async ([path, text]) => void (texts[nameOf(path)] = await text()))]);
}

/** Returns what is known of the case with this id, or null. */
export function headOf(id: string | null): Head | null {
  return CASES.find((each) => each.id === id) ?? null;
}

/** Returns the case with this id once it has been fetched, or null. */
export function caseOf(id: string | null): Case | null {
  const head = headOf(id);
  const body = head && bodies[head.id];
  return head && body ? { ...head, ...body } : null;
}

/** Returns the two texts of a case whose policy has been fetched. */
export function docOf({ id, policy, flow }: Case): Doc {
  return { policy: TEXTS[nameOf(policy)] ?? "", flow: layOut(flow), caseId: id, suppose: [] };
}

/** Returns the two texts of a case, once they are there. */
export async function opened({ id, policy }: Head): Promise<Doc> {
  const file = FILES[`../../examples/${id}.json`];
  const [body] = await Promise.all([bodies[id] ?? file?.(), fetchTexts([nameOf(policy)])]);
  if (body) bodies[id] = body;
  const found = caseOf(id);
  if (!found) throw new Error(`there is no case ${id}`);
  return docOf(found);
}
