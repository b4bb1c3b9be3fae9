// Suppositions as they are written.

/** A supposition, as it is written: "US leaves adequate on 2027-03-01". */
export const WRITTEN = /^(\S+?)(?: with (\w+))? (leaves|joins) (\w+) on (\d{4}-\d{2}-\d{2})$/;

/** Returns the first day that a supposition is about; null where there is none. */
export function firstSupposed(suppose: readonly string[]): string | null {
  return suppose.flatMap((each) => WRITTEN.exec(each)?.[5] ?? []).sort()[0] ?? null;
}

/** The most suppositions, and the longest, that a link or a draft may hold. */
const [MOST, LONGEST] = [12, 200];

/** Validates suppositions: some short texts; null for anything else. */
export function suppositions(value: unknown): readonly string[] | null {
  const isOne = (each: unknown) => typeof each === "string" && each.length <= LONGEST;
  return Array.isArray(value) && value.length <= MOST && value.every(isOne) ? (value as string[]) : null;
}
