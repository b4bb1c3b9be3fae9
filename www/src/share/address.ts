// Keeps the address in step with the texts, and opens what an address says.
import { paused } from "../dom.ts";
import { CASES, caseOf, docOf } from "../gallery/cases.ts";
import { t } from "../i18n/index.ts";
import { keep, kept } from "../kept.ts";
import { tell } from "../notice.ts";
import type { Doc, Store } from "../store.ts";
import { fragmentOf, linked } from "./link.ts";

/** How long the texts must rest before the address follows, in milliseconds: browsers count how often it is changed. */
const REST = 250;

/** Texts with the case that they are, if they are one. */
function known({ policy, flow }: { readonly policy: string; readonly flow: string }): Doc {
  const told = CASES.map(docOf).find((each) => each.policy === policy && each.flow === flow);
  return told ?? { policy, flow, told: null };
}

/** What the page opens with: what its address says, else the draft of the last visit, else the first case. */
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
    const draft: unknown = JSON.parse(kept("draft") ?? "null");
    if (typeof draft !== "object" || draft === null || !("policy" in draft) || !("flow" in draft)) return null;
    const { policy, flow } = draft;
    if (typeof policy !== "string" || typeof flow !== "string") return null;
    const told = "told" in draft && typeof draft.told === "string" ? (caseOf(draft.told)?.id ?? null) : null;
    return { policy, flow, told };
  } catch {
    return null;
  }
}

/** Whether draft and address are those of the texts: on a page that closes, the draft is kept at once. */
function step(kept: "yes" | "no"): void {
  document.body.dataset.kept = kept;
}

/** Puts a fragment into the address; with null it has none, rather than that of other texts. */
function addressed(fragment: string | null): void {
  history.replaceState(null, "", fragment === null ? location.pathname + location.search : `#${fragment}`);
}

/** Follows the texts with address and draft, and the address with the texts. */
export function address(store: Store): void {
  let warned = false;
  const draft = () => {
    const full = !keep("draft", JSON.stringify(store.doc));
    if (full && !warned) tell(t("not_kept"));
    warned ||= full;
  };
  const follow = paused(REST, async () => {
    const { doc } = store;
    draft();
    const fragment = await current(doc);
    if (store.doc !== doc) return;
    addressed(fragment);
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

/** The fragment of some texts: short where they are a case as it stands, null where they are too much for an address. */
async function current(doc: Doc): Promise<string | null> {
  const told = caseOf(doc.told);
  const whole = told && docOf(told);
  return whole && whole.policy === doc.policy && whole.flow === doc.flow ? `case=${whole.told}` : fragmentOf(doc);
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
