// The browser's storage between visits: choices and drafts. And the storage of a tab, so that two tabs do not mix their
// drafts when one is reloaded. Without storage the page works too.

const PREFIX = "lexloci.";

/** Returns the stored text of a name, or null. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/**
 * Stores a text; null removes it. Returns whether that worked: a browser in private mode, or with a full storage,
 * stores nothing.
 */
export function keep(name: string, text: string | null): boolean {
  try {
    localStorage.removeItem(PREFIX + name);
    if (text !== null) localStorage.setItem(PREFIX + name, text);
    return true;
  } catch {
    return false;
  }
}

/** Returns this tab's stored text of a name, or null. */
export function keptInTab(name: string): string | null {
  try {
    return sessionStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Stores a text for this tab only. */
export function keepInTab(name: string, text: string): void {
  try {
    sessionStorage.setItem(PREFIX + name, text);
  } catch {
    // Without storage the draft of the last visit is used, if there is one.
  }
}
