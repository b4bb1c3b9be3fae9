// Errors say what is wrong, where, and what to write.
import { POLICY, flow } from "./sample.mjs";

export function errors(checks, { lexloci }) {
  const { FlowError, Policy, PolicyError } = lexloci;
  const policy = Policy.parse(POLICY);
  const paths = (error) => error?.diagnostics?.map(({ path }) => path).sort();

  const wrong = flow({ storrage: ["FR"], storage: [{ plase: "FR" }] });
  const misspelt = checks.throws(() => policy.check(wrong), FlowError, "misspelt keys");
  checks.equal(paths(misspelt), ["storage[0].plase", "storrage"], "their paths");
  checks.equal(misspelt?.name, "FlowError", "its name");
  checks.ok(misspelt?.message.includes("storage[0].plase: "), "the path in the message");
  const helpful = ({ code, help }) => /^L05\d\d$/.test(code) && /storage|place/.test(help);
  checks.ok(misspelt?.diagnostics.every(helpful), "codes and help");

  const undated = checks.throws(() => policy.check(flow({ as_of: undefined })), FlowError, "a flow without a day");
  checks.equal(paths(undated), ["as_of"], "its path");
  const option = checks.throws(() => policy.check(flow(), { as_of: "2026-03-01" }), FlowError, "a misspelt option");
  checks.equal(paths(option), ["as_of"], "its path");

  const source = POLICY.replace("in storage", "in 𝒜 storrage");
  const unread = checks.throws(() => Policy.parse(source), PolicyError, "a policy that cannot be read");
  checks.equal(unread?.name, "PolicyError", "its name");
  const positions = unread?.diagnostics.map(({ start }) => [
    start.line,
    source.slice(0, start.utf16).split("\n").length,
  ]);
  checks.ok(
    positions?.length > 0 && positions.every(([line, counted]) => line === 7 && counted === 7),
    "lines and UTF-16 positions",
  );

  const modules = { house: "loci 1\nset home = {FR, XX9}\n" };
  const using = POLICY.replace("loci 1\n", "loci 1\nuse house\n").replace("in EEA", "in home");
  const module = checks.throws(() => Policy.parse(using, { modules }), PolicyError, "a wrong module");
  checks.ok(
    module?.diagnostics.some((each) => each.module === "house" && each.start.line === 2),
    "its name and line",
  );
  checks.throws(() => Policy.parse(7), TypeError, "a policy that is no text");
  checks.throws(() => new Policy(), TypeError, "a policy made by hand");
}
