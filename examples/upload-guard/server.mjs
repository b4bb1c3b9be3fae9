// Serves the page and plays the destinations: `node examples/upload-guard/server.mjs [--port N]`.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { DESTINATIONS } from "./destinations.js";

const here = (path) => new URL(path, import.meta.url);
const KINDS = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".loci": "text/plain",
};

/** The most bytes of an upload that a destination takes. */
const LARGEST = 16 * 1024 * 1024;

/** Returns what a page of this server may do: no script but its own, and no connection but to the hosts of the table. */
const content = (hosts) =>
  `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self' ${hosts.join(" ")}; ` +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/** Starts it, 0 for any port. `arrived` lists every request that reached a destination: host, method, bytes. */
export async function serve({ port = 0 } = {}) {
  const arrived = [];
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? "").split(":")[0];
    const answer = Object.hasOwn(DESTINATIONS, host) ? destination(arrived, host) : page(server.address().port);
    answer(request, response).catch(() => response.writeHead(500).end());
  });
  await new Promise((ready, failed) => server.once("error", failed).listen(port, "127.0.0.1", ready));
  const stop = () => new Promise((stopped) => (server.close(stopped), server.closeAllConnections()));
  return { address: `http://localhost:${server.address().port}/`, arrived, stop };
}

/** Returns a store somewhere, which notes whatever reaches it. At `/moved` it sends what comes on to Virginia. */
function destination(arrived, host) {
  return async (request, response) => {
    let bytes = 0;
    for await (const part of request) bytes += part.length;
    arrived.push({ host, method: request.method, bytes });
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "content-type");
    if (bytes > LARGEST) return response.writeHead(413).end();
    if (request.url === "/moved") {
      const location = `http://virginia.localhost:${request.socket.localPort}/upload`;
      return response.writeHead(307, { location }).end();
    }
    return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ bytes }));
  };
}

/** Returns the page's files, the package's under /lexloci, and the policy. */
function page(port) {
  const hosts = Object.keys(DESTINATIONS).map((host) => `http://${host}:${port}`);
  return async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const file = located(pathname === "/" ? "/index.html" : pathname);
    const body = file && request.method === "GET" ? await readFile(file).catch(() => null) : null;
    response.writeHead(body ? 200 : 404, {
      "content-type": kind(pathname === "/" ? ".html" : extname(pathname)),
      "content-security-policy": content(hosts),
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    response.end(body);
  };
}

const kind = (end) => (end === ".wasm" ? KINDS[end] : `${KINDS[end] ?? "text/plain"}; charset=utf-8`);

const SHARED = { "/placement.loci": "../placement.loci", "/words.js": "../words.js" };

/** Returns the file of an address; a URL has no `..` left in it, and no other name leads out of the folders. */
function located(pathname) {
  if (Object.hasOwn(SHARED, pathname)) return here(SHARED[pathname]);
  if (/^\/lexloci\/[\w./-]+$/.test(pathname)) return here(`../../pkg${pathname.slice("/lexloci".length)}`);
  return /^\/[\w-]+\.(html|css|js)$/.test(pathname) ? here(`.${pathname}`) : null;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: "string", default: "8789" } } });
  const { address, stop } = await serve({ port: Number(values.port) });
  console.log(`The page stands at ${address}   (Ctrl-C ends)`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, stop);
}
