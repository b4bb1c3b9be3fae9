// The second half of the engine, for entries that load what checks first: the analyses, the compiler and the editor.
import * as editor from "./editor.js";
import { Policy } from "./policy.js";

/** Methods of a policy, static methods of `Policy`, and functions of `editor` that need the second half. */
const NEEDING = {
  policy: ["ask", "compile", "cure", "exact", "first", "idle", "prove", "proving", "turningDays", "where"],
  Policy: ["compile", "diff", "differing"],
  editor: ["complete", "definition", "diagnose", "hover", "kinds", "tokens"],
};

/**
 * Puts a guard before everything that needs the second half. `first` are the exports of the first half's Wasm, `fetched`
 * returns the bytes of the second.
 */
export function afterwards(first, fetched) {
  // The whole engine may run already: it does not export the first half's memory by this name.
  let isLoaded = !("m0" in first);
  let loading = null;
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
    if (!isLoaded) await WebAssembly.instantiate(await fetched(), { first });
    isLoaded = true;
  };
  const loadAnalyses = () => {
    loading ??= load().catch((cause) => {
      loading = null; // the next call tries again
      throw cause;
    });
    return loading;
  };
  return { editor: guard({ ...editor }, NEEDING.editor), loadAnalyses };
}
