// Flows as texts of JSON. The engine reads them: `JSON.parse` would keep the last of two equal keys, and say nothing.
import { FlowError, diagnostic } from "./errors.js";
import { UNPAIRED, position } from "./source.js";

/** The most UTF-16 code units of a flow's text: four times what its values and keys may have. */
const LONGEST = 2 ** 22;

/**
 * Returns the text as the engine takes it, without a byte order mark.
 * @throws FlowError when it is too long, or not Unicode
 */
export function textOf(text) {
  if (text.length > LONGEST) {
    const message = `the flow's text has more than ${LONGEST.toLocaleString("en")} characters`;
    throw new FlowError([diagnostic("L0586", null, message, "a flow is one data set of one exporter on one day")]);
  }
  const json = text.startsWith("\ufeff") ? text.slice(1) : text;
  const at = json.search(UNPAIRED);
  if (at < 0) return json;
  const found = diagnostic(
    "L0587",
    null,
    "the text holds an unpaired surrogate",
    "it was probably cut inside a character",
  );
  throw new FlowError([{ ...found, start: position(json, at), end: position(json, at + 1) }]);
}

/** Returns the diagnostics that the engine gave as rows. Nothing is iterated: a host may have altered Array.prototype. */
export function rowsOf(rows, text) {
  const at = (utf16) => (utf16 === undefined ? null : position(text, utf16));
  const diagnostics = [];
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    diagnostics[i] = {
      ...diagnostic(row[0], row[1] ?? null, row[2], row[3] ?? null),
      start: at(row[4]),
      end: at(row[5]),
    };
  }
  return diagnostics;
}
