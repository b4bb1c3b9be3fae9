// Code written by hand for this one policy: JavaScript, which is the unit, and the limit of what a kernel in Wasm can do.
import { readFileSync } from "node:fs";
import { path, unless } from "../files.mjs";

const floor = {
  id: "js",
  name: "JavaScript by hand, over Sets",
  how: "one function for this policy",
  pace: 10_000,
  ships: { entry: `export { floor } from "./floor.mjs"` },
  async start() {
    return (await import("../floor.mjs")).floor;
  },
};

const limit = {
  id: "limit",
  name: "limit: Rust by hand in Wasm",
  how: "JavaScript packs 16 bytes, one raw call",
  pace: 10_000,
  ships: { entry: `export { pack } from "./pack.mjs"`, files: ["dist/limit.wasm"] },
  unavailable: () => unless(path("dist/limit.wasm"), "dist/limit.wasm is not built"),
  async start() {
    const { pack } = await import("../pack.mjs");
    const module = new WebAssembly.Module(readFileSync(path("dist/limit.wasm")));
    const { decide_row } = new WebAssembly.Instance(module).exports;
    const row = new Uint32Array(4);
    return (flow) => {
      pack(flow, row, 0);
      return decide_row(row[0], row[1], row[2], row[3]) >= 7;
    };
  },
};

export const engines = [floor, limit];
