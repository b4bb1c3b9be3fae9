// Opens what an address says, keeps the draft, and writes the texts into the address when they are shared. Only then: addresses
// are kept in the browser's history, and with it may leave this machine.
import { paused } from "../dom.ts";
import { CASES, caseOf, docOf } from "../gallery/cases.ts";
import { t } from "../i18n/index.ts";
import { keep, keepInTab, kept, keptInTab } from "../kept.ts";
import { tell } from "../notice.ts";
import type { Doc, Store } from "../store.ts";
import { fragmentOf, linked } from "./link.ts";

/** How long the texts must rest before the draft follows, in milliseconds: browsers count how often an address is changed. */
const REST = 250;

/** Texts with the case that they are, if they are one. */
function known({ policy, flow, told }: Doc): Doc {
  return CASES.map(docOf).find((each) => each.policy === policy && each.flow === flow) ?? { policy, flow, told };
}

/** What the page opens with: what its address says, else the draft of this tab or of the last visit, else the first case. */
export async function opening(): Promise<Doc> {
  const [first] = CASES;
  return (await stating(location.hash)) ?? drafted() ?? (first ? docOf(first) : { policy: "", flow: "{}", told: null });
}

/** The texts of a fragment: a case by its id, or texts that were shared. */
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
    const told = "told" in draft && typeof draft.told === "string" ? (caseOf(draft.told)?.id ?? null) : null;
    return known({ policy, flow, told });
  } catch {
    return null;
  }
}

/** Whether the draft is that of the texts: on a page that closes, it is kept at once. */
function step(kept: "yes" | "no"): void {
  document.body.dataset.kept = kept;
}

/** Puts a fragment into the address; with null it has none, rather than that of other texts. */
function addressed(fragment: string | null): void {
  history.replaceState(null, "", fragment === null ? location.pathname + location.search : `#${fragment}`);
}

/**
 * Follows the texts with the draft, and an address that is opened with the texts. A case as it stands has its name in the
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

/** The fragment of a case as it stands; null for other texts. */
function nameInAddress(doc: Doc): string | null {
  const told = caseOf(doc.told);
  const whole = told && docOf(told);
  return whole && whole.policy === doc.policy && whole.flow === doc.flow ? `case=${whole.told}` : null;
}

/** The fragment of some texts: short where they are a case as it stands, null where they are too much for an address. */
async function current(doc: Doc): Promise<string | null> {
  return nameInAddress(doc) ?? (await fragmentOf(doc));
}

/** The whole address of the texts, in the address bar and on the clipboard. */
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
