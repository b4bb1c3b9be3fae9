// An input for a fact, by its type. "Not known" is a choice everywhere: it leaves the fact out.
import type { Known, Named } from "../engine/protocol.ts";
import { h } from "../dom.ts";
import { t } from "../i18n/index.ts";
import { shortWord, valueWord } from "../i18n/values.ts";
import { placeNamed } from "../start/place.ts";
import type { Json } from "./json.ts";
import { placeWord } from "./place-word.ts";
import { regionWord } from "./region-word.ts";
import { entriesOf, type FactType } from "./schema.ts";

export interface Field {
  readonly known: Known;
  readonly type: FactType;
  readonly value: Json | undefined;
  /** Its path, which identifies the input when the form is drawn again. */
  readonly key: string;
  /** Its name for screen readers. */
  readonly label: string;
  /** The ids of parties that the flow describes. */
  readonly parties: readonly string[];
  /** Values to offer before others. */
  readonly first?: readonly string[];
  /** Returns its current value, which may have changed since this was drawn. */
  readonly now?: () => Json | undefined;
  /** States the fact; undefined leaves it out. */
  readonly state: (value: Json | undefined) => void;
}

/** Creates the input, or returns null for a type that has none: entries of a list, facts of an object. */
export function control(field: Field): HTMLElement | null {
  switch (field.type.is) {
    case "yes_no":
      return chosen(
        field,
        [
          ["true", t("yes")],
          ["false", t("no")],
        ],
        (word) => word === "true",
      );
    case "enum":
      return chosen(field, valuesOf(field.known, field.type.of));
    case "category":
      return chosen(field, categories(field.known));
    case "set":
      return several(field, field.type.of);
    case "object":
      return party(field);
    case "list":
      return null;
    default:
      return typed(field);
  }
}

type Choices = readonly (readonly [value: string, word: string])[];

function valuesOf({ vocabulary }: Known, name: string): Choices {
  return (vocabulary.enumerations[name]?.values ?? []).map((each) => [each.name, valueWord(name, each.name, each.doc)]);
}

/** Returns what is said of each value of a set. */
function docsOf({ vocabulary }: Known, of: FactType): (readonly [string, string])[] {
  const values = of.is === "enum" ? (vocabulary.enumerations[of.of]?.values ?? []) : vocabulary.categories;
  return values.map(({ name, doc }) => [name, doc] as const);
}

function categories({ vocabulary }: Known): Choices {
  return vocabulary.categories.map((each) => [each.name, valueWord("category", each.name, each.doc)]);
}

/** Creates a choice of one of some values, or not known. */
function chosen(
  { value, key, label, state }: Field,
  choices: Choices,
  meant: (word: string) => Json = (word) => word,
): HTMLElement {
  const now = value === undefined || value === null ? "" : String(value);
  const stated = now === "" || choices.some(([each]) => each === now) ? choices : [...choices, [now, now] as const];
  const options = [["", t("not_known")] as const, ...stated].map(([each, word]) =>
    h("option", { value: each, selected: each === now }, word),
  );
  const made = h("select", { "data-key": key, "aria-label": label, class: now === "" ? "unknown" : null }, options);
  made.addEventListener("change", () => state(made.value === "" ? undefined : meant(made.value)));
  return made;
}

/** Creates a text input: a date, a place, a number, a text. Empty is not known. */
function typed({ known, type, value, key, label, state }: Field): HTMLElement {
  const kind = type.is === "date" ? "date" : "text";
  const list = type.is === "place" ? "places" : type.is === "region" ? "regions" : null;
  const now =
    value === undefined || value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);
  const hint = { duration: "2 months", percent: "24.5%" }[type.is as string] ?? t("not_known");
  const isPlace = type.is === "place" && known.places.some(({ id }) => id === now);
  const made = h("input", {
    type: kind === "date" && now !== "" && !/^\d{4}-/.test(now) ? "text" : kind,
    list,
    value: isPlace ? placeWord(now, known.places) : now,
    title: isPlace ? now : null,
    placeholder: hint,
    autocomplete: "off",
    spellcheck: false,
    "data-key": key,
    "aria-label": label,
  });
  made.addEventListener("change", () => state(meantBy(type, made.value.trim(), known)));
  return made;
}

/** Returns the value that a text means: a place may be written by its name, a cloud region by its city. */
function meantBy(type: FactType, text: string, known: Known): Json | undefined {
  if (text === "") return undefined;
  if (type.is === "number" && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type.is !== "place" && type.is !== "region") return text;
  const found = placeNamed(text, known, type.is === "place" ? "place" : "site");
  return found.is === type.is ? found.id : text;
}

/**
 * Creates an input for any number of values: each can be removed, others added. An empty set differs from not known.
 */
function several(field: Field, of: FactType): HTMLElement {
  const { value, key, label, state, known } = field;
  const stated = entriesOf(value);
  const values = (stated?.items ?? []).map(String);
  const choices: Choices =
    of.is === "enum"
      ? valuesOf(known, of.of)
      : of.is === "category"
        ? categories(known)
        : known.places.map(({ id }) => [id, placeWord(id, known.places)]);
  const docs = new Map(docsOf(known, of));
  const word = (each: string) => choices.find(([id]) => id === each)?.[1] ?? each;
  const put = (change: (values: readonly string[]) => string[]) => {
    const by = entriesOf(field.now ? field.now() : value);
    const next = change((by?.items ?? []).map(String));
    state(by && !by.complete ? { items: next, complete: false } : next);
  };
  const named = of.is === "enum" ? of.of : "category";
  const few = (each: string) => (of.is === "place" ? word(each) : shortWord(named, each, docs.get(each) ?? ""));
  const chips = values.map((each) =>
    h(
      "span",
      { class: "chip", title: word(each) },
      few(each),
      h(
        "button",
        {
          type: "button",
          "aria-label": t("remove", word(each)),
          "data-key": `${key}-${each}`,
          onclick: () => put((now) => now.filter((other) => other !== each)),
        },
        "×",
      ),
    ),
  );
  const first = field.first ?? [];
  const left = choices.filter(([id]) => !values.includes(id));
  const more = [...left.filter(([id]) => first.includes(id)), ...left.filter(([id]) => !first.includes(id))].map(
    ([id, name]) => h("option", { value: id }, name),
  );
  const head = h("option", { value: "" }, stated ? t("add_value") : t("not_known"));
  const none = !stated && h("option", { value: "[]" }, t("there_is_none"));
  const forget = stated && h("option", { value: "?" }, t("not_known"));
  const add = h(
    "select",
    { "data-key": key, "aria-label": label, class: stated ? null : "unknown" },
    head,
    none,
    forget,
    more,
  );
  add.addEventListener("change", () => {
    if (add.value === "?") state(undefined);
    else put((now) => (add.value === "[]" ? [] : [...now, add.value]));
  });
  return h(
    "span",
    { class: "several" },
    stated && values.length === 0 && h("span", { class: "chip" }, t("none")),
    chips,
    add,
  );
}

/** Returns whether a party is always somebody: whoever operates a site or receives data. */
const isSomebody = (path: string): boolean => /(?:^|\.)(?:operator|recipient)$/u.test(path);

/** Creates a choice of a party: one described elsewhere in the flow, nobody, or one described here. */
function party({ type, value, key, label, parties, state }: Field): HTMLElement | null {
  if (type.is !== "object" || !["party", "holder", "supplier"].includes(type.of)) return null;
  const isDescribed = typeof value === "object" && value !== null;
  const now = isDescribed ? "{}" : typeof value === "string" ? value : "";
  const nobody = isSomebody(key) ? [] : ["none"];
  const names = [...parties.map((id) => `@${id}`), "exporter", "provider", ...nobody];
  const known = now === "" || isDescribed || names.includes(now) ? names : [...names, now];
  const words = known.map(
    (each) =>
      [
        each,
        each === "none" ? t("nobody") : each === "exporter" || each === "provider" ? t(`party_${each}`) : each,
      ] as const,
  );
  const options = [["", t("not_known")] as const, ["{}", t("described_here")] as const, ...words].map(([each, word]) =>
    h("option", { value: each, selected: each === now }, word),
  );
  const made = h("select", { "data-key": key, "aria-label": label, class: now === "" ? "unknown" : null }, options);
  made.addEventListener("change", () => state(made.value === "" ? undefined : made.value === "{}" ? {} : made.value));
  return made;
}

/** Creates the lists of suggestions for places and regions. */
export function lists(known: Known): HTMLElement[] {
  const list = (id: string, named: readonly Named[], option: (each: Named) => readonly [value: string, word: string]) =>
    h(
      "datalist",
      { id },
      named.map(option).map(([value, word]) => h("option", { value }, word)),
    );
  return [
    list("places", known.places, ({ id }) => [placeWord(id, known.places), id]),
    list("regions", known.regions, (region) => [region.id, regionWord(region)]),
  ];
}
