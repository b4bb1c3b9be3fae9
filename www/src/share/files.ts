// Saves texts to files and opens them from files, by a button or dropped on the page. Nothing is sent anywhere.
import type { Verdict } from "lexloci";
import { byId, h } from "../dom.ts";
import { answered } from "../engine/client.ts";
import { isChanged, nameOf, originOf } from "../gallery/origin.ts";
import { t } from "../i18n/index.ts";
import { tell } from "../notice.ts";
import { LARGEST, type Store } from "../store.ts";

/** Offers a file for download. */
function download(name: string, kind: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: kind }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

export type Saved = "verdict_json" | "verdict_text" | "policy_file" | "flow_file" | "report";

/** Saves one of the possible files. A changed policy is named as changed in each of them. */
export async function save(what: Saved, { doc }: Store, verdict: Verdict | null): Promise<void> {
  const changed = verdict !== null && isChanged(verdict, doc);
  const name = `${verdict?.policy.name ?? "policy"}${changed ? "-changed" : ""}`;
  if (what === "policy_file") return download(`${name}.loci`, "text/plain", doc.policy);
  if (what === "flow_file") return download("flow.json", "application/json", doc.flow);
  if (!verdict) return tell(t("nothing_to_save"));
  if (what === "verdict_json")
    return download(
      `${name}-verdict.json`,
      "application/json",
      `${JSON.stringify(changed ? renamed(verdict) : verdict, null, 2)}\n`,
    );
  if (what === "report") return print();
  const { policy } = verdict;
  const text = await answered("render", doc).catch(() => null);
  if (text === null) return tell(t("nothing_to_save"));
  const named = changed
    ? text.replace(`${policy.name} ${policy.version}`, `${policy.name} ${policy.version}, changed`)
    : text;
  download(`${name}-verdict.txt`, "text/plain", `${nameOf(originOf(doc))}\n\n${named}`);
}

/** Returns the verdict of a changed policy with "+changed" in its version, as build metadata. */
function renamed(verdict: Verdict): Verdict {
  const { policy } = verdict;
  return { ...verdict, policy: { ...policy, version: `${policy.version}+changed` } };
}

/** Wires the choice and the dropping of files. */
export function files(store: Store): void {
  const input = byId("files") as HTMLInputElement;
  input.addEventListener("change", () => void open(store, [...(input.files ?? [])]).then(() => (input.value = "")));
  addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    const dropped = [...(event.dataTransfer?.files ?? [])];
    if (dropped.length === 0) return;
    event.preventDefault();
    void open(store, dropped);
  });
}

/** Opens files: one that ends in .json is a flow; any other text is a policy. */
async function open(store: Store, chosen: readonly File[]): Promise<void> {
  const part: { policy?: string; flow?: string } = {};
  for (const file of chosen) {
    if (file.size > LARGEST) tell(t("file_too_large", file.name));
    else part[file.name.toLowerCase().endsWith(".json") ? "flow" : "policy"] = await file.text();
  }
  if (Object.keys(part).length === 0) return;
  store.change({ ...part, caseId: null });
}

/** Unfolds the page for printing, with the flow as text. */
export function printing(store: Store): void {
  const opened = new Set<HTMLDetailsElement>();
  const next = () => document.querySelector<HTMLDetailsElement>("#panel-verdict details:not([open])");
  addEventListener("beforeprint", () => {
    byId("printed-flow").textContent = store.doc.flow;
    for (let folded = next(); folded; folded = next()) {
      folded.open = true;
      folded.dispatchEvent(new Event("toggle")); // its content, which may hold more folded parts, is made only now
      opened.add(folded);
    }
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened.clear();
  });
}
