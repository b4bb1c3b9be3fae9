// A panel shows an answer about some revision of the texts. Once they change it is dimmed, with a note, until there is
// a new answer, so that no answer is read as one about other texts.
import { h } from "./dom.ts";
import { whenReleased } from "./press.ts";
import { onLanguage, t } from "./i18n/index.ts";
import type { Doc, Store } from "./store.ts";

/**
 * The delay of the note, in milliseconds: an answer that comes sooner replaces the old one before anybody could read
 * the note.
 */
const SOON = 400;

/** Marks places of the page as an answer about some texts. */
export class Fresh {
  #about: string | null = null;
  #timer = 0;
  readonly #note = h("p", { class: "older note", hidden: true });

  /**
   * Marks `places`. `about` returns what the answer depends on; the note is above the first place, or where `put` puts
   * it.
   */
  constructor(
    readonly store: Store,
    readonly places: readonly HTMLElement[],
    readonly about: (doc: Doc) => string = ({ policy, flow, suppose }) => [policy, flow, ...suppose].join("\u0000"),
    put: (note: HTMLElement) => void = (note) => places[0]?.before(note),
  ) {
    put(this.#note);
    store.listen(() => this.check());
    onLanguage(() => (this.#note.textContent = t("answers_older")));
    this.#note.textContent = t("answers_older");
    addEventListener("beforeprint", () => (this.#note.hidden = !this.isOld));
  }

  /** Returns whether the answer shown is about other texts than the current ones. */
  get isOld(): boolean {
    return this.#about !== null && this.#about !== this.about(this.store.doc);
  }

  /** Returns whether there is an answer, and it is about the current texts. */
  get isCurrent(): boolean {
    return this.#about !== null && !this.isOld;
  }

  /** Records that the places show the answer about these texts, which had this revision. */
  answers(doc: Doc, revision: number, about = this.about(doc)): void {
    this.#about = about;
    for (const place of this.places) place.dataset.revision = String(revision);
    this.check();
  }

  /** Records that the places show nothing that could be old. */
  empty(): void {
    this.#about = null;
    for (const place of this.places) delete place.dataset.revision;
    this.check();
  }

  /** Checks again, since what the answer depends on may have changed. */
  check(): void {
    const old = this.isOld;
    for (const place of this.places) place.toggleAttribute("data-old", old);
    clearTimeout(this.#timer);
    const show = () => whenReleased(this.#note, () => (this.#note.hidden = !this.isOld));
    if (old) this.#timer = setTimeout(show, SOON);
    else show();
  }
}
