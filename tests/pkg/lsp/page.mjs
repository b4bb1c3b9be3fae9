// A page that asks the server in a worker, as the extension's browser half starts it.
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createProtocolConnection,
} from "vscode-languageserver-protocol/browser";
import { twelve } from "./twelve.mjs";

globalThis.asked = async () => {
  const [wasm, shop, house] = await Promise.all([
    fetch("/server/lexloci_command.wasm").then((response) => response.arrayBuffer()),
    ...["shop", "house"].map((name) => fetch(`/${name}.loci`).then((response) => response.text())),
  ]);
  const worker = new Worker("/worker.js");
  const failed = new Promise((_, reject) =>
    worker.addEventListener("error", ({ message }) => reject(new Error(message))),
  );
  worker.postMessage({ wasm, files: { "file:///0/shop.loci": shop, "file:///0/house.loci": house } });
  const connection = createProtocolConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker));
  return Promise.race([twelve(connection, "file:///0", shop), failed]);
};
