// Opens the texts of an address, stores the draft, and writes the texts into the address only when they are shared:
// addresses are kept in the browser's history, which may leave this machine. Each case that is opened is an entry of the
// history of this tab, so that "back" leads to what was there before.
import { paused } from "../dom.ts";
import { CASES, caseOf, docOf, fetchTexts, headOf, opened as whole } from "../gallery/cases.ts";
import { t } from "../i18n/index.ts";
import { keep, keepInTab, kept, keptInTab } from "../kept.ts";
import { tell } from "../notice.ts";
import { same, type Doc, type Store } from "../store.ts";
import { suppositions } from "../time/supposed.ts";
import { fragmentOf, linked } from "./link.ts";

/** The pause before the draft is stored, in milliseconds: browsers limit how often an address is changed. */
const REST = 250;

/** The texts to open, and where they are from. */
export interface Opening {
  readonly doc: Doc;
  /** Says whether there is nothing to show yet: a first visit. */
  readonly isFirst: boolean;
}

/** The texts that came with a link, until they are changed. */
let arrived: Doc | null = null;

/** The texts that were put into the address last, which may be before their draft is stored. */
let shared: Doc | null = null;

/** Returns whether the address has the whole of these texts. */
function isShared(doc: Doc): boolean {
  return location.hash.startsWith("#s=") && shared !== null && same(shared, doc);
}

/** Returns whether these texts are those of a link that somebody shared. */
export function isByLink(doc: Doc): boolean {
  return arrived !== null && same(arrived, doc);
}

/** Returns texts with the id of their case, if they are one. */
function known(doc: Doc): Doc {
  return (
    CASES.flatMap(({ id }) => caseOf(id) ?? [])
      .map(docOf)
      .find((each) => same(each, doc)) ?? doc
  );
}

/**
 * Returns the texts to open: those of the address, else the draft of this tab or of the last visit, else the first
 * case, behind the first screen.
 */
export async function opening(): Promise<Opening> {
  const stated = isStart(location.hash) ? null : await stating(location.hash);
  const doc = stated ?? (await drafted());
  return { doc: doc ?? (await firstCase()), isFirst: stated === null && (doc === null || location.hash === "#start") };
}

async function firstCase(): Promise<Doc> {
  const [first] = CASES;
  return first ? whole(first) : { policy: "", flow: "{}", caseId: null, suppose: [] };
}

/** Returns whether a fragment is that of the first screen. */
function isStart(fragment: string): boolean {
  return fragment === "" || fragment === "#" || fragment === "#start";
}

/** Returns the texts of a fragment: a case by its id, or texts that were shared. */
async function stating(fragment: string): Promise<Doc | null> {
  const chosen = headOf(/^#case=([a-z0-9-]{1,40})$/.exec(fragment)?.[1] ?? null);
  if (chosen) return whole(chosen);
  if (fragment.length > 1) await fetchTexts();
  const found = await linked(fragment);
  if (fragment.length > 1 && !found) tell(t("link_unreadable"));
  if (!found) return null;
  if (found.changed) tell(t("link_policy_changed", found.changed));
  const { policy, flow, caseId, suppose } = found;
  const doc = known({ policy, flow, caseId, suppose });
  arrived = doc;
  return doc;
}

async function drafted(): Promise<Doc | null> {
  try {
    const draft: unknown = JSON.parse(keptInTab("draft") ?? kept("draft") ?? "null");
    if (draft !== null) await fetchTexts(); // a draft can be that of any case, or of any policy
    return meant(draft);
  } catch {
    return null;
  }
}

/** Validates stored texts. */
function meant(draft: unknown): Doc | null {
  if (typeof draft !== "object" || draft === null || !("policy" in draft) || !("flow" in draft)) return null;
  const { policy, flow } = draft;
  if (typeof policy !== "string" || typeof flow !== "string") return null;
  const caseId = "caseId" in draft && typeof draft.caseId === "string" ? (caseOf(draft.caseId)?.id ?? null) : null;
  const suppose = "suppose" in draft ? (suppositions(draft.suppose) ?? []) : [];
  return known({ policy, flow, caseId, suppose });
}

/** Records whether the stored draft is that of the texts. On a page that closes, it is stored at once. */
function step(kept: "yes" | "no"): void {
  document.body.dataset.kept = kept;
}

/** Sets the fragment of the address; null removes it. A new entry of the history is made where `isNew`. */
function addressed(fragment: string | null, doc: Doc, isNew = false): void {
  const address = fragment === null ? location.pathname + location.search : `#${fragment}`;
  if (isNew) history.pushState({ doc }, "", address);
  else history.replaceState({ doc }, "", address);
}

/** Views that an address can open. */
interface Opened {
  /** Shows the first screen. */
  start(): void;
  /** Shows the texts. */
  texts(): void;
}

/**
 * Stores the draft of each change, and opens the texts of a changed address. An unchanged case has its name in the
 * address; changed texts have none there, until they are shared.
 */
export function address(store: Store, opened: Opened): void {
  let warned = false;
  const draft = () => {
    const text = JSON.stringify(store.doc);
    keepInTab("draft", text);
    const full = !keep("draft", text);
    if (full && !warned) tell(t("not_kept"));
    warned ||= full;
  };
  let { caseId } = store.doc;
  const follow = paused(REST, () => {
    draft();
    const name = nameInAddress(store.doc);
    const isNew = name !== null && caseId !== store.doc.caseId && location.hash !== `#${name}`;
    ({ caseId } = store.doc);
    // Whoever went back to the first screen meanwhile stays there.
    if (location.hash !== "#start" && !isShared(store.doc)) addressed(name, store.doc, isNew);
    step("yes");
  });
  store.listen(() => {
    step("no");
    follow();
  });
  addEventListener("pagehide", () => document.body.dataset.kept === "no" && draft());
  addEventListener("hashchange", async () => {
    const { state } = history;
    if (state?.doc) await fetchTexts();
    const before = state?.doc ? meant(state.doc) : null;
    if (location.hash === "#start") return opened.start();
    if (before === null && isStart(location.hash)) return opened.start();
    step("no");
    const stated = before ?? (await stating(location.hash));
    const { doc } = store;
    if (stated) {
      store.change(stated);
      ({ caseId } = store.doc);
      opened.texts();
    }
    if (store.doc === doc) step("yes");
  });
}

/** Puts the first screen into the address, as an entry of the history. */
export function startInAddress(): void {
  if (location.hash !== "#start") history.pushState(null, "", "#start");
}

/** Takes the first screen out of the address, once there is something else to show. */
export function textsInAddress({ doc }: Store): void {
  if (location.hash === "#start") addressed(nameInAddress(doc), doc, true);
}

/** Returns the fragment of an unchanged case; null for other texts. */
function nameInAddress(doc: Doc): string | null {
  const found = caseOf(doc.caseId);
  const original = found && docOf(found);
  return original && same(original, doc) ? `case=${original.caseId}` : null;
}

/** Returns the fragment of some texts: short for an unchanged case, null where they are too long for an address. */
export async function fragmentFor(doc: Doc): Promise<string | null> {
  return nameInAddress(doc) ?? (await fragmentOf(doc));
}

/** Puts the whole address of the texts into the address bar and the clipboard. */
export async function share({ doc }: Store): Promise<void> {
  const fragment = await fragmentFor(doc);
  shared = doc;
  addressed(fragment, doc);
  if (fragment === null) return tell(t("too_much_for_link"));
  try {
    await navigator.clipboard.writeText(location.href);
    tell(t("link_copied"));
  } catch {
    tell(t("link_in_address"));
  }
}
