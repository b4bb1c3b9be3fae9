// The cases to open: decided cases, and policies with a flow. Each is a file of `examples/`.
import { policies } from "lexloci/policies";
import own from "../../examples/crm_residency.loci?raw";
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

/** The texts of policies by name: the shipped ones, and one of a made-up company. */
export const TEXTS: { readonly [name: string]: string } = { ...policies, crm_residency: own };

/** Returns the case with this id, or null. */
export function caseOf(id: string | null): Case | null {
  return CASES.find((each) => each.id === id) ?? null;
}

/** Returns the two texts of a case. */
export function docOf({ id, policy, flow }: Case): Doc {
  const name = /([a-z_]+)\.loci$/.exec(policy)?.[1] ?? "";
  return { policy: TEXTS[name] ?? "", flow: layOut(flow), caseId: id, suppose: [] };
}
