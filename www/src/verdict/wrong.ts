// What is wrong with the texts, in place of the reasons: with an error there is no verdict.
import { h, type Child } from "../dom.ts";
import type { Judged } from "../engine/protocol.ts";
import { t } from "../i18n/index.ts";
import { said } from "../i18n/said.ts";
import { pathInWords } from "./subject.ts";

/** The most errors that are told here; all of them stand under their text. */
const MOST = 6;

/** Tells the errors of both texts, those of the flow with the fact that each is about. */
export function wrong({ policy, flow }: Judged, go: (path: string) => void): Child[] {
  const errors = [...policy, ...flow].filter(({ level }) => level === "error");
  const lines = errors.slice(0, MOST).map(({ message, help, path }) => {
    const about =
      path !== null &&
      path !== "" &&
      h("button", { type: "button", class: "fact", title: path, onclick: () => go(path) }, pathInWords(path));
    return h(
      "li",
      { class: "error" },
      h("p", { class: "head" }, h("span", { class: "mark" }, "✗ "), about, about && t("colon"), said(message)),
      help && h("p", { class: "help" }, said(help)),
    );
  });
  const more = errors.length - lines.length;
  return [h("ul", { class: "findings plain" }, lines), more > 0 && h("p", { class: "note" }, t("more_findings", more))];
}
