// What a policy says (titles, remedies, duties) in the page's language, where the gallery has it; else as it stands there.
import { h } from "../dom.ts";
import { language, onLanguage } from "./index.ts";

type Table = { readonly [english: string]: string };

let french: Table | null = null;
let loading: Promise<void> | null = null;

/** Fetches the French sentences when they are first wanted, and calls back. */
export function wordsOfPolicies(arrived: () => void): void {
  const fetch = () => {
    if (language() !== "fr" || french) return;
    loading ??= import("./policies.fr.ts").then(({ frenchPolicies }) => void (french = frenchPolicies));
    void loading.then(arrived);
  };
  onLanguage(fetch);
  fetch();
}

/** A sentence of a policy as plain text. */
export function policyWord(text: string): string {
  return (language() === "fr" && french && Object.hasOwn(french, text) ? french[text] : undefined) ?? text;
}

/** The same to be put on the page; what was translated keeps the policy's own words as a hint. */
export function policyWords(text: string): HTMLElement {
  const told = policyWord(text);
  return told === text ? h("span", { lang: "en" }, text) : h("span", { title: text }, told);
}
