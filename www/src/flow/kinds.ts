// The kind of object at each path of a flow, and the meaning of short forms. The kinds are the engine's vocabulary; the
// short forms are those that `src/flow` reads.
import type { Vocabulary, VocabularyFact } from "lexloci";
import type { Json } from "./json.ts";
import type { Steps } from "./path.ts";

type Kinds = Vocabulary["kinds"];

let kinds: Kinds = {};

/** Takes the vocabulary from the engine. Before that no short form is known, and no form is shown. */
export function learnKinds(vocabulary: Vocabulary): void {
  kinds = vocabulary.kinds;
}

/** Returns the facts of a kind, without those of the party that it may also be. */
export function ownFacts(kind: string): readonly VocabularyFact[] {
  return Object.hasOwn(kinds, kind) ? (kinds[kind]?.facts ?? []) : [];
}

/** Returns whether an object of this kind is also a party: the holder of a share, a supplier. */
export function isRelation(kind: string): boolean {
  return Object.hasOwn(kinds, kind) && kinds[kind]?.is === "party";
}

/** Returns the kind of the object at a path of a flow: `site` at `storage[0]`, null where there is no object. */
export function kindAt(steps: Steps): string | null {
  let kind: string | null = "flow";
  let isList = false;
  for (const step of steps) {
    if (kind === null) return null;
    if (isList) {
      if (step === "items") continue; // the key of an open list
      if (typeof step !== "number") return null;
      isList = false;
      continue;
    }
    const facts: readonly VocabularyFact[] = isRelation(kind)
      ? [...ownFacts(kind), ...ownFacts("party")]
      : ownFacts(kind);
    const type = facts.find(({ name }) => name === step)?.type;
    kind = type?.is === "object" || type?.is === "list" ? type.of : null;
    isList = type?.is === "list";
  }
  return isList ? null : kind;
}

/** Returns the object that a short form stands for; null where nothing is stated, or it stands for no object. */
export function spelledOut(value: Json | undefined, kind: string | null): { readonly [key: string]: Json } | null {
  if (value === undefined || value === null) return null;
  if (kind === "data" && (Array.isArray(value) || isOpenList(value))) return { categories: value };
  if (typeof value === "object") return Array.isArray(value) ? null : value;
  if (typeof value !== "string") return null;
  if (kind === "site") return value.includes("/") ? { region: value } : { place: value };
  if (kind === "measure") return { kind: value };
  const isParty = kind === "party" || (kind !== null && isRelation(kind));
  if (!isParty || ["exporter", "provider", "none"].includes(value)) return null;
  return value.startsWith("@") ? { id: value.slice(1) } : { vendor: value };
}

/** Returns whether a list may have more entries than it states. */
function isOpenList(value: Json): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value) && "items" in value;
}
