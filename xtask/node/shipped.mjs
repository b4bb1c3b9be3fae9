// Measures the files that the package ships and the modules that it prints, and compares them with the record of their sizes.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const pkg = new URL("../../pkg/", import.meta.url);

/** The location of the record. */
export const RECORD = new URL("sizes.json", pkg);

/**
 * The share by which a file may shrink below its record. Beyond it the record must follow, so that no gain is lost
 * again unnoticed.
 */
const SHRINKS = 0.02;
/** The share by which a file may grow past its record: less is no decision of anybody's, and compressors differ by as much. */
const GROWS = 0.01;
/** The tolerance for compilers: another `rustc` writes another Wasm. */
const COMPILERS = 0.05;
/** No page and no worker downloads the command. */
const COMMAND = "lexloci_command.wasm";
const HOLDS_WASM = /\.wasm$|inline\.js$/;

/** Reads the record. */
export function recorded() {
  return JSON.parse(readFileSync(RECORD, "utf8"));
}

/**
 * Measures every shipped file, and names the compiler. An entry is measured with all that it imports except the Wasm.
 */
export async function measured() {
  const files = {};
  for (const name of endingWith(".wasm", ".").filter((each) => each !== COMMAND)) files[name] = sizes(read(name));
  for (const name of entries()) files[name] = sizes(await bundled(name));
  for (const name of endingWith(".loci", "policies")) files[name] = sizes(read(name));
  for (const [name, code] of await printed()) files[name] = sizes(code);
  return { rustc: execFileSync("rustc", ["--version"], { encoding: "utf8" }).trim(), files };
}

/** Measures bytes: raw, and compressed as servers send them. */
export function sizes(bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params }).length,
  };
}

/** Compares the sizes with the record. Returns one line for each difference. */
export function compared(now, record) {
  const names = new Set([...Object.keys(now.files), ...Object.keys(record.files)]);
  return [...names].flatMap((name) => {
    const [size, before] = [now.files[name], record.files[name]];
    if (!before) return [`${name} is not in the record`];
    if (!size) return [`${name} is in the record and not shipped`];
    const otherwise = HOLDS_WASM.test(name) && now.rustc !== record.rustc ? COMPILERS : 0;
    return ["raw", "gzip", "brotli"].flatMap((kind) =>
      complaint(`${name}, ${kind}`, size[kind], before[kind], otherwise),
    );
  });
}

function complaint(size, now, before, otherwise) {
  const change = `${size}: ${before} bytes recorded, ${now} now`;
  if (now > before * (1 + GROWS + otherwise)) return [`${change}: it grew`];
  if (now < before * (1 - SHRINKS - otherwise)) return [`${change}: it shrank, so lower the record`];
  return [];
}

/** Lists the JavaScript files that the package's exports name, but for the plugins of bundlers, which no application ships. */
function entries() {
  const { exports } = JSON.parse(read("package.json"));
  const named = (value) => (typeof value === "string" ? [value] : Object.values(value).flatMap(named));
  const scripts = named(exports).filter((name) => /\.c?js$/.test(name) && !name.startsWith("./plugin/"));
  return [...new Set(scripts)].map((name) => name.replace("./", "")).sort();
}

/** Prints each shipped policy as a module, and the benchmark's policy for any flow and for plain ones, as an application ships them. */
async function printed() {
  const [{ transform }, { Policy }] = await Promise.all([import("esbuild"), import("../../pkg/entry/node.js")]);
  const module = async (name, text, options) => {
    const { code } = await transform(Policy.compile(text, options).code, { minify: true, format: "esm" });
    return [`printed/${name}.mjs`, Buffer.from(code)];
  };
  const benchmark = readFileSync(new URL("../../benches/peers/policy.loci", import.meta.url), "utf8");
  const shipped = endingWith(".loci", "policies").map((file) => [
    file.slice("policies/".length, -".loci".length),
    file,
  ]);
  return Promise.all([
    module("benchmark", benchmark, {}),
    module("benchmark.plain", benchmark, { plain: true }),
    ...shipped.map(([name, file]) => module(name, String(read(file)), {})),
  ]);
}

async function bundled(name) {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(name, pkg))],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "neutral",
    target: "esnext",
    write: false,
    logLevel: "silent",
    external: ["*.wasm", "*.wasm?module", "node:*"],
  });
  return Buffer.from(outputFiles[0].contents);
}

function endingWith(ending, folder) {
  const names = readdirSync(new URL(`${folder}/`, pkg))
    .filter((name) => name.endsWith(ending))
    .sort();
  return names.map((name) => (folder === "." ? name : `${folder}/${name}`));
}

function read(name) {
  return readFileSync(new URL(name, pkg));
}
