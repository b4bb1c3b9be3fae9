// The explanation of each code. The texts are apart from the engine, so that a bundler can leave them out.
import { EXPLANATIONS } from "./explanations.js";

export function explain(code) {
  const id = typeof code === "string" ? code.toUpperCase() : "";
  if (!Object.hasOwn(EXPLANATIONS, id)) return null;
  const { title, explain } = EXPLANATIONS[id];
  return { code: id, title, explain };
}
