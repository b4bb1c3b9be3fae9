// Asks who answers for a report, before it is printed.
import { h } from "../dom.ts";
import { t } from "../i18n/index.ts";
import { kept } from "../kept.ts";

/** Returns the name that was typed, which may be empty; null where the report was given up. */
export function authored(): Promise<string | null> {
  return new Promise((resolve) => {
    const name = h("input", { type: "text", id: "report-author", value: kept("author") ?? "", autocomplete: "name" });
    const cancel = h("button", { type: "button", class: "small", id: "report-cancel" }, t("report_cancel"));
    const form = h(
      "form",
      { method: "dialog" },
      h("h2", {}, t("report")),
      h("p", {}, t("report_told")),
      h("label", {}, t("report_author"), " ", name),
      h(
        "p",
        { class: "actions" },
        h("button", { type: "submit", class: "small primary", id: "report-print" }, t("report_print")),
        cancel,
      ),
    );
    const dialog = h("dialog", { class: "dialog", "aria-label": t("report") }, form);
    let answer: string | null = null;
    form.addEventListener("submit", () => (answer = name.value.trim()));
    cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
