// The page's language: the reader's choice, else the browser's. The texts of the engine stay in the policy's language.
import { kept, keep } from "../kept.ts";
import type { enRest } from "./en-rest.ts";
import { en } from "./en.ts";
import type { french as table } from "./french.ts";

export type Key = keyof typeof en | keyof typeof enRest;
export type Messages = { readonly [key in Key]: string };
export type Language = "en" | "fr";

type French = typeof table;

/** The messages in English, as far as they have been fetched. */
const english: { [key in Key]?: string } = { ...en };

/** Takes the messages of a part of the page that is fetched later. */
export function teach(messages: typeof enRest): void {
  Object.assign(english, messages);
}

let fetched: French | null = null;
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

/** Returns the French of the page where it is read in French, else null. */
export function french(): French | null {
  return chosen === "fr" ? fetched : null;
}

/** Fetches of further words of a language, which a part of the page needs that is there. */
const further: ((language: Language) => Promise<void>)[] = [];

/** Fetches further words of the page's language now, and of each that is chosen later. */
export async function learnAlso(fetch: (language: Language) => Promise<void>): Promise<void> {
  further.push(fetch);
  await fetch(chosen).catch((error: unknown) => console.info(String(error)));
}

/** Fetches the words of a language. Where they cannot be fetched, the page stays in English. */
export async function learn(language: Language = chosen): Promise<void> {
  if (language !== "fr" || fetched) return;
  try {
    const [{ french }] = await Promise.all([import("./french.ts"), ...further.map((fetch) => fetch(language))]);
    fetched = french;
  } catch (error) {
    console.info(String(error));
    if (chosen === "fr") chosen = "en";
  }
}

/** Changes the language, once its words are there. */
export async function speak(language: Language): Promise<void> {
  await learn(language);
  if (language === "fr" && !fetched) return;
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
  return ((french()?.messages ?? english)[key] ?? key).replace(/\{(\d)\}/g, (_, place: string) =>
    String(values[Number(place)] ?? ""),
  );
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
