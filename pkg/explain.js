// What a diagnostic's code means. The texts stand apart from the engine, for a bundler to leave out where nobody asks.
import { EXPLANATIONS } from "./explanations.js";

export function explain(code) {
  const id = typeof code === "string" ? code.toUpperCase() : "";
  if (!Object.hasOwn(EXPLANATIONS, id)) return null;
  const { title, explain } = EXPLANATIONS[id];
  return { code: id, title, explain };
}
