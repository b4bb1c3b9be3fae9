// The package, for pages where the first verdict must come early: `import { Policy, loadAnalyses } from "lexloci/check"`.
export * from "./index.js";

/**
 * Loads what is not needed to check: the analyses (`ask`, `first`, `exact`, `cure`, `where`, `turningDays`, `prove`, `idle`, `diff`), `compile`, `format`,
 * `render` and `editor`. Until it is done, these throw an `Error` that says so. Later calls return the same promise. It is rejected where the
 * file cannot be loaded, and the next call tries again.
 *
 * ```js
 * import { Policy, loadAnalyses } from "lexloci/check";
 *
 * const policy = Policy.parse(source);
 * const verdict = policy.check(flow);
 * await loadAnalyses();
 * const { questions } = policy.ask(flow);
 * ```
 */
export declare function loadAnalyses(): Promise<void>;
