// The head of the page: undo and redo, sharing, files, the tour, language, colours.
import type { Verdict } from "lexloci";
import { byId, h, refill } from "./dom.ts";
import { language, onLanguage, speak, t, type Key, type Language } from "./i18n/index.ts";
import { acting } from "./menu.ts";
import { rest } from "./rest.ts";
import { share } from "./share/address.ts";
import type { Saved } from "./share/files.ts";
import type { Store } from "./store.ts";
import { chooseTheme, theme, THEMES, type Theme } from "./theme.ts";

const LANGUAGES: readonly (readonly [Language, string])[] = [
  ["en", "English"],
  ["fr", "Français"],
];
const SAVED: readonly Saved[] = ["report", "receipt", "verdict_json", "verdict_text", "policy_file", "flow_file"];

/** Returns the verdict of the texts as they stand: once there is an answer where `waits`, else null while there is none. */
type Settled = (waits: boolean) => Promise<Verdict | null>;

/** Draws the tools; `reported` prints the report about the verdict. */
export function tools(store: Store, verdict: Settled, reported: () => Promise<void>): void {
  const draw = () => refill(byId("tools"), ...toolElements(store, verdict, reported));
  const able = () => {
    (byId("undo") as HTMLButtonElement).disabled = !store.canUndo;
    (byId("redo") as HTMLButtonElement).disabled = !store.canRedo;
  };
  draw();
  store.listen(able);
  onLanguage(draw);
  document.addEventListener("keydown", (event) => keys(event, store));
}

function toolElements(store: Store, verdict: Settled, reported: () => Promise<void>): HTMLElement[] {
  return [
    button("undo", "↶", () => store.undo(), !store.canUndo),
    button("redo", "↷", () => store.redo(), !store.canRedo),
    button("share", t("share"), () => void share(store)),
    button("open", t("open"), () => byId("files").click()),
    saving(store, verdict, reported),
    button("tour", "?", () => void rest().then((made) => made?.startTour())),
    choice("language", language(), LANGUAGES, (chosen) => void speak(chosen as Language)),
    choice(
      "theme",
      theme(),
      THEMES.map((each) => [each, t(`theme_${each}`)] as const),
      (chosen) => chooseTheme(chosen as Theme),
    ),
  ];
}

function button(key: Key, sign: string, onclick: () => void, disabled = false): HTMLElement {
  return h(
    "button",
    { type: "button", class: "tool", id: key, "data-key": key, title: t(key), "aria-label": t(key), disabled, onclick },
    sign,
  );
}

/** Creates the list of what can be saved: choosing an entry saves it. */
function saving(store: Store, verdict: Settled, reported: () => Promise<void>): HTMLElement {
  const options = SAVED.map((each) => h("option", { value: each }, t(each)));
  const made = h(
    "select",
    { id: "save", "data-key": "save", "aria-label": t("save"), title: t("save") },
    h("option", { value: "" }, t("save")),
    options,
  );
  return acting(made, (what) => {
    made.value = "";
    const waits = what !== "policy_file" && what !== "flow_file";
    if (what !== "")
      void Promise.all([rest(), verdict(waits)]).then(([made, now]) => made?.save(what as Saved, store, now, reported));
  });
}

type Choices = readonly (readonly [value: string, word: string])[];

function choice(key: Key, value: string, choices: Choices, take: (value: string) => void): HTMLElement {
  const options = choices.map(([each, word]) => h("option", { value: each, selected: each === value }, word));
  const made = h("select", { id: key, "data-key": key, "aria-label": t(key), title: t(key) }, options);
  return acting(made, take);
}

/** Handles undo and redo wherever the focus is; the editors and text fields have their own. */
function keys(event: KeyboardEvent, store: Store): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
  if (event.target instanceof HTMLInputElement && event.target.type === "text") return;
  const key = event.key.toLowerCase();
  const redo = key === "y" || (key === "z" && event.shiftKey);
  if (!redo && key !== "z") return;
  event.preventDefault();
  if (redo) store.redo();
  else store.undo();
}
