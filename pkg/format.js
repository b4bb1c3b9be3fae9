// The layout of a policy's text.
import * as engine from "./lexloci.js";
import { PolicyError, diagnosed } from "./errors.js";
import { sourceOf } from "./source.js";

export function format(source) {
  const text = sourceOf(source);
  return diagnosed(PolicyError, () => engine.format(text));
}
