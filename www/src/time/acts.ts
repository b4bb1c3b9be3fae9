// The days on which an act of the atlas begins or ends: marks under the strip, and the text for a day.
import type { Known } from "../engine/protocol.ts";
import { byId, h, refill } from "../dom.ts";
import { t } from "../i18n/index.ts";
import { FIRST, LAST, numberOf, share } from "./day.ts";

type Act = Known["dates"][number];

const days = new Map<string, Act[]>();

/** Draws a mark for each day, those of adequacy decisions taller, because transfers depend on them. */
export function acts({ dates }: Known): void {
  for (const act of dates) days.set(act.date, [...(days.get(act.date) ?? []), act]);
  const marks = [...days]
    .filter(([date]) => date >= FIRST && date <= LAST)
    .map(([date, on]) => {
      const chief = on.some(({ family }) => family === "adequacy");
      const lines = on.map(({ begins, label, act }) => `${begins ? "+" : "−"} ${label} (${act})`).join("\n");
      const mark = h("span", { class: chief ? "chief" : null, "data-day": date, title: `${date}\n${lines}` });
      mark.style.left = share(numberOf(date));
      return mark;
    });
  refill(byId("acts"), marks);
}

/** Says since when the answer holds, and what began or ended on that day. */
export function since(day: string): string {
  const on = days.get(day) ?? [];
  if (on.length === 0) return t("since_plain", day);
  return t("since", day, on.map(actInWords).join("; "));
}

function actInWords({ begins, label, act, note }: Act): string {
  const why = begins || note === "" ? "" : `, ${note}`;
  return `${t(begins ? "began" : "ended", label)}${why}${label.includes(act) ? "" : ` (${act})`}`;
}
