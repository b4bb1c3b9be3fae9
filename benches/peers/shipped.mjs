// The bytes that a browser loads for an engine: its module, bundled and minified, and its other files; for a native module
// the file itself.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { path } from "./files.mjs";

/** Sizes as they are, and as servers send them. Each file is compressed by itself. */
export async function shipped({ entry, files = [] }) {
  const names = typeof files === "function" ? files() : files;
  const parts = names.map((name) => readFileSync(name.startsWith("/") ? name : path(name)));
  if (entry) parts.push(await bundled(entry));
  const sum = (size) => parts.reduce((total, part) => total + size(part), 0);
  return { raw: sum((part) => part.length), gzip: sum(gzip), brotli: sum(brotli) };
}

async function bundled(entry) {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: path(".") },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "silent",
    external: ["*.wasm", "fs", "path", "util", "crypto", "node:*"],
    loader: { ".wasm": "empty" },
  });
  return Buffer.from(outputFiles[0].contents);
}

const gzip = (part) => gzipSync(part, { level: 9 }).length;

/** Compresses a part. Quality 11 takes minutes for a native module, which nobody sends to a browser. */
function brotli(part) {
  const quality = part.length > 8e6 ? 9 : 11;
  return brotliCompressSync(part, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).length;
}
