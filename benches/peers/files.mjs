// Places of the benchmark's files.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** For modules that are CommonJS. */
export const require = createRequire(import.meta.url);

/** Returns a file of the benchmark, as a path. */
export function path(name) {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** Returns a file that `write.mjs` or the build put into dist/, as text. */
export function written(name) {
  return readFileSync(path(`dist/${name}`), "utf8");
}

/** Returns a file that an installed package ships, as bytes. */
export function installed(name) {
  return readFileSync(path(`node_modules/${name}`));
}

/** Returns what to say where a file is not there; null where it is. */
export function unless(file, sentence) {
  return file && existsSync(file) ? null : sentence;
}
