// `npx lexloci`: the command compiled to WASI prints, byte for byte, what the native command prints.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath } from "node:url";
import { run } from "../../pkg/command/run.js";
import { golden } from "./golden.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const native = process.env.LEXLOCI_NATIVE ?? `${root}target/debug/lexloci`;
const bin = fileURLToPath(new URL("../../pkg/command/lexloci.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "lexloci-command-"));
after(() => rmSync(folder, { recursive: true }));

/** Runs the native command in the folder of the tests. */
function natively(args, input = "") {
  const { status, stdout, stderr } = spawnSync(native, args, { cwd: folder, input, maxBuffer: 2 ** 30 });
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** Runs the command of the package as a process of its own, as `npx` does. */
function inNode(args, input = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd: folder, input });
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** Runs the command of the package in this process, in the folder of the tests. */
async function inWasm(args) {
  const paths = ["stdout", "stderr"].map((name) => join(folder, `.${name}`));
  const [stdout, stderr] = paths.map((path) => openSync(path, "w"));
  const before = process.cwd();
  try {
    process.chdir(folder);
    const status = await run(args, { stdout, stderr });
    return { status, stdout: readFileSync(paths[0], "utf8"), stderr: readFileSync(paths[1], "utf8") };
  } finally {
    process.chdir(before);
    for (const file of [stdout, stderr]) closeSync(file);
  }
}

const write = (name, text) => writeFileSync(join(folder, name), text);

/** Returns the golden cases by policy, modules and options: one run of the command judges a whole group. */
function grouped() {
  const groups = new Map();
  for (const one of golden) {
    const key = JSON.stringify([one.policy, one.modules, one.options]);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(one);
  }
  return [...groups.values()];
}

/** The cases of each policy that are also printed for people. */
const AS_TEXT = 4;

test("`check` prints the same on every golden case, as JSON, and the first of each policy as text", async (t) => {
  let cases = 0;
  for (const [number, group] of grouped().entries()) {
    const [{ name, policy, modules, options }] = group;
    mkdirSync(join(folder, `${number}`));
    write(`${number}/policy.loci`, policy);
    for (const [module, text] of Object.entries(modules)) write(`${number}/${module}.loci`, text);
    const flows = group.map(({ flow }, index) => [`${number}/${index}.json`, flow ?? "{}"]);
    for (const [file, flow] of flows) write(file, flow);
    const as_of = options.as_of ? ["--as-of", options.as_of] : [];
    const level = options.level ? ["--level", options.level] : [];
    const args = ["check", `${number}/policy.loci`, ...as_of, ...level];
    const files = flows.map(([file]) => file);
    for (const asked of [
      [...args, "--format", "json", ...files],
      [...args, ...files.slice(0, AS_TEXT)],
    ]) {
      assert.deepEqual(await inWasm(asked), natively(asked), name);
    }
    cases += group.length;
  }
  t.diagnostic(`${cases} of ${golden.length} golden cases`);
  assert.ok(cases > 0);
});

test("the help of every subcommand is the same, but for `audit`, which reads Parquet with a C library", async () => {
  const listed = ({ stdout }) => stdout.match(/^ {2}[a-z]+(?= )/gm).map((name) => name.trim());
  const names = listed(natively(["--help"])).filter((name) => name !== "audit");
  assert.deepEqual(listed(await inWasm(["--help"])), names);
  assert.ok(names.length > 10, `${names}`);
  for (const name of names) {
    assert.deepEqual(await inWasm([name, "--help"]), natively([name, "--help"]), name);
  }
});

const POLICY =
  'loci 1 policy home version 1.0.0 "Data rest in the EEA" { rule a "A" for every s in storage require s in EEA }';

test("files are found, written and reported as the native command does", () => {
  mkdirSync(join(folder, "work/inner"), { recursive: true });
  mkdirSync(join(folder, "work/outer"));
  write("flow.json", '{"as_of": "2026-03-01", "storage": ["aws/eu-west-3", "US"]}');
  symlinkSync("outer/linked.loci", join(folder, "work/link.loci"));
  const file = join(folder, "work/outer/linked.loci");
  const written = (name) => readFileSync(join(folder, name), "utf8");
  const both = (args, input) => {
    writeFileSync(file, POLICY);
    rmSync(join(folder, "new.js"), { force: true });
    const here = [
      inNode(args, input),
      readFileSync(file, "utf8"),
      existsSync(join(folder, "new.js")) && written("new.js"),
    ];
    writeFileSync(file, POLICY);
    rmSync(join(folder, "new.js"), { force: true });
    const there = [
      natively(args, input),
      readFileSync(file, "utf8"),
      existsSync(join(folder, "new.js")) && written("new.js"),
    ];
    assert.deepEqual(here, there, args.join(" "));
    return here;
  };
  const [formatted, text] = both(["fmt", "work/link.loci"]);
  assert.deepEqual([formatted.status, formatted.stderr], [0, ""]);
  assert.ok(text.includes("\n    for every s"), text);
  assert.ok(lstatSync(join(folder, "work/link.loci")).isSymbolicLink());
  const [compiled, , module] = both(["compile", "work/inner/../link.loci", "-o", "new.js"]);
  assert.equal(compiled.status, 0);
  assert.ok(module.includes("export"));
  assert.equal(both(["check", join(folder, "work/link.loci"), "-"], '{"as_of": "2026-03-01"}')[0].status, 3);
  assert.match(
    both(["check", "work/link.loci", "absent.json"])[0].stderr,
    /^absent\.json: error\[L0001\]: No such file/,
  );
  assert.match(both(["check", "work/link.loci", "work"])[0].stderr, /a folder/);
  assert.equal(both(["compile", "work/link.loci", "-o", "absent/new.js"])[0].status, 2);
  assert.equal(both(["wrong"])[0].status, 2);
});

test("relative paths may leave the folder in which the command starts", () => {
  writeFileSync(join(folder, "work/outer/linked.loci"), POLICY);
  const args = ["check", "../link.loci", "../../flow.json"];
  const cwd = join(folder, "work/inner");
  const [here, there] = [[process.execPath, bin], [native]].map(([program, ...first]) =>
    spawnSync(program, [...first, ...args], { cwd, encoding: "utf8" }),
  );
  assert.deepEqual([here.status, here.stdout, here.stderr], [there.status, there.stdout, there.stderr]);
  assert.equal(here.status, 1);
});

test("a reader that closes the pipe ends nothing badly", () => {
  const many = Array.from({ length: 400 }, () => '{"as_of": "2026-03-01", "storage": ["US"]}').join("\n");
  write("many.ndjson", many);
  writeFileSync(join(folder, "work/outer/linked.loci"), POLICY);
  const line = `"${process.execPath}" "${bin}" check work/link.loci many.ndjson | head -n 1; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", line], { cwd: folder, encoding: "utf8" });
  assert.match(stdout, /^── many[^\n]*\n1\n$/);
  assert.equal(stderr, "");
});
