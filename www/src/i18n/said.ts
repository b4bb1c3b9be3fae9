// The engine's messages, helps and notes on flows in the page's language.
import { french } from "./index.ts";

/** Returns a text of the engine in the page's language: its own, where there is no other. */
export function said(text: string): string {
  return french()?.inFrench(text) ?? text;
}
