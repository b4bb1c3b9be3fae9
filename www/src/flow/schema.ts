// The facts of a flow, from the engine's vocabulary: the kind and type at each path.
import type { FactType, VocabularyFact } from "lexloci";
import type { Known } from "../engine/protocol.ts";
import type { Json } from "./json.ts";
import { stepsOf, type Steps } from "./path.ts";

export type { FactType };

/** Returns the facts of a kind, with those of a party where it is also one. */
export function factsOf({ vocabulary }: Known, kind: string): readonly VocabularyFact[] {
  const found = vocabulary.kinds[kind];
  if (!found) return [];
  return found.is === "party" ? [...found.facts, ...factsOf({ vocabulary } as Known, "party")] : found.facts;
}

/** Returns the type of the fact at a path, also of the policy's own facts; null where there is none. */
export function typeAt(known: Known, path: string | Steps, policy: string): FactType | null {
  let type: FactType | null = { is: "object", of: "flow" };
  const steps = typeof path === "string" ? stepsOf(path) : path;
  for (const [i, step] of steps.entries()) {
    if (type === null) return null;
    if (step === "x") return declared(policy, String(steps[i + 1] ?? ""));
    if (typeof step === "number") type = type.is === "list" ? { is: "object", of: type.of } : null;
    else
      type =
        type.is === "object" || type.is === "list"
          ? (factsOf(known, type.of).find(({ name }) => name === step)?.type ?? null)
          : null;
  }
  return type;
}

/** Returns the fact of the vocabulary at a path, or null where there is none. */
export function factAt(known: Known, path: string): VocabularyFact | null {
  const steps = stepsOf(path);
  const owner = typeAt(known, steps.slice(0, -1), "");
  return owner?.is === "object" ? (factsOf(known, owner.of).find(({ name }) => name === steps.at(-1)) ?? null) : null;
}

const WORDS = ["yes_no", "number", "percent", "date", "duration", "place", "region", "category", "text"] as const;

/** Returns the type of a fact that a policy declares: `fact site.x.inspected is date`. */
function declared(policy: string, name: string): FactType | null {
  const found = new RegExp(`^\\s*fact\\s+(?:\\w+\\.)*x\\.${name}\\s+is\\s+(\\w+)`, "m").exec(policy)?.[1];
  const word = WORDS.find((each) => each === found);
  return word ? { is: word } : null;
}

/** Returns the entries of a list, and whether the list is complete. */
export function entriesOf(
  value: Json | undefined,
): { readonly items: readonly Json[]; readonly complete: boolean } | null {
  if (Array.isArray(value)) return { items: value, complete: true };
  if (typeof value !== "object" || value === null || !Array.isArray(value.items)) return null;
  return { items: value.items, complete: value.complete === true };
}
