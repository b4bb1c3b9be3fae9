// Light or dark: the system's choice, unless the reader chooses.
import { keep, kept } from "./kept.ts";

export type Theme = "auto" | "light" | "dark";

export const THEMES: readonly Theme[] = ["auto", "light", "dark"];

export function theme(): Theme {
  const stored = kept("theme");
  return stored === "light" || stored === "dark" ? stored : "auto";
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = theme();
}

export function chooseTheme(chosen: Theme): void {
  keep("theme", chosen === "auto" ? null : chosen);
  applyTheme();
}
