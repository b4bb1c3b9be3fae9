// Where the data may go: every country and cloud region by the verdict that would follow, as a map and as a table.
import world from "../../map/world.json";
import { ANSWERS, createMap, createPlacesTable, ENGLISH, FRENCH, type Answered, type MapView, type TableView, type Verdicts } from "../../map/index.ts";
import "../../map/map.css";
import type { Verdict } from "lexloci";
import { byId, h, refill } from "../dom.ts";
import { ask } from "../engine/client.ts";
import type { Known, Where } from "../engine/protocol.ts";
import { placeWord } from "../flow/control.ts";
import { readable, type Json } from "../flow/json.ts";
import { at, edited, located, stepsOf } from "../flow/path.ts";
import { policyWord } from "../i18n/policy-words.ts";
import { language, onLanguage, t } from "../i18n/index.ts";
import { tell } from "../notice.ts";
import type { Doc, Store } from "../store.ts";
import { SHAPES } from "../verdict/outcome.ts";
import { told } from "../verdict/subject.ts";

/** Draws the panel; it follows the verdict by `judged`. */
export class MapPanel {
  #view: MapView | null = null;
  #table: TableView | null = null;
  #tabled: () => TableView = () => {
    throw new Error("the map has not been made yet");
  };
  #where: Where | null = null;
  #path: string | null = null;
  #told: string | null | undefined;
  #verdict: Verdict | null = null;
  #shown: "map" | "table" = "map";
  #verdicts: Verdicts = new Map();

  constructor(
    readonly store: Store,
    readonly known: Known,
  ) {
    onLanguage(() => this.#create());
    this.#create();
  }

  /** Asks anew, since the texts have changed. */
  judged(verdict: Verdict | null): void {
    const { doc } = this.store;
    if (doc.told !== this.#told) [this.#told, this.#path] = [doc.told, null];
    this.#verdict = verdict;
    if (!verdict) return this.#unknown();
    const take = (answer: Where | null) => this.#take(answer);
    const meanwhile = (answer: Where | null) => answer?.path === this.#path && take(answer);
    ask("where", { policy: doc.policy, flow: doc.flow, path: this.#path }, take, { meanwhile });
  }

  #take(answer: Where | null): void {
    if (!this.#verdict) return; // there is an error in a newer text
    this.#where = answer;
    this.#path = answer?.path ?? null;
    this.#verdicts = answer ? verdictsOf(answer, this.#verdict) : new Map();
    this.#update();
  }

  /** Without a verdict here there is none elsewhere. */
  #unknown(): void {
    this.#verdicts = new Map();
    this.#update();
  }

  #create(): void {
    this.#view?.destroy();
    this.#table?.destroy();
    const words = language() === "fr" ? FRENCH : ENGLISH;
    const nameOf = (id: string) => nameOfPlace(id, this.known);
    const onMove = (id: string, kind: "place" | "region") => this.#move(id, kind);
    const ids = [...this.known.places, ...this.known.regions].map(({ id }) => id);
    this.#view = createMap(byId("map"), { world, nameOf, words, onMove });
    this.#table = null;
    // Hundreds of rows are made only for who wants them.
    this.#tabled = () => createPlacesTable(byId("map-table"), { ids, nameOf, words, locale: language(), onMove });
    this.#update();
  }

  #update(): void {
    this.#head();
    const place = this.#where && placeAt(this.store.doc, this.#where.path);
    byId("map").hidden = this.#shown !== "map" || !this.#where;
    byId("map-table").hidden = this.#shown !== "table" || !this.#where;
    const shown = this.#shown === "map" ? this.#view : (this.#table ??= this.#tabled());
    refill(byId("map-legend"), this.#legend());
    shown?.update(this.#verdicts);
    shown?.select(place);
  }

  /** What the colours mean, and how many places and regions have each. */
  #legend(): HTMLElement[] {
    const all = [...this.#verdicts.values()];
    const count = (answer: string) => all.filter(({ verdict }) => verdict === answer).length;
    return ANSWERS.filter(count).map((answer) => h("li", { "data-answer": answer }, h("span", { class: "swatch", "aria-hidden": "true" }, SHAPES[answer]), `${t(answer)} ${count(answer)}`));
  }

  /** What is varied, and how it is shown. */
  #head(): void {
    const paths = this.#where?.paths ?? [];
    if (paths.length === 0) return refill(byId("map-head"), h("p", { class: "note" }, t("map_none")));
    const options = paths.map((path) => h("option", { value: path, selected: path === this.#path }, `${told(path)}${named(this.store.doc, path)}`));
    const list = h("select", { id: "map-path", "data-key": "map-path" }, options);
    list.addEventListener("change", () => {
      this.#path = list.value;
      this.onPath();
    });
    const view = (which: "map" | "table") =>
      h("button", { type: "button", class: "small", id: `map-as-${which}`, "data-key": which, "aria-pressed": String(this.#shown === which), onclick: () => this.#show(which) }, t(`${which}_view`));
    refill(byId("map-head"), h("label", { for: "map-path" }, t("map_of")), list, h("span", { class: "actions" }, view("map"), view("table")));
  }

  /** Called when another place is to be varied: judging asks anew. */
  onPath: () => void = () => {};

  #show(which: "map" | "table"): void {
    this.#shown = which;
    this.#update();
  }

  #move(id: string, kind: "place" | "region"): void {
    if (this.#path === null) return;
    const path = this.#path;
    this.store.change({ flow: moved(this.store.doc.flow, path, id, kind) });
    tell(t("moved", told(path), nameOfPlace(id, this.known)));
  }
}

function nameOfPlace(id: string, known: Known): string {
  return id.includes("/") ? (known.regions.find((each) => each.id === id)?.name ?? id) : placeWord(id, known.places);
}

/** A flow's text with one of its places moved: a site has a place or a region, a transfer goes to a place. */
function moved(text: string, path: string, id: string, kind: "place" | "region"): string {
  if (path.endsWith(".to")) return edited(text, path, id);
  const flow = readable(text)?.value ?? null;
  const site = at(flow, located(flow, stepsOf(path)));
  if (typeof site === "string" || site === undefined) return edited(text, path, id);
  const [stays, goes] = kind === "region" ? ["region", "place"] : ["place", "region"];
  const next = edited(text, `${path}.${stays}`, id);
  return typeof site === "object" && site !== null && goes in site ? edited(next, `${path}.${goes}`, undefined) : next;
}

/** The place or region that stands at a path now. */
function placeAt({ flow }: Doc, path: string): string | null {
  const value = readable(flow)?.value ?? null;
  const site: Json | undefined = at(value, located(value, stepsOf(path)));
  if (typeof site === "string") return site;
  if (typeof site !== "object" || site === null || Array.isArray(site)) return null;
  const { region, place } = site;
  return typeof region === "string" ? region : typeof place === "string" ? place : null;
}

function named(doc: Doc, path: string): string {
  const place = placeAt(doc, path);
  return place === null ? "" : ` (${place})`;
}

function verdictsOf({ there }: Where, { instances }: Verdict): Verdicts {
  const titles = new Map(instances.map(({ rule, title }) => [rule, policyWord(title)]));
  const all = new Map<string, Answered>();
  for (const { id, verdict, reason } of there) {
    if (verdict !== null) all.set(id, { verdict, reason: reason ? (titles.get(reason.rule) ?? reason.rule) : "" });
  }
  return all;
}
