// The golden cases with what the engine makes of them natively, one line of JSON each.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
/** The command line: `cargo xtask test` says where it built it. */
const native = process.env.LEXLOCI_NATIVE ?? `${root}target/debug/lexloci`;
const options = { cwd: root, encoding: "utf8", maxBuffer: 2 ** 30 };
const listed = execFileSync(native, ["test", "--list-json", "tests/cases"], options);

export const golden = listed.trim().split("\n").map((line) => JSON.parse(line));
