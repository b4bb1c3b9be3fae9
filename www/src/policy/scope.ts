// What a policy covers and leaves out, as its own text opens.

/** Returns what the comment that opens a policy's text says that it covers and leaves out. */
export function scopeIn(text: string): { readonly covers: string; readonly leaves: string } {
  const head = text.split("\n").filter((_, i, all) => all.slice(0, i + 1).every((each) => each.startsWith("#")));
  const paragraph = (first: RegExp) => {
    const from = head.findIndex((line) => first.test(line));
    if (from < 0) return "";
    const rest = head.slice(from + 1);
    const end = rest.findIndex((line) => !/^#(\s{5,}|\s+out\s{2,})/.test(line));
    const lines = [head[from] ?? "", ...rest.slice(0, end < 0 ? rest.length : end)];
    return lines
      .map((line) => line.replace(/^#\s*(Covers|Leaves|out)?\s*/, ""))
      .join(" ")
      .trim();
  };
  return { covers: paragraph(/^# Covers\s/), leaves: paragraph(/^# Leaves\s/) };
}
