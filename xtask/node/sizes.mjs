// Prints the size of the package's Wasm as it is, and as servers send it.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const wasm = readFileSync(new URL("../../pkg/lexloci_bg.wasm", import.meta.url));
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length } };
const kilobytes = (bytes) => `${(bytes.length / 1000).toFixed(1)} KB`;

console.log(
  `lexloci_bg.wasm: ${kilobytes(wasm)} raw, ${kilobytes(gzipSync(wasm, { level: 9 }))} gzip, ` +
    `${kilobytes(brotliCompressSync(wasm, brotli))} brotli`,
);
