// Opens the texts of an address, stores the draft, and writes the texts into the address only when they are shared:
// addresses are kept in the browser's history, which may leave this machine.
import { paused } from "../dom.ts";
import { CASES, caseOf, docOf } from "../gallery/cases.ts";
import { t } from "../i18n/index.ts";
import { keep, keepInTab, kept, keptInTab } from "../kept.ts";
import { tell } from "../notice.ts";
import type { Doc, Store } from "../store.ts";
import { fragmentOf, linked } from "./link.ts";

/** The pause before the draft is stored, in milliseconds: browsers limit how often an address is changed. */
const REST = 250;

/** Returns texts with the id of their case, if they are one. */
function known({ policy, flow, caseId }: Doc): Doc {
  return CASES.map(docOf).find((each) => each.policy === policy && each.flow === flow) ?? { policy, flow, caseId };
}

/**
 * Returns the texts to open: those of the address, else the draft of this tab or of the last visit, else the first
 * case.
 */
export async function opening(): Promise<Doc> {
  const [first] = CASES;
  return (
    (await stating(location.hash)) ?? drafted() ?? (first ? docOf(first) : { policy: "", flow: "{}", caseId: null })
  );
}

/** Returns the texts of a fragment: a case by its id, or texts that were shared. */
async function stating(fragment: string): Promise<Doc | null> {
  const chosen = caseOf(/^#case=([a-z0-9-]{1,40})$/.exec(fragment)?.[1] ?? null);
  if (chosen) return docOf(chosen);
  const shared = await linked(fragment);
  if (fragment.length > 1 && !shared) tell(t("link_unreadable"));
  if (shared?.changed) tell(t("link_policy_changed", shared.changed));
  return shared && known(shared);
}

function drafted(): Doc | null {
  try {
    const draft: unknown = JSON.parse(keptInTab("draft") ?? kept("draft") ?? "null");
    if (typeof draft !== "object" || draft === null || !("policy" in draft) || !("flow" in draft)) return null;
    const { policy, flow } = draft;
    if (typeof policy !== "string" || typeof flow !== "string") return null;
    const caseId = "caseId" in draft && typeof draft.caseId === "string" ? (caseOf(draft.caseId)?.id ?? null) : null;
    return known({ policy, flow, caseId });
  } catch {
    return null;
  }
}

/** Records whether the stored draft is that of the texts. On a page that closes, it is stored at once. */
function step(kept: "yes" | "no"): void {
  document.body.dataset.kept = kept;
}

/** Sets the fragment of the address; null removes it. */
function addressed(fragment: string | null): void {
  history.replaceState(null, "", fragment === null ? location.pathname + location.search : `#${fragment}`);
}

/**
 * Stores the draft of each change, and opens the texts of a changed address. An unchanged case has its name in the
 * address; changed texts have none there, until they are shared.
 */
export function address(store: Store): void {
  let warned = false;
  const draft = () => {
    const text = JSON.stringify(store.doc);
    keepInTab("draft", text);
    const full = !keep("draft", text);
    if (full && !warned) tell(t("not_kept"));
    warned ||= full;
  };
  const follow = paused(REST, () => {
    draft();
    addressed(nameInAddress(store.doc));
    step("yes");
  });
  store.listen(() => {
    step("no");
    follow();
  });
  addEventListener("pagehide", () => document.body.dataset.kept === "no" && draft());
  addEventListener("hashchange", async () => {
    step("no");
    const stated = await stating(location.hash);
    const { doc } = store;
    if (stated) store.change(stated);
    if (store.doc === doc) step("yes");
  });
}

/** Returns the fragment of an unchanged case; null for other texts. */
function nameInAddress(doc: Doc): string | null {
  const found = caseOf(doc.caseId);
  const original = found && docOf(found);
  return original && original.policy === doc.policy && original.flow === doc.flow ? `case=${original.caseId}` : null;
}

/** Returns the fragment of some texts: short for an unchanged case, null where they are too long for an address. */
async function current(doc: Doc): Promise<string | null> {
  return nameInAddress(doc) ?? (await fragmentOf(doc));
}

/** Puts the whole address of the texts into the address bar and the clipboard. */
export async function share({ doc }: Store): Promise<void> {
  const fragment = await current(doc);
  addressed(fragment);
  if (fragment === null) return tell(t("too_much_for_link"));
  try {
    await navigator.clipboard.writeText(location.href);
    tell(t("link_copied"));
  } catch {
    tell(t("link_in_address"));
  }
}
