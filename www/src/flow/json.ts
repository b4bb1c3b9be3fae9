// Finds the spans of the values in a JSON text, by path, and lays a flow out as text.

export type Span = readonly [start: number, end: number];
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const SPACE = /[ \t\r\n]*/y;
// oxlint-disable-next-line no-control-regex -- a text of JSON has none
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const LITERAL = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** The deepest nesting: deeper than any flow, and far from the end of the stack. */
const DEEPEST = 200;

/** The ways in which a text fails to be JSON; the page has a sentence for each. */
export type Fault = "ends" | "value" | "key" | "colon" | "comma" | "twice" | "follows" | "deep";

/** Thrown where a text stops being JSON, or has a duplicate key. */
export class JsonError extends Error {
  constructor(
    readonly fault: Fault,
    readonly at: number,
    readonly what = "",
  ) {
    super(fault);
  }
}

/** The value of a JSON text, and the span of the value at each path. */
export interface Read {
  readonly value: Json;
  readonly spans: ReadonlyMap<string, Span>;
}

type Spans = Map<string, Span>;

export function read(text: string): Read {
  const spans: Spans = new Map();
  const end = value(text, skip(text, 0), "", spans, 0);
  const rest = skip(text, end);
  if (rest < text.length) throw new JsonError("follows", rest);
  return { value: JSON.parse(text) as Json, spans };
}

/** Reads a JSON text, or returns null where it is none. */
export function readable(text: string): Read | null {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof JsonError || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Returns the index after the value that starts at `at`. */
function value(text: string, at: number, path: string, spans: Spans, depth: number): number {
  if (depth > DEEPEST) throw new JsonError("deep", at);
  const end =
    text[at] === "{"
      ? object(text, at, path, spans, depth)
      : text[at] === "["
        ? array(text, at, path, spans, depth)
        : (match(STRING, text, at) ?? match(LITERAL, text, at) ?? fail(text, at, "value"));
  spans.set(path, [at, end]);
  return end;
}

function array(text: string, at: number, path: string, spans: Spans, depth: number): number {
  return entries(text, at, "]", (start, index) => value(text, start, `${path}[${index}]`, spans, depth + 1));
}

function object(text: string, at: number, path: string, spans: Spans, depth: number): number {
  return entries(text, at, "}", (start) => {
    const end = match(STRING, text, start) ?? fail(text, start, "key");
    const step = below(path, JSON.parse(text.slice(start, end)) as string);
    if (spans.has(step)) throw new JsonError("twice", start, step);
    const colon = skip(text, end);
    if (text[colon] !== ":") fail(text, colon, "colon");
    return value(text, skip(text, colon + 1), step, spans, depth + 1);
  });
}

/** Reads entries between brackets, separated by commas; `entry` returns the index after one. */
function entries(text: string, open: number, close: string, entry: (at: number, index: number) => number): number {
  let at = skip(text, open + 1);
  if (text[at] === close) return at + 1;
  for (let index = 0; ; index++) {
    at = skip(text, entry(at, index));
    if (text[at] === close) return at + 1;
    if (text[at] !== ",") fail(text, at, "comma", close);
    at = skip(text, at + 1);
  }
}

/** Returns the path of a key under a path, as the engine writes it. */
export function below(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  if (!IDENTIFIER.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path ? `${path}.${key}` : key;
}

function skip(text: string, at: number): number {
  return match(SPACE, text, at) ?? at;
}

function match(pattern: RegExp, text: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function fail(text: string, at: number, fault: Fault, what = ""): never {
  throw new JsonError(at >= text.length ? "ends" : fault, Math.min(at, text.length), what);
}

/** Lays a flow out as text: what fits on a line is put on one. */
export function layOut(data: Json, indent = "", width = 46): string {
  const flat = onOneLine(data);
  if (data === null || typeof data !== "object" || flat.length + indent.length <= width) return flat;
  const inner = `${indent}  `;
  const lines = Array.isArray(data)
    ? data.map((each) => inner + layOut(each, inner, width))
    : Object.entries(data).map(([key, each]) => `${inner}${JSON.stringify(key)}: ${layOut(each, inner, width)}`);
  const [open, close] = Array.isArray(data) ? "[]" : "{}";
  return `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}

function onOneLine(data: Json): string {
  if (data === null || typeof data !== "object") return JSON.stringify(data);
  if (Array.isArray(data)) return `[${data.map(onOneLine).join(", ")}]`;
  return `{${Object.entries(data)
    .map(([key, each]) => `${JSON.stringify(key)}: ${onOneLine(each)}`)
    .join(", ")}}`;
}
