/** The options of the plugins. */
export interface Options {
  /** Print policies for plain flows alone, in a third of the bytes: see `CompileOptions` of `lexloci`. */
  readonly plain?: boolean;
  /**
   * Write the types of each policy beside it: `shop.d.loci.ts` for `shop.loci`, where TypeScript looks for them with the option
   * `allowArbitraryExtensions`. Otherwise `lexloci/loci` declares every policy with the flow of the whole language.
   */
  readonly types?: boolean;
}
