// The days on which an act of the atlas begins or ends: marks under the strip, and the text for a day.
import type { Known } from "../engine/protocol.ts";
import { byId, h, refill } from "../dom.ts";
import { actNote, actWord } from "../i18n/acts.ts";
import { t } from "../i18n/index.ts";
import { FIRST, LAST, numberOf, share } from "./day.ts";

type Act = Known["dates"][number];

const days = new Map<string, Act[]>();
let words: Known | null = null;

/** Draws a mark for each day, those of adequacy decisions taller, because transfers depend on them. */
export function acts(known: Known): void {
  words = known;
  days.clear();
  for (const act of known.dates) days.set(act.date, [...(days.get(act.date) ?? []), act]);
  const marks = [...days]
    .filter(([date]) => date >= FIRST && date <= LAST)
    .map(([date, on]) => {
      const chief = on.some(({ family }) => family === "adequacy");
      const lines = on.map((each) => `${each.begins ? "+" : "−"} ${nameOf(each)} (${each.act})`).join("\n");
      const mark = h("span", { class: chief ? "chief" : null, "data-day": date, title: `${date}\n${lines}` });
      mark.style.left = share(numberOf(date));
      return mark;
    });
  refill(byId("acts"), marks);
}

/** Returns the acts that begin or end on a day. */
export function actsOf(day: string): readonly Act[] {
  return days.get(day) ?? [];
}

/** Says since when the answer holds, and what began or ended on that day. */
export function since(day: string): string {
  const on = days.get(day) ?? [];
  if (on.length === 0) return t("since_plain", day);
  return t("since", day, on.map(actInWords).join(t("semicolon")));
}

/** Names an act in words. */
export function nameOf(act: Act): string {
  return words ? actWord(act, words) : act.label;
}

function actInWords(each: Act): string {
  const { begins, label, act, note } = each;
  const why = begins || note === "" ? "" : `, ${actNote(note)}`;
  return `${t(begins ? "began" : "ended", nameOf(each))}${why}${label.includes(act) ? "" : ` (${act})`}`;
}
