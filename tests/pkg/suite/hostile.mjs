// Whatever a host hands in: a clear error with a code and a path, never a trap, and the same instance goes on working.
import { POLICY, flow } from "./sample.mjs";

/** Returns what is refused: what it is, a flow, the code and the path. */
function refusals() {
  return [
    ["a cycle", cyclic(), "L0580", "provider.holders[0]"],
    ["nesting as deep as it goes", flow({ x: nested(100_000) }), "L0581", `x${"[0]".repeat(63)}`],
    ["endless getters", flow({ x: endless() }), "L0581", `x${".a".repeat(63)}`],
    ["a proxy that lies of its length", flow({ storage: new Proxy([], { get: () => -1 }) }), "L0582", "storage"],
    [
      "a proxy that breaks its own rules",
      flow({ storage: [new Proxy({}, { ownKeys: () => [1] })] }),
      "L0583",
      "storage[0]",
    ],
    ["a revoked proxy", flow({ storage: [revoked()] }), "L0583", "storage[0]"],
    [
      "a getter that throws",
      flow({
        storage: [
          {
            get place() {
              throw new Error("no");
            },
          },
        ],
      }),
      "L0583",
      "storage[0].place",
    ],
    [
      "a getter that throws nothing",
      flow({
        storage: [
          {
            get place() {
              throw undefined; // oxlint-disable-line no-throw-literal -- as hostile code can
            },
          },
        ],
      }),
      "L0583",
      "storage[0].place",
    ],
    // oxlint-disable-next-line no-sparse-arrays -- the gap is what is tested
    ["a gap", flow({ storage: ["FR", , "DE"] }), "L0585", "storage[1]"],
    [
      "an array as long as arrays are",
      flow({ storage: Object.assign([], { length: 2 ** 32 - 1 }) }),
      "L0586",
      "storage",
    ],
    ["too many values", flow({ x: { list: Array(200_000).fill(0) } }), "L0586", "x.list[199991]"],
    ["a text too long", flow({ x: { note: "a".repeat(2 ** 20 + 1) } }), "L0586", "x.note"],
    ["an unpaired surrogate", flow({ storage: [{ place: "FR\ud800" }] }), "L0587", "storage[0].place"],
    ["an unpaired surrogate as a key", flow({ "\udc00": 1 }), "L0587", `["\\udc00"]`],
    ...[
      new Date(0),
      new Map(),
      new Set(["FR"]),
      new Uint8Array(4),
      new String("FR"),
      /FR/,
      Promise.resolve("FR"),
      { [Symbol("s")]: 1 },
    ].map((odd) => [
      `what is not plain: ${Object.prototype.toString.call(odd)}`,
      flow({ storage: [odd] }),
      "L0582",
      "storage[0]",
    ]),
    ...[NaN, Infinity, -Infinity, 1n, () => "FR", Symbol("FR")].map((odd) => [
      `what JSON does not have: ${String(odd)}`,
      flow({ storage: [{ place: odd }] }),
      "L0584",
      "storage[0].place",
    ]),
  ];
}

export function hostile(checks, { lexloci }) {
  const { FlowError, Policy, PolicyError } = lexloci;
  const policy = Policy.parse(POLICY);
  const right = (what) => {
    const verdicts = [flow(), flow({ storage: ["US"] })].map((each) => policy.check(each).verdict);
    checks.equal(verdicts, ["compliant", "non_compliant"], `judging after ${what}`);
  };

  for (const [what, each, code, path] of refusals()) {
    const error = checks.throws(() => policy.check(each), FlowError, what);
    checks.equal(
      error?.diagnostics?.map((found) => [found.code, found.path]),
      [[code, path]],
      what,
    );
    right(what);
  }
  for (const key of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    const keyed = JSON.parse(`{"as_of": "2026-03-01", "${key}": {"storage": ["US"]}, "storage": ["FR"]}`);
    const error = checks.throws(() => policy.check(keyed), FlowError, key);
    checks.equal(
      error?.diagnostics?.map(({ path }) => path),
      [key],
      key,
    );
  }
  checks.ok({}.storage === undefined, "no prototype was reached");
  for (const source of [
    "",
    "loci 1\0",
    "{".repeat(100_000),
    "loci 1\n# \ud800",
    `loci 1 source A is "${"a".repeat(2 ** 21)}`,
  ]) {
    checks.throws(() => Policy.parse(source), PolicyError, `the policy ${source.slice(0, 20)}`);
    right("a hostile policy");
  }
  odd(checks, policy);
}

/** Returns what is honest though odd is read. */
function odd(checks, policy) {
  const again = {
    get place() {
      return policy.check(flow()).verdict === "compliant" ? "FR" : "US";
    },
  };
  const shared = { place: "FR" };
  const sites = [
    again,
    new Proxy({ place: "FR" }, {}),
    Object.freeze({ __proto__: null, place: "FR" }),
    { place: "FR", region: undefined, kind: null },
  ];
  for (const storage of [...sites.map((site) => [site]), [shared, shared]]) {
    checks.equal(policy.check(flow({ storage })).verdict, "compliant", "what is odd but plain");
  }
}

function cyclic() {
  const self = flow();
  self.provider = { name: "A", holders: [self] };
  return self;
}

/** Arrays nested so deep. */
function nested(depth) {
  let value = [];
  for (let i = 1; i < depth; i++) value = [value];
  return value;
}

function endless() {
  return {
    get a() {
      return endless();
    },
  };
}

function revoked() {
  const { proxy, revoke } = Proxy.revocable({ place: "FR" }, {});
  revoke();
  return proxy;
}
