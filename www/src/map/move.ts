// Moves a part of a flow elsewhere. A place is never moved alone: a transfer's destination, its recipient, and the
// sites that the recipient runs there belong together, and so do a site and its operator. In a country they go to
// another company, with its seat and owners there and nothing else known; a cloud region has its own operator. Clauses
// and measures stay as they are. Findings about the law of the old destination do not.
import { readable, type Json } from "../flow/json.ts";
import { spelledOut } from "../flow/kinds.ts";
import { at, edited, located, pathOf, put, stepsOf, type Steps } from "../flow/path.ts";
import { entriesOf } from "../flow/schema.ts";

/** A place or region to move to. */
export type Destination =
  | { readonly kind: "place"; readonly id: string; readonly name: string }
  | { readonly kind: "region"; readonly id: string; readonly place: string };

/** The paths that move together. */
export interface Together {
  readonly sites: readonly Steps[];
  readonly transfers: readonly Steps[];
}

const SITES = ["storage", "processing", "access", "transit"] as const;
/** The findings about the law and the authorities of a destination. */
const OF_THE_DESTINATION = ["assessment", "protected_recipient", "authorised", "bound", "safeguards"];

type Facts = { readonly [key: string]: Json };

/** Returns what moves with a site ("storage[0]") or a transfer ("transfers[0].to"); null where there is none. */
export function together(flow: Json, path: string): Together | null {
  const start = located(flow, path.endsWith(".to") ? stepsOf(path).slice(0, -1) : stepsOf(path));
  const isTransfer = start[0] === "transfers";
  const own = factsAt(flow, start, isTransfer ? null : "site");
  if (!own) return null;
  const who = partyKey(flow, isTransfer ? own.recipient : own.operator);
  const where = isTransfer ? own.to : own.place;
  const isOwn = (steps: Steps) => pathOf(steps) === pathOf(start);
  const alike = (steps: Steps, kind: "site" | null, [person, place]: readonly [string, string]) => {
    const facts = factsAt(flow, steps, kind);
    return (
      facts && who !== null && where !== undefined && partyKey(flow, facts[person]) === who && facts[place] === where
    );
  };
  const transfers = entries(flow, "transfers").filter(
    (steps) => isOwn(steps) || alike(steps, null, ["recipient", "to"]),
  );
  const sites = SITES.flatMap((list) => entries(flow, list)).filter(
    (steps) => isOwn(steps) || (transfers.length > 0 && alike(steps, "site", ["operator", "place"])),
  );
  return { sites, transfers };
}

/** Returns the flow with something moved; the same flow where it is there already. */
export function moved(flow: Json, path: string, to: Destination): Json {
  return edits(flow, path, to).reduce((flow, [steps, value]) => put(flow, steps, value), flow);
}

/** Moves something in a flow's text; the rest of the text stays as it is. */
export function movedText(text: string, path: string, to: Destination): string {
  const flow = readable(text)?.value;
  return flow === undefined
    ? text
    : edits(flow, path, to).reduce((text, [steps, value]) => edited(text, steps, value), text);
}

type Edit = readonly [steps: Steps, value: Json];

function edits(flow: Json, path: string, to: Destination): readonly Edit[] {
  const group = together(flow, path);
  if (!group || isThere(flow, group, to)) return [];
  const { sites, transfers } = group;
  const isRegion = to.kind === "region";
  const named = sites.length + transfers.length > 1 || (isRegion && transfers.length > 0) ? freshId(flow) : null;
  const company = {
    ...(named !== null && { id: named }),
    name: isRegion ? `Operator of ${to.id}` : `Company in ${to.name}`,
    ...(!isRegion && { seat: to.id, ultimate_parent: to.id }),
  };
  let described = false;
  const party = (role: Json | undefined): Json => {
    if (named !== null && described) return `@${named}`;
    described = true;
    return role === undefined ? company : { ...company, role };
  };
  const put: Edit[] = [];
  for (const steps of transfers) {
    const { recipient, ...rest } = factsAt(flow, steps, null) ?? {};
    const kept = Object.entries(rest).filter(([key]) => !OF_THE_DESTINATION.includes(key) && key !== "to");
    put.push([
      steps,
      { to: isRegion ? to.place : to.id, recipient: party(roleOf(flow, recipient)), ...Object.fromEntries(kept) },
    ]);
  }
  for (const steps of sites) {
    const { place: _place, region: _region, operator: old, ...kept } = factsAt(flow, steps, "site") ?? {};
    // A region implies its operator, which is named only where the same company is a recipient.
    const operator: Facts = isRegion && transfers.length === 0 ? {} : { operator: party(roleOf(flow, old)) };
    const site: { [key: string]: Json } = { [to.kind]: to.id, ...operator, ...kept };
    put.push([steps, Object.keys(site).length === 1 ? to.id : site]);
  }
  return [...put, ...kept(flow, put)];
}

/** Returns whether everything that would move is there already: then the flow is judged as it is. */
function isThere(flow: Json, { sites, transfers }: Together, to: Destination): boolean {
  const isAt = (steps: Steps) => {
    const { place, region } = factsAt(flow, steps, "site") ?? {};
    return to.kind === "region" ? region === to.id : region === undefined && place === to.id;
  };
  const goesTo = (steps: Steps) => to.kind === "place" && factsAt(flow, steps, null)?.to === to.id;
  return sites.every(isAt) && (to.kind === "region" ? transfers.length === 0 : transfers.every(goesTo));
}

/** Keeps the description of a party that was in a moved part and is named elsewhere: it is put there. */
function kept(flow: Json, put: readonly Edit[]): readonly Edit[] {
  const within = (steps: Steps) => put.some(([moved]) => moved.every((step, i) => steps[i] === step));
  const all = parties(flow, []);
  const lost = all.filter(({ value, steps }) => typeof value !== "string" && within(steps));
  return lost.flatMap(({ id, value }): readonly Edit[] => {
    const stays = all.filter((each) => each.id === id && !within(each.steps));
    const mention = stays.find((each) => typeof each.value === "string");
    return mention && stays.every((each) => typeof each.value === "string") ? [[mention.steps, value]] : [];
  });
}

interface Mention {
  readonly id: string;
  readonly steps: Steps;
  /** A description of the party, or a text that names it. */
  readonly value: Json;
}

/** Returns the paths at which parties with an id are described or named. */
function parties(value: Json, steps: Steps): Mention[] {
  if (typeof value === "string") return value.startsWith("@") ? [{ id: value.slice(1), steps, value }] : [];
  if (typeof value !== "object" || value === null) return [];
  const inside: (readonly [string | number, Json])[] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  const own = !Array.isArray(value) && typeof value.id === "string" ? [{ id: value.id, steps, value }] : [];
  return [...own, ...inside.flatMap(([key, each]) => parties(each, [...steps, key]))];
}

/** Returns an id that the flow does not have. */
function freshId(flow: Json): string {
  const taken = new Set(parties(flow, []).map(({ id }) => id));
  let id = "elsewhere";
  for (let i = 2; taken.has(id); i++) id = `elsewhere${i}`;
  return id;
}

/** Returns what identifies a party: its id, or the word that stands for it; null where nothing does. */
function partyKey(flow: Json, value: Json | undefined): string | null {
  if (typeof value === "string" && value.startsWith("@")) return value;
  if (value === "exporter" || value === "provider") {
    const stated = at(flow, [value]);
    return stated === value ? value : (partyKey(flow, stated) ?? value);
  }
  return isObject(value) && typeof value.id === "string" ? `@${value.id}` : null;
}

function roleOf(flow: Json, party: Json | undefined): Json | undefined {
  if (isObject(party)) return party.role;
  const key = partyKey(flow, party);
  const described = parties(flow, []).find(({ id, value }) => `@${id}` === key && typeof value !== "string")?.value;
  const stated = described ?? (key === "exporter" || key === "provider" ? at(flow, [key]) : undefined);
  return isObject(stated) ? stated.role : undefined;
}

/** Returns the path of each entry of a list. */
function entries(flow: Json, list: string): Steps[] {
  const value = at(flow, [list]);
  const stated = entriesOf(value);
  return (stated?.items ?? []).map((_, i) => (Array.isArray(value) ? [list, i] : [list, "items", i]));
}

function factsAt(flow: Json, steps: Steps, kind: "site" | null): Facts | null {
  return spelledOut(at(flow, steps), kind);
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
