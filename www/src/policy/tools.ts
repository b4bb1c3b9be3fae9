// The tools of the policy's text: its layout, its tests, the language beside it, and the comparison of two versions.
import { openCompare } from "../compare/panel.ts";
import { byId, h, refill } from "../dom.ts";
import { reference } from "../editor/reference.ts";
import { onLanguage, t, type Key } from "../i18n/index.ts";
import { tell } from "../notice.ts";
import type { Tests } from "../tests/panel.ts";

/** The actions of the tools. */
interface Actions {
  /** Writes a text at the cursor of the policy. */
  readonly insert: (text: string) => void;
  readonly layOut: () => void;
  readonly tests: Tests;
  /** Adds a rule to the policy, to be filled in. Returns whether there is room for one. */
  readonly addRule: () => boolean;
}

/** Draws the tools over the policy. */
export function policyTools({ insert, layOut, tests, addRule }: Actions): void {
  const language = reference(insert);
  const toggling = (id: "tests" | "reference", toggle: () => void) => (event: Event) => {
    toggle();
    (event.currentTarget as HTMLElement).setAttribute("aria-expanded", String(!byId(id).hidden));
  };
  const button = (
    id: string,
    key: string,
    word: Key,
    onclick: (event: Event) => void,
    more: { readonly [name: string]: string } = {},
  ) => h("button", { type: "button", class: "small", id, "data-key": key, ...more, onclick }, t(word));
  const opens = (id: "tests" | "reference", word: Key, toggle: () => void) =>
    button(`${id}-open`, id, word, toggling(id, toggle), { "aria-expanded": String(!byId(id).hidden) });
  const draw = () =>
    refill(
      byId("policy-actions"),
      button("add-rule", "add-rule", "add_rule", () => addRule() || tell(t("no_room_for_rule"))),
      button("lay-out", "format", "format", layOut, { title: t("format_key") }),
      opens("tests", "tests_open", () => tests.toggle()),
      opens("reference", "reference", () => language.toggle()),
      button("compare-open", "compare", "compare_open_panel", openCompare),
    );
  onLanguage(draw);
  draw();
}
