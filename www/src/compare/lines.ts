// The lines in which two texts differ, in the order of the texts.

/** A line of one text or of both. */
export interface Line {
  readonly is: "same" | "out" | "in";
  readonly text: string;
}

/** The most lines between the first and the last difference that are matched with each other: more takes too long. */
const MOST = 1_500;

/** Returns the lines of two texts: those that only the older one has, those that only the newer one has, and the others. */
export function lines(older: string, newer: string): readonly Line[] {
  const [one, two] = [older.split("\n"), newer.split("\n")];
  let from = 0;
  while (from < Math.min(one.length, two.length) && one[from] === two[from]) from++;
  let same = 0;
  while (same < Math.min(one.length, two.length) - from && one.at(-1 - same) === two.at(-1 - same)) same++;
  const told = (is: Line["is"], some: readonly string[]) => some.map((text): Line => ({ is, text }));
  const [out, into] = [one.slice(from, one.length - same), two.slice(from, two.length - same)];
  const middle =
    out.length > MOST || into.length > MOST ? [...told("out", out), ...told("in", into)] : matched(out, into);
  return [...told("same", one.slice(0, from)), ...middle, ...told("same", one.slice(one.length - same))];
}

/** Matches lines by their longest common sequence. */
function matched(out: readonly string[], into: readonly string[]): Line[] {
  const width = into.length + 1;
  const longest = new Uint16Array((out.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = out.length - 1; i >= 0; i--)
    for (let j = into.length - 1; j >= 0; j--)
      longest[i * width + j] = out[i] === into[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const found: Line[] = [];
  let [i, j] = [0, 0];
  while (i < out.length || j < into.length) {
    const [left, right] = [out[i], into[j]];
    if (left !== undefined && left === right) {
      found.push({ is: "same", text: left });
      [i, j] = [i + 1, j + 1];
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      found.push({ is: "out", text: left });
      i++;
    } else {
      found.push({ is: "in", text: right ?? "" });
      j++;
    }
  }
  return found;
}

/** Returns the differing lines with `around` lines before and after each; a gap between them is null. */
export function hunks(all: readonly Line[], around = 2): readonly (Line | null)[] {
  const near = all.map((_, i) => all.slice(Math.max(0, i - around), i + around + 1).some(({ is }) => is !== "same"));
  return all.flatMap((line, i) => (near[i] ? (i > 0 && !near[i - 1] ? [null, line] : [line]) : []));
}
