// The engine's messages, helps and notes on flows in the page's language. What is French of them is fetched after the first verdict.
import { french, type Language } from "./index.ts";

let inFrench: ((text: string) => string | null) | null = null;

/** Fetches the patterns by which these texts are told in a language. */
export async function learnSaid(language: Language): Promise<void> {
  if (language === "fr") ({ inFrench } = await import("./said.fr.ts"));
}

/** Returns a text of the engine in the page's language: its own, where there is no other. */
export function said(text: string): string {
  return (french() && inFrench?.(text)) ?? text;
}
