// What the page shows of all cases before any is opened, and the rest of them as one file.
import { readFileSync } from "node:fs";

const EXAMPLES = new URL("../examples/", import.meta.url);
const read = (file) => JSON.parse(readFileSync(new URL(file, EXAMPLES), "utf8"));

/** A plugin with two modules: `virtual:heads` (titles and answers of all cases) and `virtual:bodies` (stories and flows). */
export function cases() {
  const all = () =>
    read("index.json").map(({ file, kind }) => ({ id: file.replace(/\.json$/, ""), kind, ...read(file) }));
  const MODULES = {
    "virtual:heads": () =>
      all().map(({ id, kind, title, source, policy, expected }) => ({ id, kind, title, source, policy, expected })),
    "virtual:bodies": () => Object.fromEntries(all().map(({ id, told, flow }) => [id, { told, flow }])),
  };
  return {
    name: "cases",
    resolveId: (id) => (Object.hasOwn(MODULES, id) ? `\0${id}` : null),
    load: (id) => {
      const made = id.startsWith("\0") && Object.hasOwn(MODULES, id.slice(1)) ? MODULES[id.slice(1)] : null;
      return made && `export default JSON.parse(${JSON.stringify(JSON.stringify(made()))});`;
    },
  };
}
