// Saves texts to files and opens them from files. Nothing is sent anywhere.
import type { Verdict } from "lexloci";
import { seal, verify, type Envelope } from "lexloci/receipt";
import { h } from "../dom.ts";
import { answered } from "../engine/client.ts";
import type { Ask, ReadFlow } from "../engine/protocol.ts";
import { layOut } from "../flow/json.ts";
import { isChanged, nameOf, originOf } from "../gallery/origin.ts";
import { t } from "../i18n/index.ts";
import { said } from "../i18n/said.ts";
import { tell, untell } from "../notice.ts";
import { LARGEST, type Store } from "../store.ts";
import { today } from "../time/day.ts";
import { hasCases } from "../tests/panel.ts";
import { called, imported, SENTENCE } from "./imported.ts";

/** Offers a file for download. */
function download(name: string, kind: string, text: string): void {
  const href = URL.createObjectURL(new Blob([text], { type: kind }));
  h("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

export type Saved = "receipt" | "verdict_json" | "verdict_text" | "policy_file" | "flow_file" | "report";

/**
 * Saves one of the possible files. A changed policy is named as changed in each of them. `reported` prepares the report and
 * prints it.
 */
export async function save(
  what: Saved,
  { doc }: Store,
  verdict: Verdict | null,
  reported: () => Promise<void>,
): Promise<void> {
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
  if (what === "report") return reported();
  if (what === "receipt") {
    const envelope = await seal({ check: () => verdict }, doc.flow).catch(() => null);
    if (envelope === null) return tell(t("nothing_to_save"));
    return download(`${name}.receipt.json`, "application/json", `${JSON.stringify(envelope)}\n`);
  }
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

/** The part of what was judged that each member of a receipt is about. */
const MEMBERS = {
  policy: "receipt_policy",
  version: "receipt_policy",
  policy_digest: "receipt_policy",
  flow_digest: "receipt_flow",
  as_of: "receipt_day",
  level: "receipt_level",
  verdict: "receipt_verdict",
  verdict_digest: "receipt_verdict",
  atlas: "receipt_atlas",
  engine: "receipt_engine",
} as const;

/** Compares a receipt with the answer that is shown, and tells what differs. */
async function compare(text: string, { doc }: Store, verdict: Verdict | null): Promise<void> {
  if (!verdict) return tell(t("receipt_no_verdict"));
  const shown = { check: () => verdict, suppose: () => shown };
  const outcome = await verify(JSON.parse(text) as Envelope, shown, doc.flow).catch(() => null);
  if (outcome === null) return tell(t("receipt_unreadable"));
  if (outcome.holds) return tell(t("receipt_holds"));
  const differing = outcome.members.filter(({ holds }) => !holds);
  const words = differing.map(({ name }) => t(MEMBERS[name as keyof typeof MEMBERS] ?? "receipt_asked"));
  tell(t("receipt_differs", [...new Set(words)].join(", ")));
}

/** Texts to open: a policy, a flow, or both. */
interface Texts {
  policy?: string;
  flow?: string;
}

/**
 * Opens files: policies, flows, and files of others, out of which flows are read; a receipt is compared with `verdict`. `opened` is
 * called once texts of files are shown, `tested` with cases of a policy in Markdown.
 */
export async function openFiles(
  store: Store,
  chosen: readonly File[],
  opened: () => void,
  tested: (markdown: string) => void,
  verdict: () => Promise<Verdict | null>,
): Promise<void> {
  const part: Texts = {};
  const others: File[] = [];
  let format: Ask<"read">["format"] = "";
  for (const file of chosen) {
    const kind = await kindOf(file);
    if (kind === "receipt") {
      await compare(await file.text(), store, await verdict());
      continue;
    }
    if (kind === "tests") {
      if (file.size > LARGEST) tell(t("file_too_large", file.name));
      else tested(await file.text());
      continue;
    }
    if (kind === "policy" || kind === "flow") {
      if (file.size > LARGEST) tell(t("file_too_large", file.name));
      else part[kind] = await file.text();
      continue;
    }
    if (file.size > LARGEST_OF_OTHERS) tell(t("file_too_large", file.name));
    else others.push(file);
    if (kind !== "other") format = kind;
  }
  if (others.length > 0) await readOthers(store, others, format, part, opened);
  else if (Object.keys(part).length > 0) {
    store.change({ ...part, caseId: null, ...(part.flow !== undefined && { suppose: [] }) });
    opened();
  }
}

/** The most reasons that are told where a sentence says nothing that is understood. */
const SAID_WHY = 3;
/** The largest file of others, in bytes: a plan can be large. */
const LARGEST_OF_OTHERS = 16_000_000;
/** The keys of JSON that is no flow: of plans and states, inventories, credentials, descriptions, manifests. */
const OF_OTHERS: readonly (readonly [key: string, kind: "other" | "inventory" | "credential"])[] = [
  ["planned_values", "other"],
  ["terraform_version", "other"],
  ["verifiableCredential", "credential"],
  ["credentialSubject", "credential"],
  ["@context", "other"],
  ["system", "other"],
  ["dataset", "other"],
  ["organization", "other"],
  ["configurationItems", "inventory"],
  ["Resources", "inventory"],
  ["assets", "inventory"],
];

type Kind = "policy" | "flow" | "tests" | "receipt" | "other" | "inventory" | "credential";

/** Tells what a file is: from its name, and JSON from its keys. */
async function kindOf(file: File): Promise<Kind> {
  const name = file.name.toLowerCase();
  if (/\.(md|markdown)$/.test(name) && hasCases(await file.text())) return "tests";
  if (/\.(csv|tsv|md|markdown|xlsx|xlsm|ods|tf|tofu|tfvars|tfstate|ya?ml|ttl|jsonld|jwt)$/.test(name)) return "other";
  if (name.endsWith(".ndjson")) return "inventory";
  if (name.endsWith(".txt") && !/^\s*loci\s+\d/m.test(await file.text())) return "other"; // sentences
  if (!name.endsWith(".json")) return "policy";
  try {
    const value: unknown = JSON.parse(await file.text());
    const keys = typeof value === "object" && value !== null ? Object.keys(value) : [];
    if (keys.includes("payloadType")) return "receipt";
    return OF_OTHERS.find(([key]) => keys.includes(key))?.[1] ?? "flow";
  } catch {
    return "flow"; // the flow's editor says what is wrong with it
  }
}

/**
 * Reads a flow out of sentences, and opens it with each fact and the words that it was read from. `opened` is called once it is
 * shown; where nothing was read, it is told why.
 */
export async function openSentence(store: Store, sentence: string, opened: () => void): Promise<void> {
  await readOthers(store, [new File([sentence], SENTENCE)], "", {}, opened);
}

/** Reads flows out of files of others, and opens the first: its lists stay open, and what was not read is told. */
async function readOthers(
  store: Store,
  files: readonly File[],
  format: Ask<"read">["format"],
  part: Texts,
  opened: () => void,
): Promise<void> {
  tell(t("reading", files.map(({ name }) => called(name)).join(", ")));
  const loaded = await Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  const reading = await answered("read", { files: loaded, format }).catch(() => null);
  if (reading === null) return tell(t("readers_missing"));
  const [first] = reading.found ?? [];
  if (!first)
    return tell(
      reading.fault === undefined ? t("nothing_read") : t("not_readable", called(reading.name), said(reading.fault)),
    );
  if (Object.keys(first.flow).length === 0 && first.name === SENTENCE)
    return tell([t("nothing_read"), ...first.unread.slice(0, SAID_WHY).map(({ what }) => said(what))].join(" "));
  const show = (one: ReadFlow) =>
    store.change({ ...part, flow: layOut({ as_of: today(), ...one.flow }), caseId: null, suppose: [] });
  show(first);
  untell(); // what was read is told beside the reasons
  imported(reading.found ?? [], show);
  opened();
}
