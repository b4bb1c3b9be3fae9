// Marks under the strip on the days when an act of the atlas begins or ends.
import type { Known } from "../engine/protocol.ts";
import { byId, h, refill } from "../dom.ts";
import { numberOf } from "./day.ts";
import { FIRST, LAST, share } from "./slider.ts";

/** Draws a mark for each day, those of adequacy decisions taller: they are what transfers hang on. */
export function acts({ dates }: Known): void {
  const days = new Map<string, Known["dates"][number][]>();
  for (const turn of dates) days.set(turn.date, [...(days.get(turn.date) ?? []), turn]);
  const marks = [...days].filter(([date]) => date >= FIRST && date <= LAST).map(([date, turns]) => {
    const chief = turns.some(({ family }) => family === "adequacy");
    const told = turns.map(({ begins, label, act }) => `${begins ? "+" : "−"} ${label} (${act})`).join("\n");
    const mark = h("span", { class: chief ? "chief" : null, "data-day": date, title: `${date}\n${told}` });
    mark.style.left = share(numberOf(date));
    return mark;
  });
  refill(byId("acts"), marks);
}
