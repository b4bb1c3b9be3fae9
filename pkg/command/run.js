// Runs the `lexloci` command: the native command's own code, compiled to WASI.
import { readFile } from "node:fs/promises";
import { parse, relative, sep } from "node:path";
import { isatty } from "node:tty";
import { setFlagsFromString } from "node:v8";

const { emitWarning } = process;

/** Prints every warning but the one that Node prints wherever WASI is used. */
process.emitWarning = (warning, ...rest) => {
  if (!String(warning).startsWith("WASI is an experimental feature")) emitWarning.call(process, warning, ...rest);
};

// V8's fast calls into WASI may collect garbage while they must not, which ends the process with a segmentation fault
// (https://github.com/nodejs/node/issues/46777). This flag is read when a module is instantiated.
setFlagsFromString("--no-turbo-fast-api-calls");

const { WASI } = await import("node:wasi");
const command = await WebAssembly.compile(await readFile(new URL("../lexloci_command.wasm", import.meta.url)));
const { root } = parse(process.cwd());

/**
 * Runs the command with these arguments, and returns its exit code. Standard streams are file descriptors.
 *
 * The command reads and writes the files that it is told to, as the person who calls it may.
 */
export async function run(args, { stdin = 0, stdout = 1, stderr = 2 } = {}) {
  const preopens = { "/": root };
  const wasi = new WASI({
    version: "preview1",
    args: ["lexloci", ...args],
    env: environment(),
    preopens,
    stdin,
    stdout,
    stderr,
  });
  return wasi.start(await WebAssembly.instantiate(command, wasi.getImportObject()));
}

/** Returns the environment, with the folder in which relative paths start, and the width of the terminal. */
function environment() {
  const folder = relative(root, process.cwd()).split(sep).join("/");
  const { COLUMNS = isatty(1) ? String(process.stdout.columns) : undefined } = process.env;
  return { ...process.env, PWD: `/${folder}`, ...(COLUMNS === undefined ? {} : { COLUMNS }) };
}
