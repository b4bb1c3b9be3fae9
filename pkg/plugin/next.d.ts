import type { Options } from "./options.js";

/** Lets Next.js import policies, with Turbopack and with webpack: `export default withLexloci({ … })` in `next.config.mjs`. */
export default function withLexloci<Config>(config?: Config, options?: Options): Config;
