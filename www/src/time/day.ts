// Days as texts, "2026-03-01", as numbers counted from 1970, and as positions on the strip.

const MILLISECONDS = 86_400_000;

/** Returns the days since 1970-01-01; NaN for a text that is no day. */
export function numberOf(day: string): number {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return NaN;
  const number = Date.parse(`${day}T00:00:00Z`) / MILLISECONDS;
  return dayOf(number) === day ? number : NaN;
}

export function dayOf(number: number): string {
  return Number.isFinite(number) ? new Date(number * MILLISECONDS).toISOString().slice(0, 10) : "";
}

/** The first and the last day of the slider. */
export const FIRST = "2000-01-01";
export const LAST = "2032-12-31";
export const START = numberOf(FIRST);
export const END = numberOf(LAST);

/** Returns the position of a day between the first and the last, in percent. */
export function share(day: number): string {
  return `${(((day - START) / (END + 1 - START)) * 100).toFixed(4)}%`;
}

/** Returns the day on which the page is read. The engine has no clock: a day that is judged is stated. */
export function today(): string {
  const now = new Date();
  return dayOf(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / MILLISECONDS);
}
