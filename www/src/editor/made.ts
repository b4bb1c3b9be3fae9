// The editors of the page, fetched when one of them is first shown.
import { json } from "@codemirror/lang-json";
import { Editor, ownHistory } from "./editor.ts";
import type { Opening } from "./pane.ts";
import { policyLanguage } from "./policy-language.ts";

type History = { undo(): void; redo(): void };

/** Creates the editor of the policy. */
export function policyEditor(opening: Opening, history: History, layOut: () => void, day: () => string | null): Editor {
  return new Editor({ ...opening, history, label: "policy_text", extensions: policyLanguage(layOut, day) });
}

/** Creates the editor of the flow. */
export function flowEditor(opening: Opening, history: History): Editor {
  return new Editor({ ...opening, history, label: "flow_text", extensions: [json()] });
}

/** Creates the editor of the older version of a policy, with a history of its own. */
export function olderEditor(opening: Opening): Editor {
  const language = policyLanguage(
    () => {},
    () => null,
  );
  return new Editor({ ...opening, label: "compare_older", extensions: [ownHistory, language] });
}
