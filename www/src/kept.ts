// What the browser keeps between visits: choices and drafts; and what a tab keeps for itself, so that two tabs do not mix their
// drafts when one is loaded again. Where it keeps nothing, the page works without.

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

/** What this tab has kept under a name, or null. */
export function keptInTab(name: string): string | null {
  try {
    return sessionStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Keeps a text for this tab alone. */
export function keepInTab(name: string, text: string): void {
  try {
    sessionStorage.setItem(PREFIX + name, text);
  } catch {
    // A browser that keeps nothing: the draft of the last visit, if there is one, has to do.
  }
}
