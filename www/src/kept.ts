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

/** Keeps a text, null forgets it; whether that worked: a browser in private mode, or one that is full, keeps nothing. */
export function keep(name: string, text: string | null): boolean {
  try {
    localStorage.removeItem(PREFIX + name);
    if (text !== null) localStorage.setItem(PREFIX + name, text);
    return true;
  } catch {
    return false;
  }
}
