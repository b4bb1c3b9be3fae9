// Declares policies that are imported, with the flow of the whole language: `/// <reference types="lexloci/loci" />`, or `"types": ["lexloci/loci"]`
// in tsconfig.json. The types of one policy are exact: see the option `types` of the plugins.
declare module "*.loci" {
  import type { Answer, DecideOptions, Decision, Flow } from "lexloci";

  /** The policy that is judged by. */
  export const policy: {
    readonly name: string;
    readonly version: string;
    readonly digest: string;
    readonly atlas: string;
    readonly levels: readonly string[];
    readonly parts: readonly string[];
  };

  /** A flow that cannot be decided; `code` is that of the diagnostic. */
  export class FlowError extends Error {
    readonly code: string;
  }

  /** Returns the verdict on a flow. @throws {FlowError} */
  export function decide(flow: Flow, options?: DecideOptions): Answer;

  /** Returns the verdict, and the rule that decides it. @throws {FlowError} */
  export function decision(flow: Flow, options?: DecideOptions): Decision;

  /** Returns the code of each flow's verdict: 0 compliant, 1 non_compliant, 2 undetermined, 3 not_applicable. @throws {FlowError} */
  export function decideMany(flows: readonly Flow[], options?: DecideOptions): Uint8Array;

  const module: {
    readonly policy: typeof policy;
    readonly decide: typeof decide;
    readonly decision: typeof decision;
    readonly decideMany: typeof decideMany;
  };
  export default module;
}
