// Modules of the page, for tests that need no browser.
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

let loaded = 0;

// Node has a navigator from its version 21 on.
if (!("navigator" in globalThis)) globalThis.navigator = { language: "en" };

/** Returns a module of the page, with what it imports, loaded anew: it takes the language of its start. */
export async function module(path) {
  const entry = fileURLToPath(new URL(`../../www/src/${path}`, import.meta.url));
  const [{ text }] = buildSync({ entryPoints: [entry], bundle: true, format: "esm", write: false }).outputFiles;
  const anew = `${text}\n// ${loaded++}`;
  return import(`data:text/javascript;base64,${Buffer.from(anew).toString("base64")}`);
}
