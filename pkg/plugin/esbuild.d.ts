import type { Options } from "./options.js";

/** Lets esbuild import policies: `plugins: [lexloci()]`. */
export default function lexloci(options?: Options): { name: string; setup(build: { onLoad: unknown }): void };
