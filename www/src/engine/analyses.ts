// The questions over all flows: the facts to ask for, cures, differences between two versions, claims. Long ones run in
// portions, so that a keystroke is answered in between.
import { atlas, FlowError, Policy, PolicyError, type Flow, type Going } from "lexloci/check";
import { readable } from "../flow/json.ts";
import { parsed } from "./judge.ts";
import { found, type Ask, type Reply, type Texts } from "./protocol.ts";

/** The budget of a question about one flow: more takes many seconds on the largest policies. */
const STEPS = 300;
/** The budget of the search for what leaves nothing to judge: an open flow of one site needs 800 under the policy on transfers. */
const NOTHING_STEPS = 1_000;
/** The budget of the search for cures, which examines one place at a time. */
const CURE_STEPS = 1_000;
/** The flows judged in one portion: some milliseconds. */
const PORTION = 400;
/** The budget of a comparison or a proof. */
const MOST = 200_000;
/** Runs on a policy and a flow that can be judged; returns null where there are none. */
function on<T>({ policy: source, flow: text, suppose }: Texts, run: (policy: Policy, flow: Flow) => T): T | null {
  const flow = readable(text);
  const { policy } = parsed(source, suppose);
  if (!policy || !flow) return null;
  try {
    return run(policy, flow.value as Flow);
  } catch (error) {
    if (error instanceof FlowError) return null;
    throw error;
  }
}

export function questions(texts: Ask<"questions">): Reply<"questions"> {
  return on(texts, (policy, flow) => policy.ask(flow, { steps: STEPS }).questions);
}

export function nothing(texts: Ask<"nothing">): Reply<"nothing"> {
  return on(texts, (policy, flow) => policy.first(flow, { steps: NOTHING_STEPS }).not_applicable_if);
}

export function cure({ fixed, ...texts }: Ask<"cure">): Reply<"cure"> {
  return on(texts, (policy, flow) => ({
    ...policy.cure(flow, { fixed, steps: CURE_STEPS }),
    eea: atlas.members("EEA", String(flow.as_of ?? "")),
  }));
}

/** Takes how much of the most work is done, from 0 to 1. */
type Done = (share: number) => void;

let newest = 0;

export async function diff({ older, newer }: Ask<"diff">, done: Done = () => {}): Promise<Reply<"diff">> {
  const own = ++newest;
  const policies: Policy[] = [];
  try {
    for (const source of [older, newer]) policies.push(Policy.parse(source));
    const [one, other] = policies;
    return one && other
      ? { difference: await finished(Policy.differing(one, other), () => own === newest, done), findings: [] }
      : null;
  } catch (error) {
    if (error instanceof PolicyError) return { difference: null, findings: error.diagnostics.map(found) };
    throw error;
  } finally {
    for (const policy of policies) policy.free();
  }
}

export async function prove({ policy: source }: Ask<"prove">, done: Done = () => {}): Promise<Reply<"prove">> {
  const own = ++newest;
  const { policy } = parsed(source, []);
  if (!policy) return null;
  const proofs: NonNullable<Reply<"prove">>[number][] = [];
  const claims = policy.claims();
  for (const [i, { name, title }] of claims.entries()) {
    const again = parsed(source, []).policy;
    if (!again || own !== newest) return null;
    const proof = await finished(
      again.proving(name),
      () => own === newest,
      (share) => done((i + share) / claims.length),
    );
    proofs.push(proof ?? { claim: name, title, outcome: "undecided", flow: null, why: null });
  }
  return proofs;
}

/** Continues in portions until there is an answer, the budget is used up, or the answer is no longer wanted. */
async function finished<T>(going: Going<T>, wanted: () => boolean, done: Done): Promise<T | null> {
  try {
    for (let judged = 0; judged < MOST && wanted(); judged += PORTION) {
      const result = going.advance(PORTION);
      if (result !== null) return result;
      done(judged / MOST);
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
    return null;
  } finally {
    going.free();
  }
}
