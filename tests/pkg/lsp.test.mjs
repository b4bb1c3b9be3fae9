// The language server that the extension for VS Code carries: the package's command, in Node and in a worker of a browser, answers twelve
// questions asked by VS Code's own protocol.
import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import test, { after } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { bundle, carry } from "../../editors/vscode/build.mjs";
import { launch } from "../chromium.mjs";
import { twelve } from "./lsp/twelve.mjs";

const WORK = fileURLToPath(new URL("../editors/work/", import.meta.url));
const dist = mkdtempSync(join(tmpdir(), "lexloci-extension-"));
after(() => rmSync(dist, { recursive: true }));
carry(join(dist, "server"));
for (const name of ["shop.loci", "house.loci"]) cpSync(join(WORK, name), join(dist, name));
const text = readFileSync(join(WORK, "shop.loci"), "utf8");

const QUESTIONS = [
  "diagnostics",
  "fix",
  "completion",
  "hover",
  "definition",
  "references",
  "rename",
  "format",
  "symbols",
  "tokens",
  "hints",
  "lens",
];
const RIGHT = QUESTIONS.map((name) => [name, true]);

test("in Node, started as VS Code's client starts a module", async () => {
  // By a fork with standard streams (`TransportKind.stdio`), with the arguments that the client adds.
  const child = fork(join(dist, "server/serve.mjs"), ["--stdio", `--clientProcessId=${process.pid}`], { silent: true });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  assert.deepEqual(await twelve(connection, pathToFileURL(dist).href, text), RIGHT);
  assert.equal(await ended, 0);
});

const KINDS = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm", ".loci": "text/plain" };

test("in a worker of a browser, with the workspace's files in memory", async () => {
  await bundle("worker", dist);
  const entryPoints = [fileURLToPath(new URL("lsp/page.mjs", import.meta.url))];
  await build({ entryPoints, outdir: dist, bundle: true, format: "iife" });
  const server = createServer(({ url }, response) => {
    response.setHeader("content-type", KINDS[extname(url)] ?? "text/html");
    response.end(url === "/" ? '<!doctype html><script src="/page.js"></script>' : readFileSync(join(dist, url)));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.route("**/favicon.ico", (route) => route.abort());
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    assert.deepEqual(await page.evaluate(() => globalThis.asked()), RIGHT);
  } finally {
    await browser.close();
    server.close();
  }
});

test("a folder that is no folder of a disk is one for the server, and its addresses lead back", () => {
  const { mapped } = createRequire(import.meta.url)("../../editors/vscode/addresses.js");
  const folders = ["vscode-vfs://github/owner/repository", "vscode-vfs://github/owner/repository-two/"];
  const { inside, outside } = mapped(() => folders);
  for (const [address, file] of [
    ["vscode-vfs://github/owner/repository/a/b%20c.loci", "file:///0/a/b%20c.loci"],
    ["vscode-vfs://github/owner/repository-two/a.loci", "file:///1/a.loci"],
    ["vscode-vfs://github/owner/repository", "file:///0"],
    ["untitled:Untitled-1", "untitled:Untitled-1"],
    ["lexloci:/gdpr.loci", "lexloci:/gdpr.loci"],
  ]) {
    assert.equal(inside(address), file);
    assert.equal(outside(file), address);
  }
  assert.equal(outside("file:///7/a.loci"), "file:///7/a.loci");
});
