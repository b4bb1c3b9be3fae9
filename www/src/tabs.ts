// On a narrow screen one panel is shown at a time, chosen by tabs that the arrow keys move along.
import { byId } from "./dom.ts";

export type Panel = "policy" | "flow" | "verdict";

const NAMES: readonly Panel[] = ["flow", "verdict", "policy"];

/** Shows a panel where only one fits. */
export function showPanel(name: Panel): void {
  byId("main").dataset.shown = name;
  for (const each of NAMES) {
    const tab = byId(`tab-${each}`);
    tab.setAttribute("aria-selected", String(each === name));
    tab.tabIndex = each === name ? 0 : -1;
  }
}

/** Wires the tabs. */
export function tabs(): void {
  NAMES.forEach((name, i) => {
    const tab = byId(`tab-${name}`);
    tab.addEventListener("click", () => showPanel(name));
    tab.addEventListener("keydown", ({ key }) => {
      const next = NAMES[{ ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: NAMES.length - 1 }[key] ?? -1];
      if (!next) return;
      byId(`tab-${next}`).focus();
      showPanel(next);
    });
  });
}
