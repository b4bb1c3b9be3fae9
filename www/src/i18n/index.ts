// The page's language: the reader's choice, else the browser's. The texts of the engine stay in the policy's language.
import { kept, keep } from "../kept.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";

export type Key = keyof typeof en;
export type Messages = { readonly [key in Key]: string };
export type Language = "en" | "fr";

const ALL: { readonly [language in Language]: Messages } = { en, fr: spaced(fr) };
const listeners: (() => void)[] = [];

let chosen: Language = initial();

function initial(): Language {
  const stored = kept("language");
  if (stored === "en" || stored === "fr") return stored;
  return navigator.language.toLowerCase().startsWith("fr") ? "fr" : "en";
}

export function language(): Language {
  return chosen;
}

export function speak(language: Language): void {
  chosen = language;
  keep("language", language);
  translate();
  for (const listener of listeners) listener();
}

/** Calls back whenever the language changes. */
export function onLanguage(listener: () => void): void {
  listeners.push(listener);
}

/** Returns a message with its places {0}, {1}, … filled. */
export function t(key: Key, ...values: readonly (string | number)[]): string {
  return ALL[chosen][key].replace(/\{(\d)\}/g, (_, place: string) => String(values[Number(place)] ?? ""));
}

/**
 * Translates the texts in the page itself: `data-t` is a text, `data-t-label` a name for screen readers, `data-t-title`
 * a hint.
 */
export function translate(): void {
  document.documentElement.lang = chosen;
  const each = (attribute: string, put: (element: Element, text: string) => void): void => {
    for (const element of document.querySelectorAll(`[${attribute}]`))
      put(element, t(element.getAttribute(attribute) as Key));
  };
  each("data-t", (element, text) => (element.textContent = text));
  each("data-t-label", (element, text) => element.setAttribute("aria-label", text));
  each("data-t-title", (element, text) => element.setAttribute("title", text));
}

/** Puts the no-break spaces of French before high punctuation and inside quotes. */
function spaced(messages: Messages): Messages {
  const entries = Object.entries(messages).map(([key, text]) => [
    key,
    text.replace(/ ([:;?!»])/g, "\u00a0$1").replace(/« /g, "«\u00a0"),
  ]);
  return Object.fromEntries(entries) as Messages;
}
