// A server of the host's folder, on this machine only.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, normalize } from "node:path";
import { within } from "./packed.mjs";

const KINDS = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** Serves the folder with these headers; what is posted is kept in `reports`. */
export async function serve(headers = {}) {
  const reports = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (request.method === "POST") {
      reports.push(await bodyOf(request));
      response.writeHead(204).end();
      return;
    }
    const body = await readFile(within(normalize(pathname))).catch(() => null);
    response.writeHead(body ? 200 : 404, { "content-type": KINDS[extname(pathname)] ?? "text/plain", ...headers });
    response.end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const close = () =>
    new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    });
  return { address: `http://127.0.0.1:${server.address().port}`, reports, close };
}

async function bodyOf(request) {
  let body = "";
  for await (const part of request) body += part;
  return body;
}
