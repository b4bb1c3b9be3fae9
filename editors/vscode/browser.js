// The extension in a browser: the server is the same command in a worker, which reads the workspace's policies from memory.

"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/browser");
const { extension } = require("./extension.js");
const { mapped } = require("./addresses.js");

/** The most policies of a workspace that the server is given. */
const MOST = 500;

const { inside, outside } = mapped(() => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.toString()));

/** Returns the text of a file; null where it is gone. */
async function text(uri) {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}

/** Returns the workspace's policies, each by its address in the server. */
async function policies() {
  const found = await vscode.workspace.findFiles("**/*.loci", "**/{node_modules,target}/**", MOST);
  const texts = await Promise.all(found.map(async (uri) => [inside(uri.toString()), await text(uri)]));
  return Object.fromEntries(texts.filter(([, content]) => content !== null));
}

/** Keeps the server's files up to date: first the file, then the word that it has changed. */
function follow(context, worker, client) {
  const watcher = vscode.workspace.createFileSystemWatcher("**/*.loci");
  const tell = (type) => async (uri) => {
    const address = inside(uri.toString());
    worker.postMessage({ put: { address, text: type === 3 ? null : await text(uri) } });
    await client.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: address, type }] });
  };
  watcher.onDidCreate(tell(1));
  watcher.onDidChange(tell(2));
  watcher.onDidDelete(tell(3));
  context.subscriptions.push(watcher);
}

module.exports = extension(async (context, options) => {
  const at = (name) => vscode.Uri.joinPath(context.extensionUri, "dist", name);
  const wasm = await vscode.workspace.fs.readFile(at("server/lexloci_command.wasm"));
  const worker = new Worker(at("worker.js").toString(true));
  worker.postMessage({ wasm, files: await policies() });
  const uriConverters = {
    code2Protocol: (uri) => inside(uri.toString()),
    protocol2Code: (address) => vscode.Uri.parse(outside(address)),
  };
  const client = new LanguageClient("lexloci", "Lex Loci", worker, { ...options, uriConverters });
  await client.start();
  follow(context, worker, client);
  return client;
});
