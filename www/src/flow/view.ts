// The flow as a form or as its text: the form at first, and the last choice afterwards.
import { byId, h, refill } from "../dom.ts";
import { onLanguage, t } from "../i18n/index.ts";
import { keep, kept } from "../kept.ts";

export interface View {
  /** Returns whether the form is shown. */
  form(): boolean;
  showText(): void;
}

export function flowView(changed: () => void): View {
  let shown: "form" | "json" = kept("flowview") === "json" ? "json" : "form";
  const draw = () => {
    byId("form").hidden = shown !== "form";
    byId("flow").hidden = shown !== "json";
    refill(byId("flow-actions"), button("form"), button("json"));
  };
  const choose = (chosen: "form" | "json") => {
    shown = chosen;
    keep("flowview", chosen);
    draw();
    changed();
  };
  const button = (which: "form" | "json") =>
    h(
      "button",
      {
        type: "button",
        class: "small",
        id: `view-${which}`,
        "data-key": which,
        "aria-pressed": String(shown === which),
        onclick: () => choose(which),
      },
      t(which),
    );
  byId("flow-actions").setAttribute("role", "group");
  byId("flow-actions").dataset.tLabel = "flow_view";
  byId("flow-actions").setAttribute("aria-label", t("flow_view"));
  onLanguage(draw);
  draw();
  return { form: () => shown === "form", showText: () => shown === "form" && choose("json") };
}
