// The services for the policy's editor, and the data for the form.
import { atlas, editor, vocabulary } from "lexloci";
import type { Ask, Reply } from "./protocol.ts";

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
  const regions = atlas
    .regions()
    .map(({ id, label, provider, place }) => ({ id, name: `${provider}, ${label}, ${place}`, place }));
  return {
    vocabulary: vocabulary(),
    places: atlas.places().map(({ code, name }) => ({ id: code, name })),
    regions,
    dates: atlas.dates(),
  };
}
