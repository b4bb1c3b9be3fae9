// The edge worker in workerd: the nearest region that is allowed, and no region where none may be.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { start } from "../../examples/edge-worker/start.mjs";
import { CAPITALS, REGIONS } from "../../examples/edge-worker/regions.js";
import { Policy } from "lexloci";

const { address, bytes, stop } = await start({ asOf: "2026-11-22" });
after(stop);

const text = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

async function post(body, headers = {}) {
  const response = await fetch(address, {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(body),
    headers,
  });
  return { status: response.status, ...(await response.json()) };
}

const IN_FRANCE = { access: ["FR"] };
const contact = { data: ["contact"], ...IN_FRANCE };

test("the nearest allowed region answers, wherever the user's place is said", async () => {
  const placed = async (flow, user, headers) => (await post({ flow, user }, headers)).region;
  assert.equal(await placed(contact, { latitude: 48.9, longitude: 2.3 }), "aws/eu-west-3");
  assert.equal(await placed(contact, { country: "DE" }), "aws/eu-central-1");
  assert.equal(await placed(contact, undefined, { "cf-ipcountry": "CH" }), "exoscale/ch-dk-2");
  assert.equal(await placed(contact, undefined, { "cf-iplatitude": "51.0", "cf-iplongitude": "2.1" }), "ovhcloud/GRA");
  assert.equal(await placed(contact, undefined, { "cf-ipcountry": "T1" }), REGIONS[0].region);
});

test("what is nearer and not allowed is passed over", async () => {
  const region = async (data, country) => (await post({ flow: { ...IN_FRANCE, data }, user: { country } })).region;
  assert.equal(await region(["industrial"], "US"), "aws/us-east-1");
  assert.equal(await region(["contact"], "US"), "ovhcloud/GRA");
  assert.equal(await region(["contact"], "JP"), "aws/eu-central-1");
  assert.equal(await region(["health"], "CH"), "ovhcloud/GRA");
});

test("the answer is what the whole engine says of every region", async () => {
  const policy = Policy.parse(text("examples/placement.loci"));
  for (const data of ["contact", "health", "industrial"]) {
    const flow = { ...IN_FRANCE, data: [data] };
    const allowed = REGIONS.map(({ region }) => region).filter(
      (region) => policy.check({ ...flow, storage: [region] }, { asOf: "2026-11-22" }).verdict === "compliant",
    );
    const given = await Promise.all(Object.keys(CAPITALS).map((country) => post({ flow, user: { country } })));
    assert.ok(allowed.length > 0 && given.every(({ region }) => allowed.includes(region)), data);
  }
});

test("missing facts allow nothing, and are asked for", async () => {
  const { status, region, why } = await post({ flow: { data: ["contact"] }, user: { country: "FR" } });
  assert.deepEqual([status, region], [403, null]);
  const readers = why.find(({ law }) => law.includes("GDPR 44") && law.length === 2);
  assert.deepEqual([readers.outcome, readers.regions.length], ["undetermined", REGIONS.length]);
  assert.deepEqual(readers.missing, ["from where the data can be reached, and by whom", "who provides the service"]);
});

test("a reader in India in the clear is refused with the law", async () => {
  const { status, why } = await post({ flow: { data: ["contact"], access: [{ place: "IN", sees: "clear" }] } });
  assert.equal(status, 403);
  const [first] = why;
  assert.deepEqual(
    [first.outcome, first.demands, first.law[0]],
    ["violated", "Nobody outside the EEA reads personal data in the clear", "GDPR 44"],
  );
});

test("a complete flow with a key that is none is told so, wherever it stands, and an honest fact that is not asked for is none", async () => {
  const complete = { data: { categories: ["contact"] }, access: [{ place: "FR", sees: "clear" }] };
  assert.equal((await post({ flow: complete })).status, 200);
  for (const [path, wrong] of [
    ["acess", { acess: [] }],
    ["data.catgories", { data: { ...complete.data, catgories: [] } }],
    ["access[0].see", { access: [{ ...complete.access[0], see: "clear" }] }],
  ]) {
    const { status, faults } = await post({ flow: { ...complete, ...wrong } });
    assert.deepEqual([status, faults?.map((each) => each.path)], [400, [path]]);
  }
  assert.equal((await post({ flow: { ...complete, purpose: ["service"] } })).status, 200);
});

test("the worker that decides carries no engine", async (t) => {
  t.diagnostic(
    `${Math.round(bytes.worker / 1000)} KB, and ${Math.round(bytes.explain / 1000)} KB of the one beside it`,
  );
  assert.ok(bytes.worker * 4 < bytes.explain, `${bytes.worker} and ${bytes.explain}`);
});

test("hostile requests get no region", async () => {
  const hostile = [
    [400, "{"],
    [400, ""],
    [400, "null"],
    [400, '{"flow": []}'],
    [400, '{"flow": {"data": ["contact"], "acess": []}}'],
    [400, '{"flow": {"data": ["contact"], "__proto__": {"access": []}}}'],
    [400, '{"__proto__": {"flow": {"data": ["contact"], "access": []}}}'],
    [400, '{"flow": {"data": ["contact"], "access": ["aws/mars-1"]}}'],
    [400, '{"flow": {"data": ["contact"], "access": [], "storage": ["aws/mars-1"]}}'],
    [400, '{"flow": {"data": ["gossip"], "access": []}}'],
    [400, `{"flow": {"data": ["contact"], "access": ${"[".repeat(20_000)}${"]".repeat(20_000)}}}`],
    [403, '{"flow": {}, "user": {"latitude": 1e400, "longitude": "x"}}'],
    [413, JSON.stringify({ flow: { ...contact, x: "a".repeat(1024 * 1024) } })],
  ];
  for (const [status, body] of hostile) {
    const answer = await post(body);
    assert.deepEqual([answer.status, answer.region], [status, null], body.slice(0, 80));
  }
  assert.equal((await fetch(address)).status, 405);
  assert.equal((await post({ flow: contact })).status, 200, "and it still answers");
});

test("a day that the flow states for itself is not the day that is judged", async () => {
  const flow = { ...contact, access: [{ place: "GB", sees: "clear" }] };
  const then = { ...flow, as_of: "2019-01-01" };
  assert.equal(
    Policy.parse(text("examples/placement.loci")).decide({ ...then, storage: ["aws/eu-west-3"] }),
    "compliant",
  );
  assert.equal((await post({ flow: then })).status, 403);
});

test("the golden cases are those of the policy that is asked", () => {
  assert.ok(text("tests/cases/placement.md").includes(`\`\`\`loci\n${text("examples/placement.loci")}\`\`\``));
});

for (const file of ["examples/edge-worker/README.md", "README.md"]) {
  test(`${file} prints what the worker answers`, async () => {
    const shown = [...text(file).matchAll(/```sh\n(curl [^`]*)```[^`]*```json\n([^`]*)```/g)];
    assert.ok(shown.length > 0);
    for (const [, command, printed] of shown) {
      const headers = Object.fromEntries(
        [...command.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name, value]) => [name, value]),
      );
      const response = await fetch(address, { method: "POST", headers, body: command.match(/-d '([^']+)'/)[1] });
      assert.equal(await response.text(), printed);
    }
  });
}
