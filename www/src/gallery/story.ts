// The story of the current texts: the case in three sentences, or that they are changed or the reader's own; and the
// list to choose from.
import { byId, h, readOn, refill, type Child } from "../dom.ts";
import { language, onLanguage, t } from "../i18n/index.ts";
import { acting } from "../menu.ts";
import { isByLink } from "../share/address.ts";
import type { Store } from "../store.ts";
import { CASES, docOf, headOf, opened, type Case } from "./cases.ts";
import { nameOf, originOf, type Origin } from "./origin.ts";

/** Wires the list of cases. Returns a function that draws it anew. */
export function story(store: Store): () => void {
  let shown = "";
  const draw = () => {
    const origin = originOf(store.doc);
    const now = JSON.stringify([language(), origin.is, nameOf(origin), isByLink(store.doc)]);
    if (now === shown) return;
    shown = now;
    refill(byId("story"), ...storyElements(store, origin));
  };
  store.listen(draw);
  onLanguage(draw);
  draw();
  return draw;
}

function storyElements(store: Store, origin: Origin): Child[] {
  const current = origin.is === "case" ? origin.of : null;
  const name = nameOf(origin);
  const list = h("select", { id: "case", "data-key": "case", title: name }, [
    current === null && h("option", { value: "", selected: true }, name),
    group("decisions", "decision", current),
    group("policies", "policy", current),
  ]);
  acting(list, async (id) => {
    const chosen = headOf(id);
    if (chosen) store.change(await opened(chosen));
  });
  return [
    h("div", { class: "choose" }, h("label", { for: "case" }, t("case")), list),
    current ? sentences(current) : changed(store, origin),
    isByLink(store.doc) && origin.is !== "case" && h("p", { class: "note", id: "by-link" }, t("by_link")),
  ];
}

/** Draws the text that replaces a story: that there is none, and the way back to the case. */
function changed(store: Store, origin: Origin): Child {
  if (origin.is !== "changed") return null;
  const { of } = origin;
  const back = h(
    "button",
    { type: "button", class: "small", id: "to-case", "data-key": "to-case", onclick: () => store.change(docOf(of)) },
    t("back_to_case"),
  );
  return h("p", { class: "told", id: "origin" }, h("strong", {}, nameOf(origin)), ". ", t("not_the_case"), " ", back);
}

function group(label: "decisions" | "policies", kind: Case["kind"], current: Case | null): HTMLElement {
  const cases = CASES.filter((each) => each.kind === kind);
  const options = cases.map((each) =>
    h("option", { value: each.id, selected: each.id === current?.id }, each.title[language()]),
  );
  return h("optgroup", { label: t(label) }, options);
}

/** Draws the story: its first lines, and all of it on demand. */
function sentences({ told, source, kind }: Case): HTMLElement {
  const told_of = kind === "decision" ? h("cite", {}, source) : null;
  const text = h("p", { class: "told", id: "told" }, told[language()].join(" "), " ", told_of);
  return h("div", {}, text, readOn(text, t("read_on"), { id: "read-on" }));
}
