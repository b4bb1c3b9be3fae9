// Two versions of a policy: the flows on which they disagree, and whether the version number reflects it. And a
// policy's claims: proved for every flow, or refuted by one that can be opened.
import type { Diff, Proof } from "lexloci";
import { byId, h, refill, type Child } from "../dom.ts";
import { Pane } from "../editor/pane.ts";
import { drawFindings } from "../editor/findings.ts";
import { answered } from "../engine/client.ts";
import { layOut, type Json } from "../flow/json.ts";
import { Fresh } from "../fresh.ts";
import { onLanguage, t } from "../i18n/index.ts";
import { policyWords } from "../i18n/policy-words.ts";
import type { Store } from "../store.ts";
import { tell } from "../notice.ts";
import { SHAPES } from "../verdict/outcome.ts";

/** Wires the panel. The older version is at first the policy at the time the panel was opened. */
export function compare(store: Store): void {
  const panel = byId("compare-panel") as HTMLDetailsElement;
  let editor: Pane | null = null;
  const opened = () => {
    editor ??= older(store, () => compared.check());
    editor.open();
    return editor;
  };
  const compared = new Fresh(store, [byId("differences")], ({ policy }) => `${policy}\u0000${editor?.text ?? ""}`);
  const proved = new Fresh(store, [byId("claims")], ({ policy }) => policy);
  panel.addEventListener("toggle", () => panel.open && opened());
  const draw = () => {
    const run = h(
      "button",
      {
        type: "button",
        class: "small",
        id: "compare-run",
        "data-key": "run",
        onclick: () => void differ(store, opened(), compared),
      },
      t("compare_run"),
    );
    const prove = h(
      "button",
      {
        type: "button",
        class: "small",
        id: "claims-run",
        "data-key": "prove",
        onclick: () => void claims(store, proved),
      },
      t("claims_run"),
    );
    refill(byId("compare-actions"), run, prove);
  };
  onLanguage(draw);
  draw();
}

/** Creates the editor of the older version, with a history of its own. */
function older(store: Store, typed: () => void): Pane {
  const editor: Pane = new Pane(
    { host: byId("older"), typed: (text) => (editor.show(text), typed()) },
    async (opening) => (await import("../editor/made.ts")).olderEditor(opening),
  );
  editor.show(store.doc.policy);
  return editor;
}

/** Returns a button that loads a flow in place of the current one; undo restores it. */
function loading(store: Store, flow: unknown, key: string): HTMLElement {
  return h(
    "button",
    {
      type: "button",
      class: "small",
      "data-key": key,
      onclick: () => (store.change({ flow: layOut(flow as Json), caseId: null }), tell(t("flow_replaced"))),
    },
    t("load_flow"),
  );
}

async function differ(store: Store, editor: Pane, fresh: Fresh): Promise<void> {
  const { doc, revision } = store;
  const about = fresh.about(doc);
  fresh.empty();
  refill(byId("differences"), h("p", { class: "note" }, t("compare_wait")));
  try {
    const answer = await answered("diff", { older: editor.text, newer: doc.policy });
    drawFindings(byId("older-findings"), editor, answer?.findings ?? [], () => {});
    editor.find(answer?.findings ?? []);
    const difference = answer?.difference;
    refill(
      byId("differences"),
      difference ? differences(difference, store) : h("p", { class: "note" }, t("compare_undone")),
    );
    fresh.answers(doc, revision, about);
  } catch {
    refill(byId("differences"), h("p", { class: "note" }, t("stopped")));
  }
}

function differences({ changes, step, complete }: Diff, store: Store): Child[] {
  const lines = changes.map(({ from, to, rule, flow }, i) =>
    h(
      "li",
      { "data-to": to },
      `${SHAPES[from]} → ${SHAPES[to]} `,
      t("compare_change", t(from), t(to), rule),
      " ",
      loading(store, flow, `difference ${i}`),
    ),
  );
  return [
    changes.length === 0 && complete && h("p", {}, t("compare_same")),
    h("ul", { class: "differences" }, lines),
    !complete && h("p", { class: "note" }, t("compare_open")),
    h(
      "p",
      { id: "step" },
      t("compare_step", step.claimed, step.needed),
      " ",
      t(step.right ? "step_right" : "step_wrong"),
    ),
  ];
}

async function claims(store: Store, fresh: Fresh): Promise<void> {
  const { doc, revision } = store;
  fresh.empty();
  refill(byId("claims"), h("p", { class: "note" }, t("claims_wait")));
  try {
    const proofs = (await answered("prove", { policy: doc.policy })) ?? [];
    refill(
      byId("claims"),
      proofs.length === 0
        ? h("p", {}, t("claims_none"))
        : h(
            "ul",
            { class: "differences" },
            proofs.map((proof) => claimed(proof, store)),
          ),
    );
    fresh.answers(doc, revision);
  } catch {
    refill(byId("claims"), h("p", { class: "note" }, t("stopped")));
  }
}

const SIGNS = { proved: "✓", refuted: "✗", undecided: "?" } as const;

function claimed({ claim, title, outcome, flow, why }: Proof, store: Store): HTMLElement {
  return h(
    "li",
    { "data-claim": claim, "data-proof": outcome },
    `${SIGNS[outcome]} `,
    h("strong", {}, policyWords(title)),
    ` – ${t(outcome)}`,
    why && ` (${why})`,
    " ",
    flow && loading(store, flow, `claim ${claim}`),
  );
}
