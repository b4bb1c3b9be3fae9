// The modules of `build/cases.mjs`.
declare module "virtual:heads" {
  import type { Head } from "./cases.ts";
  const heads: readonly Head[];
  export default heads;
}

declare module "virtual:bodies" {
  import type { Body } from "./cases.ts";
  const bodies: { readonly [id: string]: Body };
  export default bodies;
}
