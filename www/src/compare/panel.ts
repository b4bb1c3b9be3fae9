// Two versions of a policy: the lines and the flows on which they disagree, and whether the version number reflects it. And a
// policy's claims: proved for every flow, or refuted by one. A flow that is found stands beside the reader's own.
import type { Diff, Proof } from "lexloci";
import { byId, h, refill, type Child } from "../dom.ts";
import { Pane } from "../editor/pane.ts";
import { drawFindings } from "../editor/findings.ts";
import { answered, ask } from "../engine/client.ts";
import type { Judgement } from "../engine/protocol.ts";
import { layOut, type Json } from "../flow/json.ts";
import { Fresh } from "../fresh.ts";
import { TEXTS } from "../gallery/cases.ts";
import { onLanguage, t } from "../i18n/index.ts";
import { policyWords } from "../i18n/policy-words.ts";
import { stated } from "../policy/names.ts";
import { facts } from "../report/facts.ts";
import type { Store } from "../store.ts";
import { tell } from "../notice.ts";
import { SHAPES } from "../verdict/outcome.ts";
import type { Values } from "../verdict/value.ts";
import { waiting } from "../waiting.ts";
import { hunks, lines } from "./lines.ts";

/** Sources of the panel: the texts, and the words for values. */
interface Sources {
  readonly store: Store;
  readonly values: () => Values;
}

/** Opens the panel, and brings it into sight. */
export function openCompare(): void {
  const panel = byId("compare-panel") as HTMLDetailsElement;
  panel.open = true;
  panel.scrollIntoView({ block: "start" });
  panel.querySelector("summary")?.focus({ preventScroll: true });
}

/**
 * Wires the panel. The older version is at first the shipped policy that the text was made of, else the policy at the time
 * the panel was opened.
 */
export function compare(store: Store, values: () => Values): void {
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
        onclick: () => void differ({ store, values }, opened(), compared),
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
        onclick: () => void claims({ store, values }, proved),
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
  const { policy } = store.doc;
  const { name } = stated(policy);
  editor.show((Object.hasOwn(TEXTS, name) && TEXTS[name]) || policy);
  return editor;
}

/** Draws a flow that was found, in words and folded; it takes the place of the reader's own on demand alone. */
function beside({ store, values }: Sources, flow: unknown, title: string, key: string): HTMLElement {
  const take = () => {
    store.change({ flow: layOut(flow as Json), caseId: null });
    tell(t("flow_replaced"));
  };
  const made = h("details", { class: "witness" }, h("summary", { "data-key": key }, t("load_flow")));
  made.addEventListener("toggle", () => {
    if (made.childElementCount > 1) return;
    const button = h(
      "button",
      { type: "button", class: "small", "data-key": `take ${key}`, onclick: take },
      t("take_flow"),
    );
    made.append(h("p", { class: "note" }, title), facts(flow as Json, values()), h("p", { class: "actions" }, button));
  });
  return made;
}

/** Draws how far a long question is, with a button that gives it up. */
function progress(place: HTMLElement, said: string, question: "diff" | "prove"): (share: number) => void {
  const bar = h("progress", { max: 1, value: 0, "aria-label": said });
  const stopped = () => refill(place, h("p", { class: "note" }, t("stopped_by_you")));
  refill(place, waiting(said, question, stopped, bar));
  return (share) => (bar.value = share);
}

async function differ(sources: Sources, editor: Pane, fresh: Fresh): Promise<void> {
  const { store } = sources;
  const { doc, revision } = store;
  const about = fresh.about(doc);
  const older = editor.text;
  fresh.empty();
  try {
    const told = progress(byId("differences"), t("compare_wait"), "diff");
    const answer = await answered("diff", { older, newer: doc.policy }, told);
    drawFindings(byId("older-findings"), editor, answer?.findings ?? [], () => {});
    editor.find(answer?.findings ?? []);
    const difference = answer?.difference;
    const yours = h("p", { id: "compare-yours" });
    refill(
      byId("differences"),
      yours,
      difference ? differences(difference, sources) : h("p", { class: "note" }, t("compare_undone")),
      changed(older, doc.policy),
    );
    fresh.answers(doc, revision, about);
    const take = (both: readonly Judgement[] | null) => both && refill(yours, judgedBoth(both));
    ask("every", { policies: [older, doc.policy], flow: doc.flow, suppose: doc.suppose }, take, { fail: () => {} });
  } catch {
    refill(byId("differences"), h("p", { class: "note" }, t("stopped")));
  }
}

/** Tells what both versions say of the reader's own flow. */
function judgedBoth([before, now]: readonly Judgement[]): string {
  if (!before || !now) return "";
  const [was, is] = [before, now].map(({ answer }) => `${SHAPES[answer]} ${t(answer)}`);
  return was === is ? t("compare_yours_same", is ?? "") : t("compare_yours", is ?? "", was ?? "");
}

/** Draws the lines that differ, with those around them. */
function changed(older: string, newer: string): Child {
  const all = hunks(lines(older, newer));
  if (all.length === 0) return h("p", { class: "note" }, t("compare_no_lines"));
  const shown = all.map((line) =>
    line === null
      ? h("span", { class: "gap" }, "⋯\n")
      : h(line.is === "out" ? "del" : line.is === "in" ? "ins" : "span", {}, `${SIGN[line.is]} ${line.text}\n`),
  );
  return [h("h3", {}, t("compare_lines")), h("pre", { class: "lines", id: "compare-lines", tabindex: "0" }, shown)];
}

const SIGN = { same: " ", out: "−", in: "+" } as const;

function differences({ changes, step, complete }: Diff, sources: Sources): Child[] {
  const found = changes.map(({ from, to, rule, flow }, i) =>
    h(
      "li",
      { "data-to": to },
      `${SHAPES[from]} → ${SHAPES[to]} `,
      t("compare_change", t(from), t(to), rule),
      beside(sources, flow, t("shown_flow"), `difference ${i}`),
    ),
  );
  return [
    changes.length === 0 && complete && h("p", {}, t("compare_same")),
    h("ul", { class: "differences" }, found),
    !complete && h("p", { class: "note" }, t("compare_open")),
    h(
      "p",
      { id: "step" },
      t("compare_step", t(`step_${step.claimed}`), t(`step_${step.needed}`)),
      " ",
      t(step.right ? "step_right" : "step_wrong"),
    ),
  ];
}

async function claims(sources: Sources, fresh: Fresh): Promise<void> {
  const { store } = sources;
  const { doc, revision } = store;
  fresh.empty();
  try {
    const told = progress(byId("claims"), t("claims_wait"), "prove");
    const proofs = (await answered("prove", { policy: doc.policy }, told)) ?? [];
    refill(
      byId("claims"),
      proofs.length === 0
        ? h("p", {}, t("claims_none"))
        : h(
            "ul",
            { class: "differences" },
            proofs.map((proof) => claimed(proof, sources)),
          ),
    );
    fresh.answers(doc, revision);
  } catch {
    refill(byId("claims"), h("p", { class: "note" }, t("stopped")));
  }
}

const SIGNS = { proved: "✓", refuted: "✗", undecided: "?" } as const;

function claimed({ claim, title, outcome, flow, why }: Proof, sources: Sources): HTMLElement {
  return h(
    "li",
    { "data-claim": claim, "data-proof": outcome },
    `${SIGNS[outcome]} `,
    h("strong", {}, policyWords(title)),
    ` – ${t(outcome)}`,
    why && ` (${why})`,
    flow && beside(sources, flow, t("proved_flow"), `claim ${claim}`),
  );
}
