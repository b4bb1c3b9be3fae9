// Shows the progress of a long question, and a button that stops it.
import { h } from "./dom.ts";
import { stopAsking } from "./engine/client.ts";
import type { Question } from "./engine/protocol.ts";
import { t } from "./i18n/index.ts";

/** Draws it; `stopped` is called after the question was given up. */
export function waiting(
  said: string,
  question: Question,
  stopped: () => void,
  share?: HTMLProgressElement,
): HTMLElement {
  const stop = () => {
    stopAsking(question);
    stopped();
  };
  const button = h(
    "button",
    { type: "button", class: "small", "data-key": `stop ${question}`, onclick: stop },
    t("stop_it"),
  );
  return h("p", { class: "note waiting" }, said, " ", share, " ", button);
}
