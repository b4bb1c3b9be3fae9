// What a host could hand to `decide` to trip it: whatever it is, the answer is that of `check`, or its error.
import assert from "node:assert/strict";
import test from "node:test";
import { FlowError, Policy } from "lexloci";
import { flow as sample, thrown } from "./sample.mjs";

const POLICY = `loci 1

fact x.volume is number

policy eea version 1.0.0 "Personal data rest in the EEA" {
  applies when data has personal

  rule stores "Data rest in the EEA"
    for every s in storage
    require s in EEA

  rule seated "Whoever operates sits in the EEA"
    for every s in storage
    when s.operator.seat not in EEA
    require x.volume < 10
}
`;

/** Returns a flow that POLICY allows, with whatever else is given. */
const flow = (more = {}) => sample({ x: { volume: 5 }, ...more });

const policy = Policy.parse(POLICY);

/** Returns what everything that decides makes of a flow: a verdict, or the code and path of its error. */
function told(run) {
  try {
    return run();
  } catch (error) {
    assert.ok(error instanceof FlowError, String(error?.stack ?? error));
    return `${error.diagnostics[0].code} ${error.diagnostics[0].path}`;
  }
}

/** Asserts that a flow, made anew for every call, is decided as it is checked. */
function agrees(make, what) {
  const expected = told(() => policy.check(make()).verdict);
  assert.equal(
    told(() => policy.decide(make())),
    expected,
    what,
  );
  assert.equal(
    told(() => [...policy.decideMany([make()])].map((code) => ANSWERS[code])[0]).replace(/ \[0\]\.?/, " "),
    expected,
    what,
  );
  assert.equal(policy.decide(flow()), "compliant", `after ${what}`);
  return expected;
}

const ANSWERS = ["compliant", "non_compliant", "undetermined", "not_applicable"];

class Site {
  place = "FR";
}

const HOSTILE = {
  "an instance of a class": () => flow({ storage: [new Site()] }),
  "a Date": () => flow({ as_of: new Date(0) }),
  "a Map": () => flow({ data: new Map() }),
  "an array as the flow": () => [],
  "a function": () => flow({ storage: () => ["FR"] }),
  "a symbol": () => flow({ storage: [Symbol("FR")] }),
  "a BigInt": () => flow({ x: { volume: 5n } }),
  NaN: () => flow({ x: { volume: NaN } }),
  "no number that fits": () => flow({ x: { volume: 1e300 } }),
  "five decimals": () => flow({ x: { volume: 0.00001 } }),
  "a gap": () => flow({ storage: ["FR", , "DE"] }), // eslint-disable-line no-sparse-arrays
  "null in a list": () => flow({ storage: [null] }),
  "a String object": () => flow({ storage: [new String("FR")] }),
  "a lone surrogate": () => flow({ storage: ["\ud800"] }),
  "a huge text": () => flow({ storage: ["F".repeat(1_000_000)] }),
  "a huge list": () => flow({ storage: Array(30_000).fill("FR") }),
  "a day that is none": () => flow({ as_of: "2026-02-29" }),
  "no day": () => flow({ as_of: undefined }),
  "a getter that throws": () =>
    flow({
      storage: [
        {
          get place() {
            throw new Error("no");
          },
        },
      ],
    }),
  "a proxy that throws": () =>
    flow({
      storage: [
        new Proxy(
          {},
          {
            ownKeys() {
              throw new Error("no");
            },
          },
        ),
      ],
    }),
  "a revoked proxy": () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return flow({ storage: [proxy] });
  },
  "a flow within itself": () => {
    const party = { seat: "FR" };
    party.holders = [party];
    return flow({ storage: [{ place: "FR", operator: party }] });
  },
  "a list within itself": () => {
    const holders = [];
    holders.push({ capital: "100%", holders });
    return flow({ storage: [{ place: "FR", operator: { holders } }] });
  },
};

for (const [what, make] of Object.entries(HOSTILE)) {
  test(`${what} is the error that it is for check`, () => {
    const told = agrees(make, what);
    assert.match(told, /^L05/, "check refuses it");
  });
}

const ODD = {
  "-0": () => flow({ x: { volume: -0 } }),
  "a negative number": () => flow({ x: { volume: -2.5 }, storage: [{ place: "FR", operator: { seat: "US" } }] }),
  "a large fraction": () =>
    flow({ x: { volume: 123456789.1234 }, storage: [{ place: "FR", operator: { seat: "US" } }] }),
  "an object without prototype": () => Object.assign(Object.create(null), flow()),
  "inherited facts": () => flow({ storage: [Object.create(Object.assign(Object.create(null), { place: "US" }))] }),
  "facts that are not enumerable": () => flow({ storage: [Object.defineProperty({}, "place", { value: "US" })] }),
  "an id that is not enumerable": () =>
    flow({ storage: [{ place: "FR", operator: Object.defineProperty({ seat: "US" }, "id", { value: "a" }) }] }),
  "a getter": () =>
    flow({
      get storage() {
        return ["US"];
      },
    }),
  "a proxy": () => new Proxy(flow({ storage: new Proxy(["FR", "US"], {}) }), {}),
  "facts of whoever stands behind a word": () =>
    flow({ provider: { seat: "US" }, storage: [{ place: "FR", operator: "provider" }] }),
  "a party named at two places": () =>
    flow({ storage: [{ place: "FR", operator: "@a" }], suppliers: [{ id: "a", seat: "US" }] }),
  "a region in other letters": () => flow({ storage: ["AWS/EU-West-3"] }),
  "a place twice": () => flow({ storage: ["FR", "FR"] }),
  "a group": () => flow({ storage: ["anywhere"] }),
  "undefined and null": () => flow({ storage: [{ place: undefined, operator: null }], x: null }),
  "a list that may go on": () => flow({ storage: { items: ["FR"], complete: false } }),
  "facts that are inherited beside own ones": () =>
    flow({ provider: Object.assign(Object.create(Object.assign(Object.create(null), { seat: "US" })), { name: "P" }) }),
  "a key that is named constructor": () => flow({ x: { volume: 5, constructor: 1 } }),
  "a long list": () => flow({ storage: Array(100).fill("US") }),
  "facts of the prototype's name": () => flow({ x: JSON.parse('{"__proto__": {"volume": 99}, "volume": 1}') }),
};

for (const [what, make] of Object.entries(ODD)) {
  test(`${what} is read as check reads it`, () => {
    assert.doesNotMatch(agrees(make, what), /^L05/, "check takes it");
  });
}

test("a policy that reads of nobody decides flows that name somebody", () => {
  const own = Policy.parse(
    'loci 1\npolicy a version 1.0.0 "A" {\n  rule r "R" for every s in storage require s in EEA and s.encrypted\n}',
  );
  const named = {
    as_of: "2026-03-01",
    exporter: { name: "E", seat: "FR" },
    provider: "exporter",
    storage: [{ place: "FR", encrypted: true, operator: "exporter" }],
  };
  assert.equal(own.check(named).verdict, "compliant");
  assert.equal(own.decide(named), "compliant");
});

test("a stated fact that contradicts those that it follows from is refused wherever it stands", () => {
  const party = { seat: "US", ultimate_parent: "US", exposed: false };
  const all = {
    "require not provider.exposed": { provider: party },
    "for every s in storage require s in EEA and not s.operator.exposed": {
      storage: [{ place: "FR", operator: party }],
    },
    "for every u in suppliers require not u.exposed": { suppliers: [party] },
    "for every t in transfers require not t.recipient.exposed": { transfers: [{ to: "FR", recipient: party }] },
  };
  for (const [rule, facts] of Object.entries(all)) {
    const whole = Policy.parse(`loci 1\npolicy a version 1.0.0 "A" {\n  rule r "R" ${rule}\n}`);
    const contradictory = { as_of: "2026-03-01", storage: [], processing: [], access: [], ...facts };
    const code = (run) => thrown(run).diagnostics?.[0].code;
    assert.equal(
      code(() => whole.check(contradictory)),
      "L0507",
      rule,
    );
    assert.equal(
      code(() => whole.decide(contradictory)),
      "L0507",
      rule,
    );
    assert.equal(
      code(() => whole.decideMany([contradictory])),
      "L0507",
      rule,
    );
  }
});

test("facts that every object has are nobody's", () => {
  Object.prototype.place = "US"; // eslint-disable-line no-extend-native
  try {
    assert.equal(policy.check(flow({ storage: [{}] })).verdict, "undetermined");
    assert.equal(policy.decide(flow({ storage: [{}] })), "undetermined");
    assert.equal(policy.decide(flow()), "compliant");
  } finally {
    delete Object.prototype.place;
  }
});

test("a getter that decides another flow by the same policy changes nothing", () => {
  const seen = [];
  const other = flow({ storage: ["US", "US", "US"] });
  const nested = (depth) =>
    flow({
      storage: [
        "FR",
        {
          get place() {
            seen.push(policy.decide(depth > 0 ? nested(depth - 1) : other));
            seen.push(ANSWERS[policy.decideMany([other, flow()])[1]]);
            return "DE";
          },
        },
        "IT",
      ],
    });
  assert.equal(policy.decide(nested(2)), "compliant");
  assert.deepEqual([...policy.decideMany([flow(), nested(1), other])], [0, 0, 1]);
  assert.deepEqual(new Set(seen), new Set(["compliant", "non_compliant"]));
  assert.equal(policy.decide(flow()), "compliant");
});

test("a getter that fails within a flow leaves nothing behind", () => {
  const failing = flow({
    storage: [
      "US",
      {
        get place() {
          policy.decide(flow({ storage: ["CN", "CN"] }));
          throw new Error("no");
        },
      },
    ],
  });
  assert.match(thrown(() => policy.decide(failing)).diagnostics[0].code, /^L0583$/);
  for (let i = 0; i < 3; i++) assert.equal(policy.decide(flow({ storage: [{}] })), "undetermined");
});

test("memory that grows while a flow is read is no loss", () => {
  const large = flow({ storage: Array(3000).fill("US") });
  const grown = flow({
    storage: [
      "FR",
      {
        get place() {
          policy.decideMany(Array(200).fill(large));
          return "US";
        },
      },
    ],
  });
  assert.equal(policy.decide(grown), "non_compliant");
  assert.deepEqual([...policy.decideMany([flow(), grown, flow()])], [0, 1, 0]);
  assert.equal(policy.decide(large), "non_compliant");
  assert.equal(policy.decide(flow({ storage: Array(15_000).fill("FR") })), "compliant");
  assert.equal(policy.decide(flow()), "compliant");
});

test("a getter may free the policy, which is then said", () => {
  const own = Policy.parse(POLICY);
  const freeing = flow({
    storage: [
      {
        get place() {
          own.free();
          return "FR";
        },
      },
    ],
  });
  assert.throws(() => own.decide(freeing), { name: "TypeError", message: /freed/ });
  assert.throws(() => own.decide(flow()), { name: "TypeError", message: /freed/ });
});

test("the position of a flow that cannot be decided is told", () => {
  const error = thrown(() => policy.decideMany([flow(), flow({ storage: ["XX"] })]));
  assert.ok(error instanceof FlowError);
  assert.equal(error.diagnostics[0].path, "[1].storage[0]");
  assert.deepEqual([...policy.decideMany([flow()])], [0]);
});

test("options are checked", () => {
  assert.equal(thrown(() => policy.decide(flow(), { levle: "a" })).diagnostics[0].code, "L0588");
  assert.equal(thrown(() => policy.decide(flow(), { level: "a" })).diagnostics[0].code, "L0514");
  assert.equal(thrown(() => policy.decide(flow(), { part: "a" })).diagnostics[0].code, "L0514");
  assert.ok(thrown(() => policy.decide(flow(), { asOf: "2026-13-01" })) instanceof FlowError);
  assert.equal(policy.decide(flow({ as_of: undefined }), { asOf: "2026-03-01" }), "compliant");
  assert.throws(() => policy.decideMany("FR"), TypeError);
});
