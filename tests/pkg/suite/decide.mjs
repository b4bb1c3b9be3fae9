// Deciding gives the verdict that `check` gives: by the whole package and by `lexloci/runtime`, with every level and
// part of every golden case, one by one and many at once.

/** Verdicts in the order of their codes. */
export const VERDICTS = ["compliant", "non_compliant", "undetermined", "not_applicable"];

/** Returns every golden case with its policy in all forms that decide, and what `check` says of it by its levels and parts. */
export function* decided({ lexloci, runtime, golden }) {
  for (const [index, { source, modules }] of golden.policies.entries()) {
    const cases = golden.cases.filter(({ policy, flow }) => policy === index && flow !== null);
    const policy = parsed(lexloci, source, modules);
    if (policy === null || cases.length === 0) continue;
    const bytes = policy.compile();
    const forms = [policy, lexloci.Policy.load(bytes), runtime.Policy.load(bytes)];
    yield { policy, forms, cases: cases.flatMap((each) => [...asked(lexloci, policy, each)]) };
    for (const form of forms) form.free();
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

/** Returns what one form decides; nobody checks what a compiled policy's encoder leaves aside. */
function decision(FlowError, form, { flow, options }) {
  try {
    return form.decide(flow, options);
  } catch (error) {
    if (error instanceof FlowError && error.diagnostics[0].code === "L0589") return "left";
    throw error;
  }
}

export function decide(checks, host) {
  const { FlowError } = host.lexloci;
  let [asks, left, compared] = [0, 0, 0];
  for (const { forms, cases } of decided(host)) {
    const plain = [];
    for (const each of cases) {
      asks += 1;
      const [whole, ...compiled] = forms.map((form) => decision(FlowError, form, each));
      const told = `${each.name} ${JSON.stringify(each.options)}`;
      checks.equal(whole, each.verdict, told);
      if (compiled.every((found) => found === "left")) left += 1;
      else checks.equal(compiled, [each.verdict, each.verdict], `${told}, compiled`);
      const { asOf, level, part } = each.options;
      if (!asOf && !level && !part) plain.push({ ...each, taken: compiled[0] !== "left" });
    }
    compared += many(checks, forms, plain);
  }
  checks.ok(asks >= 900, `${asks} verdicts were asked for`);
  checks.ok(left <= asks / 10, `${left} of ${asks} were left to check`);
  checks.ok(compared >= 300, `${compared} were decided at once`);
}

/** Returns the same at once, by every form; how many flows that are. */
function many(checks, [policy, ...compiled], cases) {
  const taken = cases.filter((each) => each.taken);
  const flows = (some) => some.map(({ flow }) => flow);
  const codes = (some) => some.map(({ verdict }) => VERDICTS.indexOf(verdict));
  checks.equal([...policy.decideMany(flows(cases))], codes(cases), "many at once");
  for (const form of compiled) checks.equal([...form.decideMany(flows(taken))], codes(taken), "many at once, compiled");
  return cases.length;
}
