// The services for the policy's editor, and the data for the form.
import { atlas, editor, FlowError, Policy, vocabulary } from "lexloci/check";
import { found, type Ask, type Finding, type Reply } from "./protocol.ts";

/** Returns the errors of a policy, each with its corrections. */
export function faults(policy: string): readonly Finding[] {
  return editor.diagnose(policy).map(found);
}

export function tokens({ policy }: Ask<"tokens">): Reply<"tokens"> {
  return { kinds: editor.kinds(), words: editor.tokens(policy) };
}

export function complete({ policy, at }: Ask<"complete">): Reply<"complete"> {
  return editor.complete(policy, at);
}

export function hover({ policy, at, asOf }: Ask<"hover">): Reply<"hover"> {
  return editor.hover(policy, at, { asOf });
}

export function definition({ policy, at }: Ask<"definition">): Reply<"definition"> {
  return editor.definition(policy, at);
}

/**
 * Returns the vocabulary, the atlas's names of places and cloud regions, and its days on which something begins or
 * ends.
 */
export function known(): Reply<"known"> {
  const regions = atlas.regions().map(({ id, label, provider, place, operator }) => ({
    id,
    name: `${provider}, ${label}, ${place}`,
    place,
    operator: operator.name,
  }));
  return {
    vocabulary: vocabulary(),
    places: atlas.places().map(({ code, name }) => ({ id: code, name })),
    regions,
    dates: atlas.dates(),
  };
}

/** A policy that reads the seat of a recipient: a vendor whom the atlas does not know is an error of the flow. */
const SEATED = `loci 1
policy seated version 1.0.0 "Recipients have a seat" {
  rule seat "A recipient has its seat in France"
    for every t in transfers
    require t.recipient.seat is FR
}
`;

export function vendors({ names }: Ask<"vendors">): Reply<"vendors"> {
  const policy = Policy.parse(SEATED);
  const isKnown = (vendor: string) => {
    try {
      policy.check({ as_of: "2026-01-01", transfers: [{ recipient: { vendor } }] });
      return true;
    } catch (error) {
      if (error instanceof FlowError) return false;
      throw error;
    }
  };
  try {
    return names.map(isKnown);
  } finally {
    policy.free();
  }
}
