// What the policy's editor asks of the engine, and what the form is made from.
import { editor, vocabulary } from "lexloci";
import type { Ask, Known, Reply } from "./protocol.ts";

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

/** The vocabulary, and what the atlas calls places and cloud regions: what completion offers where one is expected. */
export function known(): Reply<"known"> {
  return { vocabulary: vocabulary(), places: offered("s.place", "place"), regions: offered("s.region", "region") };
}

function offered(fact: string, kind: "place" | "region"): Known["places"] {
  const source = `loci 1\npolicy p version 1.0.0 "p" {\n  rule r "r"\n    for every s in storage\n    require ${fact} in {`;
  const { options } = editor.complete(source, source.length);
  return options.filter((each) => each.kind === kind).map(({ label, detail }) => ({ id: label, name: detail }));
}
