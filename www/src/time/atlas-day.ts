// The last day that the atlas covers. Later days are judged by what is known now: laws and decisions of later days are
// missing.
import { language } from "../i18n/index.ts";
import { dayOf, numberOf } from "./day.ts";

let last: number | null = null;

/** Takes the version of the atlas, "2026.11": the month of which it states the world. */
export function learnAtlas(version: string): void {
  const [, year, month] = /^(\d{4})\.(\d{2})/.exec(version) ?? [];
  last = year && month ? Date.UTC(Number(year), Number(month), 0) / 86_400_000 : null;
}

/** Returns the last day that the atlas covers; null while that is not known. */
export function lastKnown(): string | null {
  return last === null ? null : dayOf(last);
}

/** Returns whether a day is after all that the atlas covers. */
export function isAfterAtlas(day: string): boolean {
  return last !== null && numberOf(day) > last;
}

/** Returns the month of the atlas in words. */
export function atlasMonth(): string {
  const month = new Intl.DateTimeFormat(language(), { month: "long", year: "numeric", timeZone: "UTC" });
  return last === null ? "" : month.format(new Date(last * 86_400_000));
}
