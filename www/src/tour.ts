// A tour of four steps for new readers; once dismissed, it stays away.
import { byId, h, refill } from "./dom.ts";
import { onLanguage, t } from "./i18n/index.ts";
import { keep, kept } from "./kept.ts";
import { showPanel, type Panel } from "./tabs.ts";

const STEPS = [
  { at: "answer", panel: "verdict", says: "tour_verdict" },
  { at: "panel-flow", panel: "flow", says: "tour_flow" },
  { at: "panel-policy", panel: "policy", says: "tour_policy" },
  { at: "time", panel: "verdict", says: "tour_time" },
] as const satisfies readonly { at: string; panel: Panel; says: string }[];

/** The texts of the tour for texts that are no case. */
const OWN: { readonly [says: string]: "tour_verdict_own" | "tour_flow_own" } = {
  tour_verdict: "tour_verdict_own",
  tour_flow: "tour_flow_own",
};

let step = 0;
let returns: HTMLElement | null = null;

/** Returns whether an unchanged decided case is open: else the tour does not mention one. */
let onCase: () => boolean = () => true;

/**
 * Offers the tour to readers who have not seen it and are shown a case or an example; who opens a link or a draft wants to see
 * that. `isDecided`: whether the case was decided, and not made up.
 */
export function offerTour(isCase: () => boolean, isDecided: () => boolean): void {
  onCase = isDecided;
  onLanguage(() => !byId("tour-card").hidden && draw());
  if (kept("tour") === null && isCase()) startTour();
}

export function startTour(): void {
  step = 0;
  returns = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  byId("tour-card").addEventListener("keydown", closing);
  draw();
}

function closing(event: KeyboardEvent): void {
  if (event.key === "Escape") end();
}

function end(): void {
  keep("tour", "seen");
  point(null);
  const had = byId("tour-card").contains(document.activeElement);
  byId("tour-card").hidden = true;
  showPanel("verdict");
  if (had) returns?.focus();
}

function point(id: string | null): void {
  for (const each of document.querySelectorAll(".toured")) each.classList.remove("toured");
  if (id !== null) byId(id).classList.add("toured");
}

function draw(): void {
  const now = STEPS[step];
  if (!now) return end();
  const last = step === STEPS.length - 1;
  point(now.at);
  showPanel(now.panel);
  const card = byId("tour-card");
  card.hidden = false;
  card.setAttribute("aria-label", t("tour"));
  refill(
    card,
    h("p", { class: "note" }, t("tour_step", step + 1, STEPS.length)),
    h("p", {}, t(onCase() ? now.says : (OWN[now.says] ?? now.says))),
    h(
      "p",
      { class: "actions" },
      h(
        "button",
        {
          type: "button",
          class: "small primary",
          "data-key": "next",
          id: "tour-next",
          onclick: () => (step++, draw()),
        },
        t(last ? "tour_done" : "tour_next"),
      ),
      !last &&
        h(
          "button",
          { type: "button", class: "small", "data-key": "skip", id: "tour-skip", onclick: end },
          t("tour_skip"),
        ),
    ),
  );
}
