// The ratchet on what the package ships: pkg/sizes.json records the bytes of every file, a file may not grow past them,
// and where one has become smaller the record follows.
import assert from "node:assert/strict";
import test from "node:test";
import { compared, measured, recorded } from "../../xtask/node/shipped.mjs";

const UPDATE = "`cargo xtask sizes --update` writes the record anew; say in the commit why a file had to grow";

test("no shipped file grows by more than 1 % past its record, and the record follows what shrinks", async (t) => {
  const [now, record] = [await measured(), recorded()];
  if (now.rustc !== record.rustc) {
    t.diagnostic(`the Wasm is compared within 5 %: it was recorded with ${record.rustc}, and this is ${now.rustc}`);
  }
  assert.deepEqual(compared(now, record), [], UPDATE);
});

const sized = (raw, gzip = 500, brotli = 400) => ({ raw, gzip, brotli });
const shipping = (files, rustc = "rustc 1") => ({ rustc, files });

test("a file that grows by more than 1 %, a file more and a file less are seen", () => {
  const record = shipping({ a: sized(1000) });
  assert.deepEqual(compared(shipping({ a: sized(1010) }), record), []);
  assert.deepEqual(compared(shipping({ a: sized(1011) }), record), ["a, raw: 1000 bytes recorded, 1011 now: it grew"]);
  assert.deepEqual(compared(shipping({ a: sized(1000, 505) }), record), []);
  assert.equal(compared(shipping({ a: sized(1000, 506) }), record).length, 1);
  assert.equal(compared(shipping({ a: sized(1000), b: sized(1) }), record).length, 1);
  assert.equal(compared(shipping({}), record).length, 1);
});

test("a file that shrinks by more than 2 % lowers its record", () => {
  const record = shipping({ a: sized(1000) });
  assert.deepEqual(compared(shipping({ a: sized(980) }), record), []);
  assert.match(compared(shipping({ a: sized(979) }), record)[0], /it shrank, so lower the record/);
});

test("the Wasm of another compiler is held to the record within 5 % more, and nothing else is let off", () => {
  const record = shipping({ "a.wasm": sized(1000), "a.js": sized(1000) });
  const other = (wasm, js) => compared(shipping({ "a.wasm": sized(wasm), "a.js": sized(js) }, "rustc 2"), record);
  assert.deepEqual(other(1060, 1010), []);
  assert.equal(other(1061, 1000).length, 1);
  assert.equal(other(1000, 1011).length, 1);
});
