// The same as the map, as a table: for those who cannot see it, and for whoever looks for one place.
import { html } from "./dom.ts";
import { ANSWERS, ENGLISH, SIGNS, type Answered, type PlaceOptions, type Verdicts } from "./types.ts";

export interface TableView {
  /** Tells the verdicts; a place that they do not name has not been asked about. */
  update(verdicts: Verdicts): void;
  /** Marks where the data are; null marks nothing. */
  select(id: string | null): void;
  /** Takes the table out of its element. */
  destroy(): void;
}

export interface TableOptions extends Partial<PlaceOptions> {
  readonly onMove: PlaceOptions["onMove"];
  /** The codes of places and the ids of regions that are rows. */
  readonly ids: readonly string[];
  /** The language by which names are sorted. */
  readonly locale?: string;
}

const COLUMNS = ["name", "id", "verdict", "reason"] as const;
type Column = (typeof COLUMNS)[number];

interface Row {
  readonly id: string;
  readonly name: string;
  readonly element: HTMLTableRowElement;
  readonly verdict: HTMLTableCellElement;
  readonly reason: HTMLTableCellElement;
}

/** Writes the table into an element. */
export function createPlacesTable(element: HTMLElement, options: TableOptions): TableView {
  return new PlacesTable(element, options);
}

class PlacesTable implements TableView {
  readonly #stop = new AbortController();
  readonly #words;
  readonly #root: HTMLElement;
  readonly #rows: Row[];
  readonly #heads = new Map<Column, HTMLTableCellElement>();
  readonly #body = html("tbody");
  readonly #filter: HTMLInputElement;
  readonly #count = html("output");
  readonly #compare: (a: string, b: string) => number;
  #verdicts: Verdicts = new Map();
  #by: Column = "name";
  #down = false;

  constructor(
    element: HTMLElement,
    readonly options: TableOptions,
  ) {
    this.#words = options.words ?? ENGLISH;
    this.#compare = new Intl.Collator(options.locale).compare;
    this.#rows = options.ids.map((id) => this.#row(id));
    this.#filter = html("input", { type: "search" });
    const label = html("label", {}, `${this.#words.filter} `, this.#filter);
    const head = html("thead", {}, html("tr", {}, ...COLUMNS.map((column) => this.#head(column))));
    const table = html("table", { "aria-label": this.#words.map }, head, this.#body);
    const scroll = html(
      "div",
      { class: "map-table-scroll", tabindex: "0", role: "region", "aria-label": this.#words.map },
      table,
    );
    this.#root = html("div", { class: "map-table" }, html("p", {}, label, " ", this.#count), scroll);
    this.#listen();
    this.#show();
    element.append(this.#root);
  }

  update(verdicts: Verdicts): void {
    this.#verdicts = verdicts;
    for (const row of this.#rows) this.#tell(row, verdicts.get(row.id));
    if (this.#by === "verdict" || this.#by === "reason" || this.#filter.value !== "") this.#show();
  }

  select(id: string | null): void {
    for (const { id: own, element } of this.#rows) {
      if (own === id) element.setAttribute("aria-current", "location");
      else element.removeAttribute("aria-current");
    }
  }

  destroy(): void {
    this.#stop.abort();
    this.#root.remove();
  }

  #head(column: Column): HTMLTableCellElement {
    const button = html("button", { type: "button" }, this.#words[column]);
    const head = html("th", { scope: "col", "aria-sort": column === this.#by ? "ascending" : "none" }, button);
    button.addEventListener("click", () => this.#sort(column), { signal: this.#stop.signal });
    this.#heads.set(column, head);
    return head;
  }

  #row(id: string): Row {
    const name = this.options.nameOf?.(id) ?? id;
    const button = html("button", { type: "button", "data-id": id, "aria-label": this.#words.move(name) }, name);
    const [verdict, reason] = [html("td", { class: "v-unasked" }, this.#words.unasked), html("td")];
    const element = html(
      "tr",
      {},
      html("th", { scope: "row" }, button),
      html("td", {}, html("code", {}, id)),
      verdict,
      reason,
    );
    return { id, name, element, verdict, reason };
  }

  #tell({ verdict, reason }: Row, answered: Answered | undefined): void {
    const text = answered
      ? `${SIGNS[answered.verdict]} ${this.#words.verdicts[answered.verdict]}`
      : this.#words.unasked;
    if (verdict.textContent !== text) {
      verdict.textContent = text;
      verdict.className = answered ? `v-${answered.verdict}` : "v-unasked";
    }
    if (reason.textContent !== (answered?.reason ?? "")) reason.textContent = answered?.reason ?? "";
  }

  #listen(): void {
    const { signal } = this.#stop;
    this.#filter.addEventListener("input", () => this.#show(), { signal });
    this.#body.addEventListener(
      "click",
      ({ target }) => {
        const id = target instanceof HTMLElement ? target.dataset["id"] : undefined;
        if (id !== undefined) this.options.onMove(id, id.includes("/") ? "region" : "place");
      },
      { signal },
    );
  }

  /** By this column; by the one that it is already sorted by, the other way. */
  #sort(column: Column): void {
    this.#down = column === this.#by && !this.#down;
    this.#by = column;
    for (const [name, head] of this.#heads) {
      head.setAttribute("aria-sort", name !== column ? "none" : this.#down ? "descending" : "ascending");
    }
    this.#show();
  }

  /** Writes the rows that have the words of the filter, in order. */
  #show(): void {
    const words = folded(this.#filter.value).split(/\s+/).filter(Boolean);
    const shown = this.#rows.filter((row) => {
      const text = folded([row.name, row.id, row.verdict.textContent, row.reason.textContent].join(" "));
      return words.every((word) => text.includes(word));
    });
    const way = this.#down ? -1 : 1;
    shown.sort((a, b) => way * this.#order(a, b) || this.#compare(a.name, b.name));
    this.#body.replaceChildren(...shown.map(({ element }) => element));
    this.#count.textContent = this.#words.shown(shown.length, this.#rows.length);
  }

  #order(a: Row, b: Row): number {
    if (this.#by === "verdict") return this.#rank(a) - this.#rank(b);
    if (this.#by === "reason") return this.#compare(a.reason.textContent ?? "", b.reason.textContent ?? "");
    return this.#compare(a[this.#by], b[this.#by]);
  }

  /** The best verdict first, and what nobody asked about last. */
  #rank({ id }: Row): number {
    const answered = this.#verdicts.get(id);
    return answered ? ANSWERS.indexOf(answered.verdict) : ANSWERS.length;
  }
}

/** Without accents and capitals, as people search. */
function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
}
