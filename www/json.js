// Where the values of a JSON text stand, by path, and how a flow is laid out as text.

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const LITERAL = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Thrown where a text stops being JSON, or says one thing twice. */
export class JsonError extends Error {
  constructor(message, at) {
    super(message);
    this.at = at;
  }
}

/** The value of a JSON text, and for each path the span of its value: `[start, end)`. */
export function read(text) {
  const spans = new Map();
  const end = value(text, skip(text, 0), "", spans);
  const rest = skip(text, end);
  if (rest < text.length) throw new JsonError("something follows the end of the flow", rest);
  return { value: JSON.parse(text), spans };
}

/** The index after the value that starts at `at`. */
function value(text, at, path, spans) {
  const end = { "{": object, "[": array }[text[at]]?.(text, at, path, spans) ?? leaf(text, at);
  spans.set(path, [at, end]);
  return end;
}

function leaf(text, at) {
  return match(STRING, text, at) ?? match(LITERAL, text, at) ?? fail(text, at, "a value is expected here");
}

function array(text, at, path, spans) {
  return entries(text, at, "]", (start, index) => value(text, start, `${path}[${index}]`, spans));
}

function object(text, at, path, spans) {
  return entries(text, at, "}", (start) => {
    const end = match(STRING, text, start) ?? fail(text, start, "a key in double quotes is expected here");
    const step = below(path, JSON.parse(text.slice(start, end)));
    if (spans.has(step)) throw new JsonError(`${step} is stated twice`, start);
    const colon = skip(text, end);
    if (text[colon] !== ":") fail(text, colon, "a colon is expected here");
    return value(text, skip(text, colon + 1), step, spans);
  });
}

/** Entries between brackets, parted by commas; `entry` returns the index after one. */
function entries(text, open, close, entry) {
  let at = skip(text, open + 1);
  if (text[at] === close) return at + 1;
  for (let index = 0; ; index++) {
    at = skip(text, entry(at, index));
    if (text[at] === close) return at + 1;
    if (text[at] !== ",") fail(text, at, `a comma or ${close} is expected here`);
    at = skip(text, at + 1);
  }
}

/** The path of a key under a path, as the engine writes it. */
function below(path, key) {
  if (!IDENTIFIER.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path ? `${path}.${key}` : key;
}

function skip(text, at) {
  return match(SPACE, text, at);
}

function match(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function fail(text, at, message) {
  throw new JsonError(at >= text.length ? "the flow ends too soon" : message, Math.min(at, text.length));
}

/** A flow as text: what fits on a line stands on one. */
export function layOut(data, indent = "", width = 46) {
  const flat = JSON.stringify(data, null, 1)?.replace(/\n\s*/g, " ");
  if (data === null || typeof data !== "object" || flat.length + indent.length <= width) {
    return flat.replace(/^\[ (.*) \]$/, "[$1]");
  }
  const inner = `${indent}  `;
  const lines = Array.isArray(data)
    ? data.map((each) => inner + layOut(each, inner, width))
    : Object.entries(data).map(([key, each]) => `${inner}${JSON.stringify(key)}: ${layOut(each, inner, width)}`);
  const [open, close] = Array.isArray(data) ? "[]" : "{}";
  return `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}
