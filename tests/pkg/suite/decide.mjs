// Deciding gives the verdict that `check` gives, with every level and part of every golden case, one by one and many at once.

/** Verdicts in the order of their codes. */
export const VERDICTS = ["compliant", "non_compliant", "undetermined", "not_applicable"];

/** Returns every golden case with its policy, and what `check` says of it by its levels and parts. */
export function* decided({ lexloci, golden }) {
  for (const [index, { source, modules }] of golden.policies.entries()) {
    const cases = golden.cases.filter(({ policy, flow }) => policy === index && flow !== null);
    const policy = parsed(lexloci, source, modules);
    if (policy === null || cases.length === 0) continue;
    yield { policy, cases: cases.flatMap((each) => [...asked(lexloci, policy, each)]) };
    policy.free();
  }
}

function parsed({ Policy, PolicyError }, source, modules) {
  try {
    return Policy.parse(source, { modules });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return null;
  }
}

/** Returns what can be asked of a case: its own level, as it is told, every other that its verdict names, and each part. */
function* asked({ FlowError }, policy, { name, flow: text, options: { as_of: asOf, level }, expected }) {
  const flow = JSON.parse(text);
  const told = JSON.parse(expected);
  if (Array.isArray(told)) return;
  const { reached, open, refused } = told.level ?? { reached: null, open: [], refused: [] };
  const others = [...new Set([reached, ...open, ...refused])].filter((other) => other && other !== level);
  for (const each of [level, ...others]) {
    const options = { asOf, level: each };
    const verdict = each === level ? told : judged(FlowError, () => policy.check(flow, options));
    if (verdict === null) continue;
    yield { name, flow, options, verdict: verdict.verdict };
    for (const [part, { verdict: answer }] of Object.entries(verdict.parts)) {
      yield { name, flow, options: { ...options, part }, verdict: answer };
    }
  }
}

/** Returns what it gives; null where the flow is refused. */
function judged(FlowError, run) {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof FlowError)) throw error;
    return null;
  }
}

export function decide(checks, host) {
  let [asks, compared] = [0, 0];
  for (const { policy, cases } of decided(host)) {
    for (const { name, flow, options, verdict } of cases) {
      asks += 1;
      checks.equal(policy.decide(flow, options), verdict, `${name} ${JSON.stringify(options)}`);
    }
    const plain = cases.filter(({ options: { asOf, level, part } }) => !asOf && !level && !part);
    checks.equal(
      [...policy.decideMany(plain.map(({ flow }) => flow))],
      plain.map(({ verdict }) => VERDICTS.indexOf(verdict)),
      "many at once",
    );
    compared += plain.length;
  }
  const all = host.golden.cases.length;
  checks.ok(asks >= all / 2, `${asks} verdicts were asked for`);
  checks.ok(compared >= all / 4, `${compared} were decided at once`);
}
