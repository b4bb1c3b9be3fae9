// The extension on a desktop or a remote machine: the server is the package's command, which Node runs as WASI, or a command of one's own.

"use strict";

const { join } = require("node:path");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");
const { extension } = require("./extension.js");

/** Returns how the server is started: the command of the setting, or the one that the extension carries. */
function server(context, path) {
  if (path) return { command: path, args: ["lsp"] };
  return { module: join(context.extensionPath, "dist/server/serve.mjs"), transport: TransportKind.stdio };
}

module.exports = extension(async (context, options, path) => {
  const client = new LanguageClient("lexloci", "Lex Loci", server(context, path), options);
  await client.start();
  return client;
});
