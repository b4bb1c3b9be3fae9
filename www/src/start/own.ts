// One's own data: what, who sends them, who hosts them and where, who holds the keys, who else receives them. The answers
// make a flow that states them and nothing else: what is left out is not known.
import type { Known } from "../engine/protocol.ts";
import { h, refill, type Child } from "../dom.ts";
import { answered } from "../engine/client.ts";
import { placeWord } from "../flow/place-word.ts";
import { regionWord } from "../flow/region-word.ts";
import { layOut, type Json } from "../flow/json.ts";
import { askedCategories } from "../i18n/categories.ts";
import { t } from "../i18n/index.ts";
import { valueWord } from "../i18n/values.ts";
import type { Store } from "../store.ts";
import { today } from "../time/day.ts";
import { isRunBy, placeNamed, type Found } from "./place.ts";

/** A store or a transfer, as it is typed. */
interface Row {
  readonly list: "storage" | "transfers";
  where: string;
  who: string;
  /** The holder of the keys, or the transfer tool; empty where it is not known. */
  more: string;
}

type Facts = { [key: string]: Json };

/** The questions about one's own data. */
export class OwnData {
  readonly #data = new Set<string>();
  readonly #rows: Row[] = [row("storage"), row("transfers")];
  #seat = "";
  #isAll = false;
  readonly #form = h("form", { class: "own", novalidate: true });

  /** `done` is called when the flow has been written. */
  constructor(
    readonly store: Store,
    readonly known: Known,
    readonly done: () => void,
  ) {
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#judge();
    });
  }

  /** Returns the form, drawn in the page's language. */
  made(): HTMLElement {
    this.#draw();
    return this.#form;
  }

  #draw(): void {
    const of = (list: Row["list"]) => this.#rows.filter((each) => each.list === list);
    refill(
      this.#form,
      suggestions(this.known),
      question(t("own_data"), h("div", { class: "choices" }, this.#categories())),
      question(
        t("own_seat"),
        input("own-seat", this.#seat, "own-places", t("own_seat_hint"), (text) => (this.#seat = text)),
      ),
      question(
        t("own_stores"),
        of("storage").map((each, i) => this.#row(each, i)),
        this.#more("storage"),
      ),
      question(
        t("own_transfers"),
        of("transfers").map((each, i) => this.#row(each, i)),
        this.#more("transfers"),
      ),
      h(
        "label",
        { class: "all" },
        check("own-all", this.#isAll, (on) => (this.#isAll = on)),
        " ",
        t("own_all"),
      ),
      h("p", { class: "note" }, t("own_unknown")),
      h(
        "p",
        { class: "actions" },
        h("button", { type: "submit", class: "small primary", id: "own-judge" }, t("own_judge")),
      ),
    );
  }

  #categories(): HTMLElement[] {
    return askedCategories().flatMap(([name, word]) => {
      const found = this.known.vocabulary.categories.find((each) => each.name === name);
      const set = (on: boolean) => void (on ? this.#data.add(name) : this.#data.delete(name));
      const hint = found ? valueWord("category", name, found.doc) : word;
      return found ? [h("label", { title: hint }, check(`own-${name}`, this.#data.has(name), set), " ", word)] : [];
    });
  }

  #row(each: Row, index: number): HTMLElement {
    const id = (what: string) => `own-${each.list}-${index}-${what}`;
    const isStore = each.list === "storage";
    const values = this.known.vocabulary.enumerations[isStore ? "keys_holder" : "tool"]?.values ?? [];
    const name = isStore ? "keys_holder" : "tool";
    const options = values.map((value) =>
      h("option", { value: value.name, selected: value.name === each.more }, valueWord(name, value.name, value.doc)),
    );
    const more = h("select", { id: id("more"), "aria-label": t(isStore ? "own_keys" : "own_tool") }, [
      h("option", { value: "" }, t(isStore ? "own_keys_unknown" : "own_tool_unknown")),
      ...options,
    ]);
    more.addEventListener("change", () => (each.more = more.value));
    return h(
      "div",
      { class: "own-row" },
      labelled(
        t(isStore ? "own_where" : "own_to"),
        input(
          id("where"),
          each.where,
          isStore ? "own-sites" : "own-places",
          t(isStore ? "own_where_hint" : "own_seat_hint"),
          (text) => (each.where = text),
        ),
      ),
      labelled(
        t(isStore ? "own_host" : "own_recipient"),
        input(id("who"), each.who, null, t("own_company_hint"), (text) => (each.who = text)),
      ),
      labelled(t(isStore ? "own_keys" : "own_tool"), more),
      h("p", { class: "wrong", id: id("wrong"), role: "alert", hidden: true }),
    );
  }

  #more(list: Row["list"]): HTMLElement {
    const add = () => {
      this.#rows.push(row(list));
      this.#draw();
    };
    return h(
      "button",
      { type: "button", class: "small", "data-key": `more ${list}`, id: `own-more-${list}`, onclick: add },
      t("own_more"),
    );
  }

  /** Writes the flow, unless a place was typed that is not known. */
  async #judge(): Promise<void> {
    const seat = this.#seat.trim() === "" ? null : placeNamed(this.#seat, this.known, "place");
    this.#tell("own-seat", seat);
    const entries = this.#rows.filter(({ where, who, more }) => `${where}${who}${more}`.trim() !== "");
    const found = entries.map((each) => {
      const where =
        each.where.trim() === ""
          ? null
          : placeNamed(each.where, this.known, each.list === "storage" ? "site" : "place", each.who);
      const index = this.#rows.filter(({ list }) => list === each.list).indexOf(each);
      this.#tell(`own-${each.list}-${index}-where`, where);
      return { each, where };
    });
    if ([seat, ...found.map(({ where }) => where)].some((where) => where !== null && where.is === "unknown")) return;
    const names = [...new Set(entries.map(({ who }) => who.trim()).filter((who) => who !== ""))];
    const known = await answered("vendors", { names }).catch(() => []);
    const company = (who: string): Facts => ({ [known[names.indexOf(who)] ? "vendor" : "name"]: who });
    // A region of the host itself brings its operator.
    const host = ({ who }: Row, where: Found | null) =>
      where?.is === "region" && isRunBy(where.id, who, this.known.regions) ? "" : who.trim();
    const list = (name: Row["list"]): Json => {
      const items = found
        .filter(({ each }) => each.list === name)
        .map(({ each, where }) => {
          const who = host(each, where);
          return entry(each, where, who === "" ? null : company(who));
        });
      return this.#isAll ? items : { items, complete: false };
    };
    const flow: Facts = {
      as_of: today(),
      ...(this.#isAll && { complete: true }),
      ...(this.#data.size > 0 && { data: [...this.#data] }),
      ...(seat?.is === "place" && { exporter: { seat: seat.id } }),
      storage: list("storage"),
      transfers: list("transfers"),
    };
    this.store.change({ flow: layOut(flow), caseId: null, suppose: [] });
    this.done();
  }

  /** Says under a field which place it could mean, where what was typed is none. */
  #tell(id: string, found: Found | null): void {
    const field = this.#form.querySelector<HTMLInputElement>(`#${id}`);
    const wrong = field?.closest(".own-row, .question")?.querySelector<HTMLElement>(".wrong");
    if (!field || !wrong) return;
    const isWrong = found?.is === "unknown";
    field.setAttribute("aria-invalid", String(isWrong));
    wrong.hidden = !isWrong;
    refill(wrong, isWrong && (found.near.length > 0 ? offered(found.near, field, wrong) : t("own_place_unknown")));
    if (isWrong) field.focus();
  }
}

function row(list: Row["list"]): Row {
  return { list, where: "", who: "", more: "" };
}

/** Asks which of some places was meant: each is a button that writes it into the field. */
function offered(near: readonly string[], field: HTMLInputElement, told: HTMLElement): Child[] {
  const choose = (place: string) => {
    field.value = place;
    field.dispatchEvent(new Event("input"));
    field.removeAttribute("aria-invalid");
    told.hidden = true;
    field.focus();
  };
  const buttons = near.map((place) => [
    " ",
    h("button", { type: "button", class: "small", "data-near": place, onclick: () => choose(place) }, place),
  ]);
  return [t("own_place_near"), buttons];
}

/** Returns the entry of a list that a row states; `company` names who hosts or receives. */
function entry({ list, more }: Row, where: Found | null, company: Facts | null): Json {
  const place: Facts =
    where === null || where.is === "unknown" ? {} : { [list === "transfers" ? "to" : where.is]: where.id };
  const whom = company === null ? {} : { [list === "transfers" ? "recipient" : "operator"]: company };
  if (list === "transfers") return { ...place, ...whom, ...(more !== "" && { tool: more }) };
  return { ...place, ...whom, ...(more !== "" && { encrypted: true, keys: { holder: more } }) };
}

function question(title: string, ...content: readonly Child[]): HTMLElement {
  const wrong = h("p", { class: "wrong", role: "alert", hidden: true });
  return h("fieldset", { class: "question" }, h("legend", {}, title), ...content, wrong);
}

function labelled(label: string, field: HTMLElement): HTMLElement {
  return h("label", {}, h("span", { class: "note" }, label), field);
}

function check(id: string, on: boolean, take: (on: boolean) => void): HTMLInputElement {
  const made = h("input", { type: "checkbox", id, checked: on });
  made.addEventListener("change", () => take(made.checked));
  return made;
}

function input(
  id: string,
  value: string,
  list: string | null,
  hint: string,
  take: (text: string) => void,
): HTMLInputElement {
  const made = h("input", {
    type: "text",
    id,
    value,
    list,
    placeholder: hint,
    "aria-label": hint,
    autocomplete: "off",
    spellcheck: false,
  });
  made.addEventListener("input", () => take(made.value));
  return made;
}

/** Creates the suggestions: countries by name, and cloud regions by what they are called. */
function suggestions({ places, regions }: Known): HTMLElement {
  const place = places.map(({ id }) => h("option", { value: placeWord(id, places) }, id));
  const region = regions.map((each) => h("option", { value: each.id }, regionWord(each)));
  return h(
    "div",
    { hidden: true },
    h("datalist", { id: "own-places" }, place),
    h(
      "datalist",
      { id: "own-sites" },
      region,
      place.map((each) => each.cloneNode(true)),
    ),
  );
}
