// The case at hand in three sentences, and the list to choose another from.
import { byId, h, refill, type Child } from "../dom.ts";
import { language, onLanguage, t } from "../i18n/index.ts";
import type { Store } from "../store.ts";
import { CASES, caseOf, docOf, type Case } from "./cases.ts";

/** Wires the list of cases. */
export function story(store: Store): void {
  let drawn: string | null | undefined;
  const draw = () => {
    drawn = store.doc.told;
    refill(byId("story"), ...told(store, caseOf(drawn)));
  };
  store.listen(({ told }) => told !== drawn && draw());
  onLanguage(draw);
  draw();
}

function told(store: Store, current: Case | null): Child[] {
  const list = h("select", { id: "case", "data-key": "case", title: current?.title[language()] }, [
    current === null && h("option", { value: "", selected: true }, t("own_texts")),
    group("decisions", "decision", current),
    group("policies", "policy", current),
  ]);
  list.addEventListener("change", () => {
    const chosen = caseOf(list.value);
    if (chosen) store.change(docOf(chosen));
  });
  return [h("div", { class: "choose" }, h("label", { for: "case" }, t("case")), list), current && sentences(current)];
}

function group(label: "decisions" | "policies", kind: Case["kind"], current: Case | null): HTMLElement {
  const cases = CASES.filter((each) => each.kind === kind);
  const options = cases.map((each) => h("option", { value: each.id, selected: each === current }, each.title[language()]));
  return h("optgroup", { label: t(label) }, options);
}

function sentences({ told, source, kind }: Case): HTMLElement {
  const told_of = kind === "decision" ? h("cite", {}, source) : null;
  return h("p", { class: "told", id: "told" }, told[language()].join(" "), " ", told_of);
}
