import type { Options } from "./options.js";

/** Lets Vite, Rollup and Rolldown import policies: `plugins: [lexloci()]`. */
export default function lexloci(options?: Options): { name: string };
