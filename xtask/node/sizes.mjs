// Prints the size of the package's Wasm files as they are, and as servers send it.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const kilobytes = (bytes) => `${(bytes.length / 1000).toFixed(1)} KB`;

for (const name of ["lexloci_bg.wasm", "decider_bg.wasm"]) {
  const wasm = readFileSync(new URL(`../../pkg/${name}`, import.meta.url));
  const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length } };
  const sizes = [kilobytes(wasm), kilobytes(gzipSync(wasm, { level: 9 })), kilobytes(brotliCompressSync(wasm, brotli))];
  console.log(`${name}: ${sizes[0]} raw, ${sizes[1]} gzip, ${sizes[2]} brotli`);
}
