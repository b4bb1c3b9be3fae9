// The French of the page, but that of policies and of the engine's messages: fetched only where the page is read in French.
import { frenchActs } from "./acts.fr.ts";
import { fr } from "./fr.ts";
import type { Messages } from "./index.ts";
import { frenchValues } from "./values.fr.ts";

/** Puts the no-break spaces of French before high punctuation and inside quotes. */
function spaced(messages: Messages): Messages {
  const entries = Object.entries(messages).map(([key, text]) => [
    key,
    text.replace(/ ([:;?!»])/g, "\u00a0$1").replace(/« /g, "«\u00a0"),
  ]);
  return Object.fromEntries(entries) as Messages;
}

export const french = { messages: spaced(fr), values: frenchValues, acts: frenchActs };
