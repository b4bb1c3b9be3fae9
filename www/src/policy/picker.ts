// Chooses the policy that judges: the shipped ones and the reader's own, each before the same flow. And all of them for one flow.
import type { Judgement } from "../engine/protocol.ts";
import { byId, h, refill, type Child } from "../dom.ts";
import { ask } from "../engine/client.ts";
import { Fresh } from "../fresh.ts";
import { fetchTexts, TEXTS } from "../gallery/cases.ts";
import { onLanguage, t } from "../i18n/index.ts";
import { policyWord } from "../i18n/policy-words.ts";
import { acting } from "../menu.ts";
import type { Store } from "../store.ts";
import { SHAPES } from "../verdict/outcome.ts";
import { drawer } from "./drawer.ts";
import { commonName, SHIPPED, shippedAs, stated } from "./names.ts";

/** Wires the choice of a policy, and the table of all. */
export function picker(store: Store): void {
  let own: string | null = null;
  let shown = "";
  const fresh = new Fresh(store, [byId("every")], ({ flow }) => flow);
  const draw = () => {
    const { policy } = store.doc;
    if (shippedAs(policy) === null) own = policy;
    const now = JSON.stringify([t("judged_by"), shippedAs(policy), own === null ? null : stated(own), drawer.isOpen]);
    if (now === shown) return;
    shown = now;
    refill(byId("policy-bar"), ...bar(store, own, () => void every(store, fresh)));
  };
  store.listen(draw);
  onLanguage(() => {
    draw();
    if (!byId("every").hidden) void every(store, fresh);
  });
  drawer.onChange(draw);
  draw();
}

function bar(store: Store, own: string | null, all: () => void): Child[] {
  const current = shippedAs(store.doc.policy);
  const options = SHIPPED.map((name) => h("option", { value: name, selected: name === current }, commonName(name)));
  const mine = own !== null && h("option", { value: "", selected: current === null }, ownName(own));
  const list = h("select", { id: "policy-choice", "data-key": "policy-choice" }, mine, options);
  acting(list, async (name) => {
    if (name !== "") await fetchTexts([name]);
    store.change({ policy: name === "" ? (own ?? "") : (TEXTS[name] ?? "") });
  });
  const button = (
    key: "all_policies" | "read_policy" | "close_policy",
    id: string,
    onclick: () => void,
    open: boolean,
  ) =>
    h("button", { type: "button", class: "small", id, "data-key": id, "aria-expanded": String(open), onclick }, t(key));
  return [
    h("label", { for: "policy-choice" }, t("judged_by")),
    list,
    button(drawer.isOpen ? "close_policy" : "read_policy", "policy-open", () => drawer.toggle(), drawer.isOpen),
    button("all_policies", "policy-all", () => (byId("every").hidden ? all() : close()), !byId("every").hidden),
  ];
}

/** Names the reader's own policy: a changed one keeps the name that it states. */
function ownName(text: string): string {
  const { name, version } = stated(text);
  if (name === "") return t("own_policy");
  return SHIPPED.includes(name) ? t("policy_changed", `${commonName(name)} ${version}`) : `${name} ${version}`;
}

function close(): void {
  byId("every").hidden = true;
  byId("policy-all").setAttribute("aria-expanded", "false");
}

/** Judges the flow by every policy, and shows a row for each. */
async function every(store: Store, fresh: Fresh): Promise<void> {
  byId("every").hidden = false;
  byId("policy-all").setAttribute("aria-expanded", "true");
  if (!fresh.isOld && byId("every").childElementCount > 0) refill(byId("every"));
  refill(byId("every"), h("h3", {}, t("all_policies")), h("p", { class: "note" }, t("every_wait")));
  await fetchTexts();
  const { doc, revision } = store;
  const policies = SHIPPED.map((name) => TEXTS[name] ?? "");
  const texts = shippedAs(doc.policy) === null ? [doc.policy, ...policies] : policies;
  const take = (answer: readonly Judgement[] | null) => {
    refill(
      byId("every"),
      table(store, texts, answer ?? [], () => void every(store, fresh)),
    );
    fresh.answers(doc, revision);
  };
  ask("every", { policies: texts, flow: doc.flow, suppose: doc.suppose }, take, { fail: () => take([]) });
}

function table(store: Store, texts: readonly string[], all: readonly Judgement[], again: () => void): Child[] {
  const rows = all.map(({ answer, rule, missing, fault }, i) => {
    const text = texts[i] ?? "";
    const { name, version, title } = stated(text);
    const shipped = shippedAs(text);
    const named = shipped === null ? ownName(text) : commonName(shipped);
    const use = h(
      "button",
      { type: "button", class: "link", "data-key": `use ${name}`, onclick: () => store.change({ policy: text }) },
      named,
    );
    const why = fault ?? (rule === null ? "" : policyWord(rule));
    return h(
      "tr",
      { "data-policy": name, "data-answer": answer, class: text === store.doc.policy ? "current" : null },
      h("th", { scope: "row" }, use, h("div", { class: "note" }, `${policyWord(title)} · ${version}`)),
      h("td", { class: "answered" }, `${SHAPES[answer]} ${t(answer)}`),
      h("td", {}, why, missing > 0 && h("span", { class: "note" }, ` ${t("every_missing", missing)}`)),
    );
  });
  const head = (["policy", "verdict", "every_why"] as const).map((key) => h("th", { scope: "col" }, t(key)));
  return [
    h(
      "div",
      { class: "head-line" },
      h("h3", {}, t("all_policies")),
      h("button", { type: "button", class: "small", "data-key": "again", onclick: again }, t("every_again")),
      h("button", { type: "button", class: "small", "data-key": "close", onclick: close }, t("close")),
    ),
    h("p", { class: "note" }, t("every_note")),
    h("table", { class: "every" }, h("thead", {}, h("tr", {}, head)), h("tbody", {}, rows)),
  ];
}
