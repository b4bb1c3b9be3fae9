import type { Options } from "./options.js";

/** Lets webpack and Rspack import policies: `plugins: [lexloci()]`. */
export default function lexloci(options?: Options): { apply(compiler: unknown): void };
