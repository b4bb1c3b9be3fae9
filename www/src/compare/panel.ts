// Two versions of a policy: on which flows they disagree, and whether the version number says enough. And what a policy
// claims: proved for every flow, or refuted by one that can be looked at.
import type { Diff, Proof } from "lexloci";
import { byId, h, refill, type Child } from "../dom.ts";
import { Editor, ownHistory } from "../editor/editor.ts";
import { policyLanguage } from "../editor/policy-language.ts";
import { drawFindings } from "../editor/findings.ts";
import { answered } from "../engine/client.ts";
import { layOut, type Json } from "../flow/json.ts";
import { onLanguage, t } from "../i18n/index.ts";
import { policyWords } from "../i18n/policy-words.ts";
import type { Store } from "../store.ts";
import { SHAPES } from "../verdict/outcome.ts";

/** Wires the panel; the older version is at first the policy as it stood when the panel was opened. */
export function compare(store: Store): void {
  const panel = byId("compare-panel") as HTMLDetailsElement;
  let editor: Editor | null = null;
  const opened = () => (editor ??= older(store));
  panel.addEventListener("toggle", () => panel.open && opened());
  const draw = () => {
    const run = h("button", { type: "button", class: "small", id: "compare-run", "data-key": "run", onclick: () => void differ(store, opened()) }, t("compare_run"));
    const prove = h("button", { type: "button", class: "small", id: "claims-run", "data-key": "prove", onclick: () => void claims(store) }, t("claims_run"));
    refill(byId("compare-actions"), run, prove);
  };
  onLanguage(draw);
  draw();
}

/** The editor of the older version, with a history of its own. */
function older(store: Store): Editor {
  const nothing = () => {};
  const editor = new Editor({ host: byId("older"), label: "compare_older", extensions: [ownHistory, policyLanguage(nothing, () => null)], typed: nothing });
  editor.show(store.doc.policy);
  return editor;
}

/** Shows a flow that tells something, in place of the one at hand; undo brings that back. */
function loading(store: Store, flow: unknown, key: string): HTMLElement {
  return h("button", { type: "button", class: "small", "data-key": key, onclick: () => store.change({ flow: layOut(flow as Json) }) }, t("load_flow"));
}

async function differ(store: Store, editor: Editor): Promise<void> {
  refill(byId("differences"), h("p", { class: "note" }, t("compare_wait")));
  const answer = await answered("diff", { older: editor.text, newer: store.doc.policy });
  drawFindings(byId("older-findings"), editor, answer?.findings ?? [], () => {});
  editor.find(answer?.findings ?? []);
  const difference = answer?.difference;
  refill(byId("differences"), difference ? differences(difference, store) : h("p", { class: "note" }, t("compare_undone")));
}

function differences({ changes, step, complete }: Diff, store: Store): Child[] {
  const lines = changes.map(({ from, to, rule, flow }, i) =>
    h("li", { "data-to": to }, `${SHAPES[from]} → ${SHAPES[to]} `, t("compare_change", t(from), t(to), rule), " ", loading(store, flow, `difference ${i}`)),
  );
  return [
    changes.length === 0 && complete && h("p", {}, t("compare_same")),
    h("ul", { class: "differences" }, lines),
    !complete && h("p", { class: "note" }, t("compare_open")),
    h("p", { id: "step" }, t("compare_step", step.claimed, step.needed), " ", t(step.right ? "step_right" : "step_wrong")),
  ];
}

async function claims(store: Store): Promise<void> {
  refill(byId("claims"), h("p", { class: "note" }, t("claims_wait")));
  const proofs = (await answered("prove", { policy: store.doc.policy })) ?? [];
  refill(byId("claims"), proofs.length === 0 ? h("p", {}, t("claims_none")) : h("ul", { class: "differences" }, proofs.map((proof) => claimed(proof, store))));
}

const SIGNS = { proved: "✓", refuted: "✗", undecided: "?" } as const;

function claimed({ claim, title, outcome, flow, why }: Proof, store: Store): HTMLElement {
  return h("li", { "data-claim": claim, "data-proof": outcome }, `${SIGNS[outcome]} `, h("strong", {}, policyWords(title)), ` – ${t(outcome)}`, why && ` (${why})`, " ", flow && loading(store, flow, `claim ${claim}`));
}
