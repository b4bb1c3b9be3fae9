// The second half of the engine, for entries that load what checks first: the analyses, the compiler, the editor, and what writes
// policies and verdicts as texts.
import { Policy } from "./policy.js";

/** Methods of a policy, static methods of `Policy`, and functions of `editor` that need the second half. */
const NEEDING = {
  policy: [
    "ask",
    "compile",
    "cure",
    "exact",
    "first",
    "format",
    "idle",
    "prove",
    "proving",
    "render",
    "turningDays",
    "where",
  ],
  Policy: ["compile", "diff", "differing", "format"],
  editor: ["complete", "definition", "diagnose", "format", "hover", "kinds", "tokens"],
};

/**
 * Puts a guard before everything that needs the second half. `first` are the exports of the first half's Wasm, `fetched`
 * returns the bytes of the second. The editor's code and the vocabulary that it tells come with the second half.
 */
export async function afterwards(first, fetched) {
  // The whole engine may run already: it does not export the first half's memory by this name.
  let isLoaded = !("m0" in first);
  let loading = null;
  let loaded = isLoaded ? await import("./editor.js") : null;
  const guarded = (name, run) =>
    function (...given) {
      if (!isLoaded)
        throw new Error(`${name} needs a part of the engine that is not loaded yet: await loadAnalyses() first`);
      return run.apply(this, given);
    };
  const guard = (object, names) => {
    for (const name of names) object[name] = guarded(name, object[name]);
    return object;
  };
  guard(Policy.prototype, NEEDING.policy);
  guard(Policy, NEEDING.Policy);
  const load = async () => {
    if (isLoaded) return;
    const [bytes, code] = await Promise.all([fetched(), import("./editor.js")]);
    await WebAssembly.instantiate(bytes, { first });
    [isLoaded, loaded] = [true, code];
  };
  const loadAnalyses = () => {
    loading ??= load().catch((cause) => {
      loading = null; // the next call tries again
      throw cause;
    });
    return loading;
  };
  const editor = {};
  for (const name of NEEDING.editor) editor[name] = guarded(name, (...given) => loaded[name](...given));
  return { editor, loadAnalyses };
}
