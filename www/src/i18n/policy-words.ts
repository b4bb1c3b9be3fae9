// The sentences of a policy (titles, remedies, duties) in the page's language, where the gallery has them; else as
// written.
import { h } from "../dom.ts";
import { language, onLanguage } from "./index.ts";

import type { frenchScopes as Scopes } from "./scopes.fr.ts";

type Table = { readonly [english: string]: string };

let french: Table | null = null;
let scopes: typeof Scopes | null = null;
let loading: Promise<void> | null = null;

/** Fetches the French sentences when they are first needed, and calls back. */
export function wordsOfPolicies(arrived: () => void): void {
  const fetch = () => {
    if (language() !== "fr" || french) return;
    loading ??= Promise.all([import("./policies.fr.ts"), import("./scopes.fr.ts")]).then(
      ([{ frenchPolicies }, { frenchScopes }]) => void ([french, scopes] = [frenchPolicies, frenchScopes]),
    );
    void loading.then(arrived);
  };
  onLanguage(fetch);
  fetch();
}

/** Returns a sentence of a policy as plain text. */
export function policyWord(text: string): string {
  return (language() === "fr" && french && Object.hasOwn(french, text) ? french[text] : undefined) ?? text;
}

/** Returns what a shipped policy covers and leaves out in the page's language; null where that is only in its own words. */
export function scopeWords(policy: string): { readonly covers: string; readonly leaves: string } | null {
  return (language() === "fr" && scopes && Object.hasOwn(scopes, policy) ? scopes[policy] : undefined) ?? null;
}

/** Returns a sentence as an element; a translated one has the policy's own words as a hint. */
export function policyWords(text: string): HTMLElement {
  const translated = policyWord(text);
  return translated === text ? h("span", { lang: "en" }, text) : h("span", { title: text }, translated);
}
