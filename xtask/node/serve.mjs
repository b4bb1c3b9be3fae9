// Serves the built page on this machine: `node xtask/node/serve.mjs PORT`. Prints the address, then serves until it is stopped.
import { preview } from "vite";

const port = Number(process.argv[2] ?? 0);
const server = await preview({
  root: "www",
  logLevel: "error",
  // A missing file is a 404: there is one page.
  appType: "mpa",
  preview: { host: "127.0.0.1", port, strictPort: port !== 0, open: false },
});
const { port: bound } = server.httpServer.address();
console.log(`http://127.0.0.1:${bound}/`);
