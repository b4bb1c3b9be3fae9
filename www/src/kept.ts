// What the browser keeps between visits: choices and drafts. Where it keeps nothing, the page works without.

const PREFIX = "lexloci.";

/** What was kept under a name, or null. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Keeps a text; null forgets it. */
export function keep(name: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, text);
  } catch {
    // A browser in private mode, or one that is full, keeps nothing.
  }
}
