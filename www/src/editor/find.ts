// Searching and replacing within an editor: the browser's own search does not see the lines that are not drawn.
import { search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState, type Extension } from "@codemirror/state";
import { keymap, type EditorView } from "@codemirror/view";
import { onLanguage, t } from "../i18n/index.ts";

const words = new Compartment();

/** Returns the words of the search panel in the page's language, by CodeMirror's own. */
function phrases(): Extension {
  return EditorState.phrases.of({
    Find: t("find"),
    Replace: t("find_replace"),
    next: t("find_next"),
    previous: t("find_previous"),
    all: t("find_all"),
    "match case": t("find_case"),
    regexp: t("find_regexp"),
    "by word": t("find_word"),
    replace: t("find_replace_one"),
    "replace all": t("find_replace_all"),
    close: t("close"),
  });
}

/** The search panel above the text, and its keys. */
export const finding: Extension = [search({ top: true }), words.of(phrases()), keymap.of(searchKeymap)];

/** Keeps the words of the panel in the page's language. */
export function findingInWords(view: EditorView): void {
  onLanguage(() => view.dispatch({ effects: words.reconfigure(phrases()) }));
}
