// Judges the flow with something moved to each country and cloud region, with all that belongs to it. Works in
// portions, so that new questions are answered first.
import { atlas, FlowError, vocabulary, type Flow, type Policy } from "lexloci/check";
import { readable, type Json } from "../flow/json.ts";
import { learnKinds } from "../flow/kinds.ts";
import { at } from "../flow/path.ts";
import { entriesOf } from "../flow/schema.ts";
import { moved, together, type Destination } from "../map/move.ts";
import { parsed } from "./judge.ts";
import type { Ask, Reply, There } from "./protocol.ts";

/** The most entries of one list that are offered. */
const OFFERED = 4;
/** The length of a portion, in milliseconds. */
const PORTION = 30;
/** One destination in this many is tried to find the path that matters most. */
const SAMPLE = 12;

let places: readonly Destination[] = [];
let regions: readonly Destination[] = [];
let newest = 0;

export async function where({ policy: source, flow: text, suppose, path }: Ask<"where">): Promise<Reply<"where">> {
  const own = ++newest;
  const flow = readable(text)?.value;
  const policy = () => parsed(source, suppose).policy;
  if (flow === undefined || !policy()) return null;
  ready();
  const paths = pathsOf(flow);
  const chosen =
    path !== null && paths.includes(path) ? path : await telling(policy, flow, paths, () => own === newest);
  const there = chosen === null ? null : await judged(policy, flow, chosen, all(flow, chosen), () => own === newest);
  const day = typeof flow === "object" && flow !== null && !Array.isArray(flow) ? flow.as_of : null;
  const eea = typeof day === "string" ? atlas.members("EEA", day) : [];
  return chosen !== null && there ? { path: chosen, paths, there, eea } : null;
}

/** Reads the atlas and the vocabulary once. */
function ready(): void {
  if (places.length > 0) return;
  learnKinds(vocabulary());
  places = atlas.places().map(({ code, name }) => ({ kind: "place", id: code, name }));
  regions = atlas.regions().map(({ id, place }) => ({ kind: "region", id, place }));
}

/** Returns all destinations of a path. Only a site can be in a region. */
function all(flow: Json, path: string): readonly Destination[] {
  return (together(flow, path)?.sites.length ?? 0) > 0 ? [...places, ...regions] : places;
}

/** Returns the verdict at each destination; null where there is no policy any more, or a newer question is asked. */
async function judged(
  policyNow: () => Policy | null,
  flow: Json,
  path: string,
  destinations: readonly Destination[],
  wanted: () => boolean,
): Promise<readonly There[] | null> {
  const found: There[] = [];
  let until = performance.now() + PORTION;
  for (const to of destinations) {
    if (performance.now() > until) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      until = performance.now() + PORTION;
    }
    const policy = policyNow();
    if (!policy || !wanted()) return null;
    found.push(decided(policy, moved(flow, path, to) as Flow, to.id));
  }
  return found;
}

function decided(policy: Policy, flow: Flow, id: string): There {
  try {
    return { id, ...policy.decision(flow) };
  } catch (error) {
    if (error instanceof FlowError) return { id, verdict: null, rule: null };
    throw error;
  }
}

/** Returns the paths of the sites and destinations of a flow, each of which could be moved. */
function pathsOf(flow: Json): string[] {
  const lists = [
    ["transfers", ".to"],
    ["storage", ""],
    ["processing", ""],
    ["access", ""],
    ["transit", ""],
  ] as const;
  return lists.flatMap(([list, rest]) =>
    (entriesOf(at(flow, [list]))?.items ?? []).slice(0, OFFERED).map((_, i) => `${list}[${i}]${rest}`),
  );
}

/** Returns the path that matters most: the one with the most different answers. */
async function telling(
  policyNow: () => Policy | null,
  flow: Json,
  paths: readonly string[],
  wanted: () => boolean,
): Promise<string | null> {
  let best: { readonly path: string; readonly rank: number } | null = null;
  for (const path of paths) {
    const sample = all(flow, path).filter((_, i) => i % SAMPLE === 0);
    const there = await judged(policyNow, flow, path, sample, wanted);
    if (!there) return null;
    const counts = new Map<string, number>();
    for (const { verdict } of there) if (verdict !== null) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
    const rank = [...counts.values()].reduce((sum, each) => sum + each, 0) - Math.max(0, ...counts.values());
    if (best === null || rank > best.rank) best = { path, rank };
  }
  return best?.path ?? null;
}
