// Browsers, where the first verdict must come early: what checks is loaded first, and the analyses, the compiler and the
// editor when `loadAnalyses` is called.
import { afterwards } from "../later.js";
import start from "../lexloci.js";
import { missing } from "../missing.js";

const unavailable = (cause) => {
  throw missing(cause);
};

const first = await start({ module_or_path: new URL("../lexloci_check.wasm", import.meta.url) }).catch(unavailable);

async function fetched() {
  const response = await fetch(new URL("../lexloci_later.wasm", import.meta.url)).catch(unavailable);
  if (!response.ok) unavailable(new Error(`${response.status} for ${response.url}`));
  return response.arrayBuffer();
}

export * from "../policy.js";
export const { editor, loadAnalyses } = await afterwards(first, fetched);
