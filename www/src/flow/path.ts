// Finds and changes a fact of a flow by its path, also through the short forms of a flow (`kinds.ts`): a site as a
// place or a region, a party by name, a list as `{items, complete}`, `data` as a list of categories.
import { isRelation, kindAt, ownFacts, spelledOut } from "./kinds.ts";
import { below, layOut, read, readable, type Json, type Read, type Span } from "./json.ts";

export type Steps = readonly (string | number)[];

/**
 * Parses a path: "transfers[0].recipient.listed" becomes ["transfers", 0, "recipient", "listed"]; `[...]`, the rest of
 * a list, ends it.
 */
export function stepsOf(path: string): Steps {
  const steps: (string | number)[] = [];
  for (const [, index, quoted, key] of path.matchAll(
    /\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([A-Za-z_][\w-]*)|\[\.\.\.\]/g,
  )) {
    if (index !== undefined) steps.push(Number(index));
    else if (quoted !== undefined) steps.push(JSON.parse(`"${quoted}"`) as string);
    else if (key !== undefined) steps.push(key);
    else break;
  }
  return steps;
}

const isObject = (value: Json | undefined): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The words that name a party at the top of a flow. */
const NAMED = ["exporter", "provider"];
/** The longest chain of names: an operator is "provider", the provider is "@acme", and @acme is described elsewhere. */
const LONGEST_CHAIN = 3;

/** Returns the steps of the party with this id or role, or null. */
function partyNamed(flow: Json, name: string): Steps | null {
  if (NAMED.includes(name)) return [name];
  return name.startsWith("@") ? withId(flow, name.slice(1), []) : null;
}

function withId(value: Json, id: string, at: Steps): Steps | null {
  if (isObject(value) && value.id === id) return at;
  if (typeof value !== "object" || value === null) return null;
  const entries: [string | number, Json][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  for (const [key, each] of entries) {
    const found = withId(each, id, [...at, key]);
    if (found) return found;
  }
  return null;
}

/** Returns the steps at which a fact is stated in a flow: references are followed, short forms expanded. */
export function located(flow: Json, steps: Steps): Steps {
  let real: Steps = [];
  let value: Json | undefined = flow;
  for (const step of steps) {
    for (let i = 0; i < LONGEST_CHAIN && typeof value === "string" && !isOwn(step, real); i++) {
      const party = partyNamed(flow, value);
      if (party) [real, value] = [party, at(flow, party)];
    }
    if (typeof step === "number" && isObject(value) && "items" in value) {
      real = [...real, "items"];
      value = value.items;
    }
    if (step === "categories" && (Array.isArray(value) || (isObject(value) && "items" in value))) continue;
    real = [...real, step];
    value = child(value, step);
  }
  return real;
}

/**
 * Returns whether a fact is of the entry itself, as a holder's share is, rather than of the party that the entry names.
 */
function isOwn(step: string | number, entry: Steps): boolean {
  const kind = kindAt(entry);
  return kind !== null && isRelation(kind) && ownFacts(kind).some(({ name }) => name === step);
}

function child(value: Json | undefined, step: string | number): Json | undefined {
  if (Array.isArray(value)) return typeof step === "number" ? value[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

/** Returns the value at a path. */
export function at(flow: Json, steps: Steps): Json | undefined {
  return steps.reduce<Json | undefined>((value, step) => child(value, step), flow);
}

/** Returns the span of a fact in a flow's text, or of the nearest value that contains it. */
export function spanOf(text: string, path: string): Span | null {
  const { value, spans } = read(text);
  for (let steps = located(value, stepsOf(path)); steps.length > 0; steps = steps.slice(0, -1)) {
    const span = spans.get(pathOf(steps));
    if (span) return span;
  }
  return null;
}

export function pathOf(steps: Steps): string {
  return steps.reduce<string>(below, "");
}

/** Sets one fact in a flow's text, or removes it where `to` is undefined; the rest of the text stays as it is. */
export function edited(text: string, path: string | Steps, to: Json | undefined): string {
  const { value, spans } = read(text);
  const steps = located(value, typeof path === "string" ? stepsOf(path) : path);
  const word = at(value, steps.slice(0, -1));
  if (typeof word === "string" && NAMED.includes(word) && isOwn(steps.at(-1) ?? "", steps.slice(0, -1))) {
    return edited(mentioned(text, steps.slice(0, -1), word), steps, to);
  }
  // A mention of nobody in the flow is a vendor.
  if (typeof word === "string" && word.startsWith("@") && partyNamed(value, word) === null) {
    return edited(edited(text, steps.slice(0, -1), { vendor: word.slice(1) }), steps, to);
  }
  const own = spans.get(pathOf(steps));
  if (own && to !== undefined && steps.length > 0) return spliced(text, own, layOut(to, indentAt(text, own[0])));
  const next = put(value, steps, to);
  const held = holder(value, steps);
  const child = steps.slice(0, held.length + 1);
  const beside = besideOthers(text, { value, spans }, child, to === undefined ? undefined : at(next, child));
  if (beside !== null) return beside;
  const span = spans.get(pathOf(held)) ?? [0, text.length];
  return spliced(text, span, layOut(at(next, held) ?? next, indentAt(text, span[0])));
}

/**
 * Changes a flow's text so that an entry names a party by its id instead of by a word: an object can have an id, but no
 * word.
 */
function mentioned(text: string, entry: Steps, word: string): string {
  const party = at(read(text).value, [word]);
  if (typeof party === "string" && NAMED.includes(party) && party !== word) return mentioned(text, entry, party);
  if (typeof party === "string" && party.startsWith("@")) return edited(text, entry, party);
  const id = isObject(party) && typeof party.id === "string" ? party.id : null;
  return edited(id === null ? edited(text, [word, "id"], word) : text, entry, `@${id ?? word}`);
}

/** Returns the path of the innermost stated value above a path. */
function holder(flow: Json, steps: Steps): Steps {
  let above = steps.slice(0, -1);
  while (above.length > 0 && at(flow, above) === undefined) above = above.slice(0, -1);
  return above;
}

/**
 * Adds a value behind its siblings, or takes it out, where these stand on lines of their own. Returns null where what they
 * are in has to be laid out anew: it stands on one line, has no other entry, or is a short form.
 */
function besideOthers(text: string, { value, spans }: Read, steps: Steps, to: Json | undefined): string | null {
  const above = steps.slice(0, -1);
  const key = steps.at(-1);
  const owner = at(value, above);
  const whole = spans.get(pathOf(above));
  if (key === undefined || typeof owner !== "object" || owner === null || !whole) return null;
  const isShort = Array.isArray(owner) ? typeof key !== "number" : spelledOut(owner, kindAt(above)) !== owner;
  if (isShort) return null;
  const own = spans.get(pathOf(steps));
  if (to === undefined && own === undefined) return text;
  if (!text.slice(...whole).includes("\n")) return null;
  const keys = Array.isArray(owner) ? [...owner.keys()] : Object.keys(owner);
  const all = keys
    .map((each) => spans.get(pathOf([...above, each])))
    .filter((each) => each !== undefined)
    .sort(([one], [other]) => one - other);
  const last = all.at(-1);
  if (!last) return null;
  if (own === undefined) {
    const indent = indentAt(text, last[0]);
    const name = typeof key === "number" ? "" : `${JSON.stringify(key)}: `;
    return spliced(text, [last[1], last[1]], `,\n${indent}${name}${layOut(to ?? null, indent)}`);
  }
  if (to !== undefined || all.length === 1) return null;
  const before = all[all.findIndex(([start]) => start === own[0]) - 1];
  if (before) return spliced(text, [before[1], own[1]], "");
  return spliced(text, [after(/\s*/y, text, whole[0] + 1), after(/\s*,\s*/y, text, own[1])], "");
}

/** Returns the index after what a pattern matches at an index. */
function after(pattern: RegExp, text: string, index: number): number {
  pattern.lastIndex = index;
  return pattern.test(text) ? pattern.lastIndex : index;
}

function spliced(text: string, [start, end]: Span, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}

/** Returns the white space at the start of the line at an index. */
function indentAt(text: string, index: number): string {
  const line = text.slice(text.lastIndexOf("\n", index - 1) + 1, index);
  return /^[ \t]*/.exec(line)?.[0] ?? "";
}

/** Copies a value with one part set. Creates missing objects, and expands short forms. */
export function put(value: Json | undefined, steps: Steps, to: Json | undefined, above: Steps = []): Json {
  const [step, ...rest] = steps;
  if (step === undefined) return to ?? null;
  const current = [...above, step];
  if (typeof step === "number") {
    const list = Array.isArray(value) ? [...value] : [];
    if (rest.length === 0 && to === undefined) list.splice(step, 1);
    else list[step] = put(list[step], rest, to, current);
    return list;
  }
  const held = spelledOut(value, kindAt(above)) ?? {};
  if (rest.length === 0 && to === undefined) {
    const { [step]: _, ...others } = held;
    return others;
  }
  return { ...held, [step]: put(Object.hasOwn(held, step) ? held[step] : undefined, rest, to, current) };
}

/** Returns the value in a flow's text at a path, with short forms expanded. */
export function valueAt(text: string, path: string | Steps): Json | undefined {
  const flow = readable(text)?.value;
  return flow === undefined ? undefined : at(flow, located(flow, typeof path === "string" ? stepsOf(path) : path));
}
