// Whatever JavaScript hands in: a clear error with a code and a path, never a trap, and the same instance goes on working.
import assert from "node:assert/strict";
import test from "node:test";
import vm from "node:vm";
import { FlowError, Policy, PolicyError } from "lexloci";
import { POLICY, flow, thrown } from "./sample.mjs";

const policy = Policy.parse(POLICY);

/** Returns the one policy of this file still judges rightly. */
function stillRight() {
  assert.equal(policy.check(flow()).verdict, "compliant");
  assert.equal(policy.check(flow({ storage: ["US"] })).verdict, "non_compliant");
}

/** Asserts that the flow is refused at this path with this code, and the instance goes on working. */
function refused(hostile, code, path) {
  const error = thrown(() => policy.check(hostile));
  assert.ok(error instanceof FlowError, `${error?.stack}`);
  const found = error.diagnostics.map((each) => [each.code, each.path]);
  assert.deepEqual(found, [[code, path]]);
  assert.ok(error.message.includes(code));
  assert.equal(error.message, error.message.toWellFormed());
  stillRight();
  return error;
}

/** Arrays nested so deep. */
function nested(depth) {
  let value = [];
  for (let i = 1; i < depth; i++) value = [value];
  return value;
}

test("a cycle", () => {
  const self = flow();
  self.provider = { name: "A", holders: [self] };
  refused(self, "L0580", "provider.holders[0]");
  const array = [];
  array.push(array);
  refused(flow({ x: array }), "L0580", "x[0]");
});

test("nesting deeper than the limit, and as deep as memory lasts", () => {
  const path = `x${"[0]".repeat(63)}`;
  refused(flow({ x: nested(64) }), "L0581", path);
  refused(flow({ x: nested(100_000) }), "L0581", path);
  const endless = new Proxy(
    {},
    {
      ownKeys: () => ["a"],
      get: () => endless.copy,
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }),
    },
  );
  Object.defineProperty(endless, "copy", { value: null });
  const fresh = () => ({
    get a() {
      return fresh();
    },
  });
  refused(flow({ x: fresh() }), "L0581", `x${".a".repeat(63)}`);
});

test("objects that are not plain", () => {
  class Site {
    place = "FR";
  }
  const kinds = [
    [new Date(0), /"2026-03-01"/],
    [new Map([["place", "FR"]]), /Object\.fromEntries/],
    [new Set(["FR"]), /\[\.\.\.set\]/],
    [new Site(), /plain object/],
    [new Uint8Array(4), /plain object/],
    [new String("FR"), /plain object/],
    [new Error("FR"), /plain object/],
    [/FR/, /plain object/],
    [Promise.resolve("FR"), /plain object/],
    [Object.create({ place: "FR" }), /plain object/],
    [{ [Symbol("place")]: "FR" }, /keys are texts/],
  ];
  for (const [value, help] of kinds) {
    const error = refused(flow({ storage: [value] }), "L0582", "storage[0]");
    assert.match(error.diagnostics[0].help, help);
  }
});

test("values that JSON does not have", () => {
  for (const value of [
    NaN,
    Infinity,
    -Infinity,
    1n,
    2n ** 4096n,
    () => "FR",
    class {},
    Symbol("FR"),
    Symbol.iterator,
  ]) {
    refused(flow({ storage: [{ place: value }] }), "L0584", "storage[0].place");
  }
});

test("getters and proxies that throw", () => {
  const throwing = (cause) => ({
    get place() {
      throw cause;
    },
  });
  const odd = {
    get message() {
      throw odd;
    },
  };
  for (const cause of [new Error("no"), "text", null, undefined, 7n, Symbol("s"), odd, { message: 5 }]) {
    const error = refused(flow({ storage: [throwing(cause)] }), "L0583", "storage[0].place");
    assert.equal(error.cause, cause);
  }
  const traps = ["getPrototypeOf", "ownKeys", "getOwnPropertyDescriptor"];
  for (const trap of traps) {
    const proxy = new Proxy(
      { place: "FR" },
      {
        [trap]() {
          throw new Error(trap);
        },
      },
    );
    refused(flow({ storage: [proxy] }), "L0583", "storage[0]");
  }
  refused(
    flow({
      storage: [
        new Proxy(
          { place: "FR" },
          {
            get() {
              throw new Error("get");
            },
          },
        ),
      ],
    }),
    "L0583",
    "storage[0].place",
  );
  refused(
    flow({
      storage: new Proxy(["FR"], {
        get() {
          throw new Error("get");
        },
      }),
    }),
    "L0583",
    "storage",
  );
  const { proxy, revoke } = Proxy.revocable({ place: "FR" }, {});
  revoke();
  refused(flow({ storage: [proxy] }), "L0583", "storage[0]");
});

test("a proxy that lies about itself breaks only its own invariants", () => {
  refused(flow({ storage: [new Proxy({}, { ownKeys: () => [1] })] }), "L0583", "storage[0]");
  refused(
    flow({ storage: new Proxy([], { get: (_, key) => (key === "length" ? 2 ** 32 : undefined) }) }),
    "L0586",
    "storage",
  );
  for (const length of [-1, NaN, "1", {}, 0.5, 1n]) {
    const lying = new Proxy([], { get: (_, key) => (key === "length" ? length : "FR") });
    refused(flow({ storage: lying }), "L0582", "storage");
  }
});

test("what is honest though odd is read", () => {
  const odd = [
    {
      storage: [
        {
          get place() {
            return "FR";
          },
        },
      ],
    },
    { storage: new Proxy([new Proxy({ place: "FR" }, {})], {}) },
    { storage: [Object.assign(Object.create(null), { place: "FR" })] },
    { storage: Object.freeze([Object.freeze({ place: "FR" })]) },
    { storage: vm.runInNewContext("[{ place: 'FR' }]") },
    { storage: [{ place: "FR", region: undefined, kind: null }] },
  ];
  for (const more of odd) assert.equal(policy.check(flow(more)).verdict, "compliant");
  const shared = { place: "FR" };
  assert.equal(policy.check(flow({ storage: [shared, shared] })).verdict, "compliant");
});

test("a getter that calls the engine again, or frees it", () => {
  const again = {
    get place() {
      return policy.check(flow()).verdict === "compliant" ? "FR" : "US";
    },
  };
  assert.equal(policy.check(flow({ storage: [again] })).verdict, "compliant");
  const parses = {
    get place() {
      return Policy.parse(POLICY).check(flow({ storage: ["US"] })).as_of && "FR";
    },
  };
  assert.equal(policy.check(flow({ storage: [parses] })).verdict, "compliant");
  const doomed = Policy.parse(POLICY);
  const frees = {
    get place() {
      doomed.free();
      return "FR";
    },
  };
  assert.match(thrown(() => doomed.check(flow({ storage: [frees] }))).message, /freed/);
  const fails = {
    get place() {
      try {
        policy.check(7);
      } catch {
        /* as it should */
      }
      return "FR";
    },
  };
  assert.equal(policy.check(flow({ storage: [fails] })).verdict, "compliant");
  stillRight();
});

test("arrays with gaps", () => {
  // oxlint-disable-next-line no-sparse-arrays -- the gap is what is tested
  refused(flow({ storage: ["FR", , "DE"] }), "L0585", "storage[1]");
  refused(flow({ storage: ["FR", undefined] }), "L0585", "storage[1]");
  const sparse = [];
  sparse.length = 150_000;
  refused(flow({ storage: sparse }), "L0585", "storage[0]");
  sparse.length = 2 ** 32 - 1;
  refused(flow({ storage: sparse }), "L0586", "storage");
});

test("too large", () => {
  refused(flow({ x: { note: "a".repeat(2 ** 20 + 1) } }), "L0586", "x.note");
  refused(flow({ x: { ["k".repeat(2 ** 20 + 1)]: 1 } }), "L0586", `x["${"k".repeat(80)}"]`);
  refused(flow({ x: { note: "a".repeat(2 ** 28) } }), "L0586", "x.note");
  refused(flow({ x: { list: Array(200_000).fill(0) } }), "L0586", "x.list[199991]");
  const wide = Object.fromEntries(Array.from({ length: 200_001 }, (_, i) => [`k${i}`, 0]));
  assert.equal(thrown(() => policy.check(flow({ x: wide }))).diagnostics[0].code, "L0586");
  let tree = "FR";
  for (let i = 0; i < 40; i++) tree = [tree, tree];
  assert.equal(thrown(() => policy.check(flow({ x: tree }))).diagnostics[0].code, "L0586");
  stillRight();
});

test("unpaired surrogates, in values, keys and policies", () => {
  for (const text of ["\ud800", "FR\udc00", "\udc00\ud800"]) {
    refused(flow({ storage: [{ place: text }] }), "L0587", "storage[0].place");
    refused(flow({ [text]: 1 }), "L0587", `[${JSON.stringify(text)}]`);
  }
  const error = thrown(() => Policy.parse("loci 1\n# 𝒜\ud800"));
  assert.ok(error instanceof PolicyError);
  const { code, start } = error.diagnostics[0];
  assert.deepEqual([code, start], ["L0587", { byte: 13, utf16: 11, line: 2, column: 4, utf16_column: 4 }]);
  assert.ok(thrown(() => Policy.parse(POLICY, { modules: { house: "\ud800" } })).diagnostics[0].module === "house");
  stillRight();
});

test("keys that could reach a prototype are keys that nobody knows", () => {
  const polluting = JSON.parse(`{"as_of": "2026-03-01", "__proto__": {"storage": ["FR"]}, "storage": ["FR"]}`);
  const error = thrown(() => policy.check(polluting));
  assert.ok(error instanceof FlowError);
  assert.deepEqual(
    error.diagnostics.map((each) => each.path),
    ["__proto__"],
  );
  for (const key of ["constructor", "toString", "hasOwnProperty", "__defineGetter__"]) {
    const unknown = thrown(() => policy.check(flow({ [key]: { storage: ["US"] } })));
    assert.ok(unknown instanceof FlowError, key);
    assert.deepEqual(
      unknown.diagnostics.map((each) => each.path),
      [key],
    );
  }
  assert.equal({}.storage, undefined);
  stillRight();
});

test("a polluted Object.prototype adds no facts", () => {
  /* oxlint-disable no-extend-native -- the pollution is what is tested */
  Object.prototype.storage = ["US"];
  Object.defineProperty(Object.prototype, "data", {
    configurable: true,
    set() {
      throw new Error("set");
    },
  });
  /* oxlint-enable no-extend-native */
  try {
    assert.equal(policy.check(flow()).verdict, "compliant");
    const { storage, ...without } = flow();
    assert.equal(policy.check(without).verdict, "undetermined");
  } finally {
    delete Object.prototype.storage;
    delete Object.prototype.data;
  }
});

test("numbers at the edges are values, -0 is 0", () => {
  for (const value of [-0, 5e-324, 1.7976931348623157e308, 2 ** 53, -(2 ** 63), 0.1]) {
    const error = thrown(() => policy.check(flow({ storage: [{ place: value }] })));
    assert.ok(error instanceof FlowError);
    assert.equal(error.diagnostics[0].path, "storage[0].place");
  }
  stillRight();
});

test("no flow at all", () => {
  for (const value of [undefined, null, 7, true, [], "FR", [flow()]]) {
    assert.ok(thrown(() => policy.check(value)) instanceof FlowError, String(value));
  }
  stillRight();
});

test("options that cannot be read", () => {
  const wrong = [
    [{ asOf: new Date() }, "asOf"],
    [{ asOf: 20260301 }, "asOf"],
    [{ asof: "2026-03-01" }, "asof"],
    [{ level: 2 }, "level"],
  ];
  for (const [options, path] of wrong) {
    const error = thrown(() => policy.check(flow(), options));
    assert.ok(error instanceof FlowError);
    assert.deepEqual(
      error.diagnostics.map((each) => [each.code, each.path]),
      [["L0588", path]],
    );
  }
  for (const asOf of ["2026-02-30", "2026-3-1", "", "\ud800", "9".repeat(1000)]) {
    const error = thrown(() => policy.check(flow(), { asOf }));
    assert.deepEqual(
      error.diagnostics.map((each) => each.code),
      ["L0588"],
      asOf,
    );
  }
  stillRight();
});

test("what is no text is no policy", () => {
  for (const source of [undefined, null, 7, {}, [POLICY], { toString: () => POLICY }]) {
    assert.throws(() => Policy.parse(source), TypeError);
    assert.throws(() => Policy.format(source), TypeError);
  }
  assert.throws(() => Policy.parse(POLICY, { modules: { house: 7 } }), TypeError);
  assert.throws(() => new Policy(), TypeError);
  stillRight();
});

test("a text too long for the engine is refused by the engine, however long", () => {
  for (const length of [2 ** 20 + 1, 2 ** 29 - 24]) {
    for (const filler of [" ", "\ud800"]) {
      const long = filler.repeat(length);
      assert.deepEqual(
        thrown(() => Policy.parse(long)).diagnostics.map((each) => each.code),
        ["L0190"],
      );
      assert.deepEqual(
        thrown(() => Policy.format(long)).diagnostics.map((each) => each.code),
        ["L0190"],
      );
    }
  }
  assert.equal(Policy.parse(POLICY.padEnd(2 ** 20)).check(flow()).verdict, "compliant");
  stillRight();
});

test("nesting up to the limit is judged, beyond it is an error", () => {
  const demand = (cond) => POLICY.replace("require s in EEA", `require ${cond}`);
  const shapes = [
    (depth) => `${"(".repeat(depth)}s in EEA${")".repeat(depth)}`,
    (depth) => `${"not ".repeat(depth)}s in EEA`,
    (depth) =>
      `${Array.from({ length: depth }, (_, i) => (i % 2 ? "(s in EU and " : "(s in EU or ")).join("")}s in EEA${")".repeat(depth)}`,
    (depth) =>
      `${Array.from({ length: depth }, (_, i) => `some s${i} in storage where `).join("")}s in EEA${": s in EEA".repeat(depth)}`,
  ];
  for (const shape of shapes) {
    assert.equal(Policy.parse(demand(shape(60))).check(flow()).verdict, "compliant");
    const tidy = Policy.format(demand(shape(30)));
    assert.equal(Policy.format(tidy), tidy);
    for (const depth of [70, 10_000]) {
      const codes = thrown(() => Policy.parse(demand(shape(depth)))).diagnostics.map((each) => each.code);
      assert.ok(
        codes.every((code) => code === "L0191" || code === "L0192"),
        codes.join(),
      );
      stillRight();
    }
  }
});

test("hostile policy texts end in diagnostics, soon", { timeout: 20_000 }, () => {
  const texts = {
    brackets: `loci 1\n${"(".repeat(10_000_000)}`,
    braces: "{".repeat(1_000_000),
    nots: `loci 1 policy p version 1.0.0 "p" { rule r "r" require ${"not ".repeat(200_000)} data has personal }`,
    nul: "loci 1\0",
    bidi: "loci 1 # \u202e\npolicy \u202e",
    quote: `loci 1 source A is "${"a".repeat(3_000_000)}`,
    empty: "",
  };
  for (const [name, text] of Object.entries(texts)) {
    const start = process.cpuUsage().user;
    const error = thrown(() => Policy.parse(text));
    assert.ok(error instanceof PolicyError, `${name}: ${error?.stack}`);
    assert.ok(error.diagnostics.length > 0, name);
    assert.ok(process.cpuUsage().user - start < 2_000_000, `${name} took too long`);
    stillRight();
  }
});
