// The cases to open: decided cases, and policies with a flow. Each is a file of `examples/`.
import index from "../../examples/index.json";
import type { Standing } from "../engine/protocol.ts";
import { layOut, type Json } from "../flow/json.ts";
import type { Language } from "../i18n/index.ts";
import type { Doc } from "../store.ts";

interface Example {
  readonly title: { readonly [language in Language]: string };
  /** The story in three sentences: what was done, what was found, what follows. */
  readonly told: { readonly [language in Language]: readonly string[] };
  readonly source: string;
  readonly policy: string;
  readonly expected: Standing;
  readonly flow: Json;
}

export interface Case extends Example {
  readonly id: string;
  readonly kind: "decision" | "policy";
}

const FILES = import.meta.glob<Example>(["../../examples/*.json", "!../../examples/index.json"], {
  eager: true,
  import: "default",
});

export const CASES: readonly Case[] = index.flatMap(({ file, kind }) => {
  const example = FILES[`../../examples/${file}`];
  return example ? [{ ...example, id: file.replace(/\.json$/, ""), kind: kind as Case["kind"] }] : [];
});

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

/** Fetches the texts of some policies; of all, unless they are named. */
export async function fetchTexts(names: readonly string[] = NAMES): Promise<void> {
  const wanted = Object.entries(POLICIES).filter(
    ([path]) => names.includes(nameOf(path)) && texts[nameOf(path)] === undefined,
  );
  await Promise.all(wanted.map(async ([path, text]) => void (texts[nameOf(path)] = await text())));
}

/** Returns the case with this id, or null. */
export function caseOf(id: string | null): Case | null {
  return CASES.find((each) => each.id === id) ?? null;
}

/** Returns the two texts of a case whose policy has been fetched. */
export function docOf({ id, policy, flow }: Case): Doc {
  return { policy: TEXTS[nameOf(policy)] ?? "", flow: layOut(flow), caseId: id, suppose: [] };
}

/** Returns the two texts of a case, once they are there. */
export async function opened(each: Case): Promise<Doc> {
  await fetchTexts([nameOf(each.policy)]);
  return docOf(each);
}
