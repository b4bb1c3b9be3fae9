// Prints the sizes of what the package ships, in bytes: raw, and compressed as servers send it.
import { readFileSync, writeFileSync } from "node:fs";
import { RECORD, compared, measured, recorded, sizes } from "./shipped.mjs";

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} KB`;
const printed = ({ raw, gzip, brotli }) =>
  `${kilobytes(raw)} raw, ${kilobytes(gzip)} gzip, ${kilobytes(brotli)} brotli`;

if (process.argv.includes("--update")) {
  const now = await measured();
  writeFileSync(RECORD, `${JSON.stringify(now, null, 2)}\n`);
  for (const [name, size] of Object.entries(now.files)) console.log(`${name}: ${printed(size)}`);
} else if (process.argv.includes("--all")) {
  const now = await measured();
  const before = recorded();
  for (const [name, size] of Object.entries(now.files)) {
    console.log(
      `${name}: ${printed(size)}${before.files[name] ? `; recorded ${printed(before.files[name])}` : "; not recorded"}`,
    );
  }
  for (const complaint of compared(now, before)) console.log(complaint);
} else {
  const name = "lexloci_bg.wasm";
  console.log(`${name}: ${printed(sizes(readFileSync(new URL(`../../pkg/${name}`, import.meta.url))))}`);
}
