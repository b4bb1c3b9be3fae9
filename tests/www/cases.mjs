// The page's cases, as their files say.
import { readFileSync } from "node:fs";

const file = (name) => JSON.parse(readFileSync(new URL(`../../www/examples/${name}`, import.meta.url)));

export const CASES = file("index.json").map((entry) => ({
  ...entry,
  id: entry.file.replace(/\.json$/, ""),
  ...file(entry.file),
}));

/** Returns a case's flow as text. */
export const flowOf = (id, change = (flow) => flow) =>
  JSON.stringify(change(structuredClone(CASES.find((each) => each.id === id).flow)), null, 2);
