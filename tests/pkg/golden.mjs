// The golden cases with what the engine makes of them natively, one line of JSON each.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** `cargo xtask test` lists them once and says where; without it, the command line of a debug build does. */
function listed() {
  if (process.env.LEXLOCI_GOLDEN) return readFileSync(process.env.LEXLOCI_GOLDEN, "utf8");
  const options = { cwd: root, encoding: "utf8", maxBuffer: 2 ** 30 };
  return execFileSync(`${root}target/debug/lexloci`, ["test", "--list-json", "tests/cases"], options);
}

export const golden = listed()
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line));
