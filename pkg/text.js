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
