// Every golden case gives here, byte for byte, what the engine gives natively.

export function golden(checks, { lexloci, golden }) {
  checks.ok(golden.cases.length > 0, "there are golden cases");
  const parsed = golden.policies.map(({ source, modules }) =>
    outcome(lexloci, () => lexloci.Policy.parse(source, { modules })),
  );
  for (const { name, policy, flow, options, expected } of golden.cases) {
    const { error, result } = parsed[policy];
    const found = error ?? (flow === null ? "[]" : judged(lexloci, result, flow, options));
    checks.ok(found === expected, `${name}: ${difference(found, expected)}`);
  }
  for (const { result } of parsed) result?.free();
}

function judged(lexloci, policy, flow, { as_of: asOf, level }) {
  const { error, result } = outcome(lexloci, () => policy.check(JSON.parse(flow), { asOf, level }));
  return error ?? JSON.stringify(result);
}

/** Returns what it gives, or its errors as JSON text. */
function outcome({ PolicyError, FlowError }, run) {
  try {
    return { error: null, result: run() };
  } catch (error) {
    if (!(error instanceof PolicyError || error instanceof FlowError)) throw error;
    return { error: JSON.stringify(error.diagnostics), result: null };
  }
}

/** Returns the two texts from where they part. */
function difference(found, expected) {
  let at = 0;
  while (at < found.length && found[at] === expected[at]) at += 1;
  const shown = (text) => text.slice(Math.max(0, at - 40), at + 80);
  return `…${shown(found)}… is not …${shown(expected)}…`;
}
