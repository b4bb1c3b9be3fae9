// The verdict in every country and cloud region, as a map and as a table.
import world from "../../map/world.json";
import {
  ANSWERS,
  createMap,
  createPlacesTable,
  ENGLISH,
  FRENCH,
  type Answered,
  type MapView,
  type TableView,
  type Verdicts,
} from "../../map/index.ts";
import "../../map/map.css";
import type { Answer, Verdict } from "lexloci";
import { byId, h, refill, type Child } from "../dom.ts";
import { ask } from "../engine/client.ts";
import type { Known, Where } from "../engine/protocol.ts";
import { placeWord } from "../flow/place-word.ts";
import { regionWord } from "../flow/region-word.ts";
import { Fresh } from "../fresh.ts";
import { readable, type Json } from "../flow/json.ts";
import { at, located, pathOf, stepsOf } from "../flow/path.ts";
import { policyWord } from "../i18n/policy-words.ts";
import { language, onLanguage, t } from "../i18n/index.ts";
import { shortWord } from "../i18n/values.ts";
import { tell } from "../notice.ts";
import { titlesIn } from "../policy/names.ts";
import { same, textsOf, type Doc, type Store } from "../store.ts";
import { SHAPES } from "../verdict/outcome.ts";
import { pathInWords } from "../verdict/subject.ts";
import { shares, told, type Share } from "./told.ts";
import { movedText, together, type Destination } from "./move.ts";

/** A place that was chosen while the map was about older texts. */
interface Chosen {
  readonly id: string;
  readonly kind: "place" | "region";
  /** The answer that the map showed. */
  readonly said: Answer | null;
  readonly path: string;
  /** The texts when it was chosen. */
  readonly doc: Doc;
}

/** Draws the panel; `judged` updates it. */
export class MapPanel {
  #view: MapView | null = null;
  #table: TableView | null = null;
  #tabled: () => TableView = () => {
    throw new Error("the map has not been made yet");
  };
  #where: Where | null = null;
  /** True until the first answer: nothing is known of places before it. */
  #waits = true;
  #path: string | null = null;
  #caseId: string | null | undefined;
  #verdict: Verdict | null = null;
  #shown: "map" | "table" = "map";
  /** The place whose card is open. */
  #card: string | null = null;
  #verdicts: Verdicts = new Map();
  #chosen: Chosen | null = null;
  readonly #fresh: Fresh;

  constructor(
    readonly store: Store,
    readonly known: Known,
  ) {
    const about = ({ policy, flow, suppose }: Doc) => [policy, flow, this.#path ?? "", ...suppose].join("\u0000");
    this.#fresh = new Fresh(store, ["map", "map-table", "map-legend"].map(byId), about);
    onLanguage(() => this.#create());
    this.#create();
  }

  /** Asks again, since the texts have changed. */
  judged(verdict: Verdict | null): void {
    const { doc } = this.store;
    if (doc.caseId !== this.#caseId) {
      [this.#caseId, this.#path, this.#card] = [doc.caseId, null, null];
      refill(byId("map-card"));
    }
    this.#verdict = verdict;
    if (!verdict) return this.#unknown();
    this.#waits = this.#where === null;
    if (this.#waits) this.#head();
    const { revision } = this.store;
    const take = (answer: Where | null) => this.#take(answer, doc, revision);
    const meanwhile = (answer: Where | null) => answer?.path === this.#path && take(answer);
    ask("where", { ...textsOf(doc), path: this.#path }, take, {
      meanwhile,
      fail: () => this.#unknown(),
    });
  }

  #take(answer: Where | null, doc: Doc, revision: number): void {
    if (!this.#verdict) return; // a newer text has an error
    if (this.#fresh.isCurrent && !same(doc, this.store.doc)) return; // the texts were changed and changed back
    [this.#where, this.#waits] = [answer, false];
    this.#path = answer?.path ?? null;
    this.#verdicts = answer ? verdictsOf(answer, this.#verdict, this.store.doc.policy) : new Map();
    this.#update();
    if (answer) this.#fresh.answers(doc, revision);
    else this.#fresh.empty();
    this.#moveChosen();
  }

  /** Clears the panel: without a verdict here there is none elsewhere. */
  #unknown(): void {
    this.#waits = false;
    this.#verdicts = new Map();
    this.#chosen = null;
    this.#fresh.empty();
    this.#update();
  }

  #create(): void {
    this.#view?.destroy();
    this.#table?.destroy();
    const words = language() === "fr" ? FRENCH : ENGLISH;
    const nameOf = (id: string) => nameOfPlace(id, this.known);
    const onMove = (id: string, kind: "place" | "region") => this.#move(id, kind);
    const ids = [...this.known.places, ...this.known.regions].map(({ id }) => id);
    this.#view = createMap(byId("map"), { world, nameOf, words, onMove: (id) => this.#open(id) });
    this.#view.showEurope();
    this.#table = null;
    // Hundreds of rows are made only on demand.
    this.#tabled = () => createPlacesTable(byId("map-table"), { ids, nameOf, words, locale: language(), onMove });
    this.#update();
  }

  #update(): void {
    this.#head();
    const place = this.#where && placeAt(this.store.doc, this.#where.path);
    const said = this.#where && this.#verdicts.size > 0 ? shares(this.#where.there) : [];
    const isPlain = said.length <= 1; // of one colour a map says nothing
    byId("map").hidden = this.#shown !== "map" || !this.#where || isPlain;
    byId("map-legend").hidden = isPlain;
    refill(byId("map-told"), this.#told(said));
    if (this.#card !== null) this.#open(this.#card);
    byId("map-table").hidden = this.#shown !== "table" || !this.#where;
    const shown = this.#shown === "map" ? this.#view : (this.#table ??= this.#tabled());
    refill(byId("map-legend"), this.#legend());
    refill(byId("map-note"), this.#moves());
    shown?.update(this.#verdicts);
    shown?.select(place);
  }

  /** Draws what the map says, with a button that copies it whole. */
  #told(all: readonly Share[]): Child[] {
    if (all.length === 0 || !this.#where) return [];
    const { eea } = this.#where;
    const nameOf = (id: string) => nameOfPlace(id, this.known);
    const copy = async () => {
      const path = this.#path ?? "";
      const text = [
        `${t("map_of")} ${pathInWords(path)}${named(this.store.doc, path, this.known)}`,
        ...told(all, eea, nameOf, true),
      ].join("\n");
      try {
        await navigator.clipboard.writeText(text);
        tell(t("copied"));
      } catch {
        tell(t("not_copied"));
      }
    };
    const lines = told(all, eea, nameOf, false).map((line, i) => h("p", { "data-answer": all[i]?.answer }, line));
    const button = { type: "button", class: "small", id: "map-copy", "data-key": "copy", onclick: () => void copy() };
    return [...lines, h("p", { class: "actions" }, h("button", button, t("copy")))];
  }

  /** Opens the card of a place: what would follow there, and a button that puts it there. */
  #open(id: string): void {
    this.#card = id;
    const found = this.#verdicts.get(id);
    const kind = id.includes("/") ? "region" : "place";
    const put = {
      type: "button",
      class: "small primary",
      id: "map-put",
      "data-key": "put",
      onclick: () => this.#move(id, kind),
    };
    const close = () => {
      this.#card = null;
      refill(byId("map-card"));
    };
    refill(
      byId("map-card"),
      h("strong", {}, nameOfPlace(id, this.known)),
      h(
        "span",
        { class: "answered", "data-answer": found?.verdict },
        found ? `${SHAPES[found.verdict]} ${t(found.verdict)}` : t("map_cannot"),
      ),
      found && found.reason !== "" && h("span", {}, found.reason),
      h(
        "span",
        { class: "actions" },
        found && h("button", put, t("map_put")),
        h("button", { type: "button", class: "small", "data-key": "close", onclick: close }, t("close")),
      ),
    );
  }

  /** Draws the legend: each colour, with the number of countries and regions that have it. */
  #legend(): HTMLElement[] {
    const all = [...this.#verdicts];
    const count = (answer: string, isRegion: boolean) =>
      all.filter(([id, { verdict }]) => verdict === answer && id.includes("/") === isRegion).length;
    return ANSWERS.flatMap((answer) => {
      const [places, regions] = [count(answer, false), count(answer, true)];
      const counts = [
        places > 0 && t(places === 1 ? "one_place" : "places", places),
        regions > 0 && t(regions === 1 ? "one_region" : "regions", regions),
      ].filter(Boolean);
      return counts.length === 0
        ? []
        : [
            h(
              "li",
              { "data-answer": answer },
              h("span", { class: "swatch", "aria-hidden": "true" }, SHAPES[answer]),
              `${t(answer)} ${counts.join(", ")}`,
            ),
          ];
    });
  }

  /** Describes what moves, and to whom. */
  #moves(): string {
    const names = this.#path === null ? [] : this.#together(this.#path);
    if (names.length === 0 || !this.#where) return "";
    return t(
      names.length === 1 ? "map_moves_one" : "map_moves",
      names.reduce((one, two) => t("and", one, two)),
    );
  }

  /** Returns the names of what moves with a path. */
  #together(path: string): string[] {
    const flow = readable(this.store.doc.flow)?.value;
    const group = flow === undefined ? null : together(flow, path);
    return group
      ? [...group.transfers, ...group.sites].map((steps) =>
          pathInWords(pathOf(steps.filter((step) => step !== "items"))),
        )
      : [];
  }

  /** Draws the choice of the path to vary. */
  #head(): void {
    const paths = this.#where?.paths ?? [];
    if (paths.length === 0)
      return refill(byId("map-head"), h("p", { class: "note" }, t(this.#waits ? "map_wait" : "map_none")));
    const options = paths.map((path) =>
      h(
        "option",
        { value: path, selected: path === this.#path },
        `${pathInWords(path)}${named(this.store.doc, path, this.known)}`,
      ),
    );
    const list = h("select", { id: "map-path", "data-key": "map-path" }, options);
    list.addEventListener("change", () => {
      this.#path = list.value;
      this.#fresh.check();
      this.onPath();
    });
    const view = (which: "map" | "table") =>
      h(
        "button",
        {
          type: "button",
          class: "small",
          id: `map-as-${which}`,
          "data-key": which,
          "aria-pressed": String(this.#shown === which),
          onclick: () => this.#show(which),
        },
        t(`${which}_view`),
      );
    refill(
      byId("map-head"),
      h("label", { for: "map-path" }, t("map_of")),
      list,
      h("span", { class: "actions" }, view("map"), view("table")),
    );
  }

  /** Called when another path is to be varied: judging asks again. */
  onPath: () => void = () => {};

  #show(which: "map" | "table"): void {
    this.#shown = which;
    this.#update();
  }

  #move(id: string, kind: "place" | "region"): void {
    if (this.#path === null) return;
    const path = this.#path;
    if (!this.#fresh.isCurrent) {
      this.#chosen = { id, kind, said: this.#saidOf(id), path, doc: this.store.doc };
      return tell(t("answers_older"));
    }
    const names = this.#together(path).reduce((one, two) => t("and", one, two));
    const to = this.#destination(id, kind);
    if (!to) return;
    this.store.change({ flow: movedText(this.store.doc.flow, path, to) });
    tell(t("moved", names, nameOfPlace(id, this.known)));
  }

  /** Moves to a place that was chosen on an older map, if the new map says the same of it and nothing else has changed. */
  #moveChosen(): void {
    if (this.#chosen === null || !this.#fresh.isCurrent) return;
    const { id, kind, said, path, doc } = this.#chosen;
    this.#chosen = null;
    if (doc === this.store.doc && path === this.#path && said === this.#saidOf(id)) this.#move(id, kind);
  }

  #saidOf(id: string): Answer | null {
    return this.#verdicts.get(id)?.verdict ?? null;
  }

  #destination(id: string, kind: "place" | "region"): Destination | null {
    const place = this.known.places.find((each) => each.id === id);
    if (kind === "place") return { kind, id, name: place?.name ?? id };
    const region = this.known.regions.find((each) => each.id === id);
    return region ? { kind, id, place: region.place } : null;
  }
}

function nameOfPlace(id: string, known: Known): string {
  if (!id.includes("/")) return placeWord(id, known.places);
  const region = known.regions.find((each) => each.id === id);
  return region ? regionWord(region) : id;
}

/** Returns the place or region at a path. */
function placeAt({ flow }: Doc, path: string): string | null {
  const value = readable(flow)?.value ?? null;
  const site: Json | undefined = at(value, located(value, stepsOf(path)));
  if (typeof site === "string") return site;
  if (typeof site !== "object" || site === null || Array.isArray(site)) return null;
  const { region, place } = site;
  return typeof region === "string" ? region : typeof place === "string" ? place : null;
}

/** Tells what a site is for and where it is, in brackets: "(backup, DE)". */
function named(doc: Doc, path: string, known: Known): string {
  const about = [kindAt(doc, path, known), placeAt(doc, path)].filter((each) => each !== null);
  return about.length === 0 ? "" : ` (${about.join(", ")})`;
}

/** Returns what a site of a flow is for, in words; null where it does not say so. */
function kindAt({ flow }: Doc, path: string, { vocabulary }: Known): string | null {
  const value = readable(flow)?.value;
  const site: Json | undefined = value === undefined ? undefined : at(value, located(value, stepsOf(path)));
  const kind = typeof site === "object" && site !== null && !Array.isArray(site) ? site.kind : undefined;
  const found = vocabulary.enumerations.site_kind?.values.find(({ name }) => name === kind);
  return found ? shortWord("site_kind", found.name, found.doc) : null;
}

/**
 * Returns the verdicts by place. A rule that judges no entry of the flow as it stands has its title from the text
 * `policy`.
 */
function verdictsOf({ there }: Where, { instances }: Verdict, policy: string): Verdicts {
  const titles = new Map(
    [...titlesIn(policy), ...instances.map(({ rule, title }) => [rule, title] as const)].map(([rule, title]) => [
      rule,
      policyWord(title),
    ]),
  );
  const all = new Map<string, Answered>();
  for (const { id, verdict, rule } of there) {
    if (verdict !== null)
      all.set(id, {
        verdict,
        reason:
          rule === null ? "" : t(verdict === "non_compliant" ? "map_breaks" : "map_open", titles.get(rule) ?? rule),
      });
  }
  return all;
}
