// The answer at a glance: word, shape, colour, and one line.
import type { Judged, Standing } from "../engine/protocol.ts";
import { byId, h, refill } from "../dom.ts";
import { policyName } from "../gallery/origin.ts";
import { t } from "../i18n/index.ts";
import type { Doc } from "../store.ts";
import { atlasMonth, isAfterAtlas } from "../time/atlas-day.ts";
import { advice, SHAPES } from "./outcome.ts";

/** Shows the result for these texts; announced to screen readers only when the words change. */
export function announce({ verdict, policy, flow }: Judged, doc: Doc): void {
  if (verdict) {
    const known = isAfterAtlas(verdict.as_of) ? [t("as_far_as_known", atlasMonth())] : [];
    const line = [advice(verdict), policyName(verdict, doc), t("as_of", verdict.as_of), ...known];
    say(verdict.verdict, SHAPES[verdict.verdict], t(verdict.verdict), line);
  } else {
    say(
      "error",
      SHAPES.error,
      t("error"),
      [faults("errors_in_policy", policy), faults("errors_in_flow", flow)].filter(Boolean),
    );
  }
}

/** Shows that the engine could not start or has stopped. */
export function announceFailure(word: "failed" | "stopped", message: string): void {
  say("error", SHAPES.error, t(word), [message]);
}

function faults(key: "errors_in_policy" | "errors_in_flow", findings: Judged["policy"]): string {
  const count = findings.filter(({ level }) => level === "error").length;
  return count === 0 ? "" : t(key, count === 1 ? t("one_error") : t("errors", count));
}

function say(answer: Standing, shape: string, word: string, line: readonly string[]): void {
  const place = byId("answer");
  place.dataset.answer = answer;
  put(place.querySelector(".symbol"), shape);
  put(place.querySelector(".name"), word);
  const shown = place.querySelector<HTMLElement>(".line");
  const text = line.join(" · ");
  // Each part stays in one piece where the line breaks: a day is not split.
  if (shown && shown.textContent !== text)
    refill(
      shown,
      line.map((part, i) => [i > 0 && " · ", h("span", { class: "whole" }, part)]),
    );
  document.title = `${shape} ${word} · Lex Loci`;
}

function put(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
