// On a narrow screen one panel is shown at a time, chosen by tabs that the arrow keys move along.
import { byId } from "./dom.js";

const NAMES = ["policy", "flow", "reasons"];

/** Wires the tabs; returns what shows a panel by name. */
export function panels() {
  const tabs = NAMES.map((name) => byId(`tab-${name}`));
  const show = (name) => {
    document.querySelector("main").dataset.shown = name;
    tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(NAMES[i] === name));
      tab.tabIndex = NAMES[i] === name ? 0 : -1;
    });
  };
  tabs.forEach((tab, i) => {
    tab.addEventListener("click", () => show(NAMES[i]));
    tab.addEventListener("keydown", ({ key }) => {
      const next = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: NAMES.length - 1 }[key];
      if (tabs[next]) tabs[next].focus(), show(NAMES[next]);
    });
  });
  return show;
}
