// The faults of a flow's text as they are shown: what the engine found, each with what puts it right, and why a text is not JSON.
import type { Finding } from "../engine/protocol.ts";
import { mendable } from "./mend.ts";
import { unreadable } from "./unreadable.ts";

/** Returns the faults of a flow's text. */
export function faultsOf(found: readonly Finding[], text: string): Finding[] {
  return [...mendable(found, text), ...unreadable(text)];
}
