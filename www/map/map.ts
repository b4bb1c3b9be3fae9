// The map: every country coloured by verdict, small territories as dots, cloud regions as signs. Shapes and signs are a
// list box each, so that keys and screen readers reach all of them: arrows go to the nearest neighbour, Enter moves the
// data there.
import { html, svg } from "./dom.ts";
import { ENGLISH, SIGNS, type Answered, type PlaceOptions, type Verdicts, type World } from "./types.ts";
import { View } from "./view.ts";

export interface MapView {
  /** Colours what the verdicts name; what they do not name has not been asked about. */
  update(verdicts: Verdicts): void;
  /** Marks where the data are; null marks nothing. */
  select(id: string | null): void;
  /** Shows or hides the cloud regions, which lie on top of the smallest places. */
  showRegions(shown: boolean): void;
  /** Brings Europe into sight. */
  showEurope(): void;
  /** Takes the map out of its element. */
  destroy(): void;
}

export interface MapOptions extends Partial<PlaceOptions> {
  readonly onMove: PlaceOptions["onMove"];
  readonly world: World;
}

interface Spot {
  readonly id: string;
  readonly kind: "place" | "region";
  readonly element: SVGGraphicsElement;
  /** Its middle. */
  readonly x: number;
  readonly y: number;
}

/** The radius of a place's dot and of a region's sign, in units of the drawing when all of it is in sight. */
const DOT = 22;
const SIGN = 13;
/** How far apart lines and dots stand that fill a shape. */
const FILL = 60;
/** The part of the drawing where Europe is. */
const EUROPE = { x: 4600, y: 520, width: 1500, height: 780 };

/** What is drawn for a region, by verdict: each has a shape of its own. */
const MARKS: Readonly<Record<string, string>> = {
  compliant: "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z",
  non_compliant: "M-1-.6-.6-1 0-.4.6-1 1-.6.4 0 1 .6.6 1 0 .4-.6 1-1 .6-.4 0z",
  undetermined: "M0-1.15 1.15 0 0 1.15-1.15 0z",
  not_applicable: "M-1-.35h2v.7h-2z",
  "": "M-.5-.5h1v1h-1z",
};

let maps = 0;

/** Draws the map into an element. */
export function createMap(element: HTMLElement, options: MapOptions): MapView {
  return new VerdictMap(element, options);
}

class VerdictMap implements MapView {
  readonly #spots = new Map<string, Spot>();
  readonly #verdicts = new Map<string, Answered>();
  readonly #stop = new AbortController();
  readonly #root: HTMLElement;
  readonly #tip: HTMLElement;
  readonly #view: View;
  readonly #patterns: readonly SVGPatternElement[];
  readonly #nameOf: (id: string) => string;
  readonly #words;
  #selected: string | null = null;
  #measured = false;

  constructor(
    element: HTMLElement,
    readonly options: MapOptions,
  ) {
    const { world } = options;
    this.#words = options.words ?? ENGLISH;
    this.#nameOf = options.nameOf ?? ((id) => id);
    const drawing = this.#draw(world);
    this.#patterns = [...drawing.querySelectorAll("pattern")];
    this.#tip = html("div", { class: "map-tip", "aria-hidden": "true", hidden: "" });
    this.#root = html("div", { class: "map" }, drawing, this.#tip);
    const whole = { x: 0, y: 0, width: world.width, height: world.height };
    this.#view = new View(drawing, whole, (scale) => this.#rescale(scale), this.#stop.signal);
    this.#root.append(this.#buttons());
    this.#listen(drawing);
    element.append(this.#root);
  }

  update(verdicts: Verdicts): void {
    for (const [id, spot] of this.#spots) {
      const now = verdicts.get(id);
      const before = this.#verdicts.get(id);
      if (now?.verdict === before?.verdict && now?.reason === before?.reason) continue;
      if (now) this.#verdicts.set(id, now);
      else this.#verdicts.delete(id);
      this.#dress(spot, now?.verdict ?? "");
    }
  }

  select(id: string | null): void {
    if (this.#selected !== null) this.#spots.get(this.#selected)?.element.setAttribute("aria-selected", "false");
    this.#selected = id;
    const spot = id === null ? undefined : this.#spots.get(id);
    spot?.element.setAttribute("aria-selected", "true");
  }

  showRegions(shown: boolean): void {
    this.#root.querySelector(".map-regions")?.setAttribute("display", shown ? "inline" : "none");
  }

  showEurope(): void {
    this.#view.show(EUROPE);
  }

  destroy(): void {
    this.#stop.abort();
    this.#root.remove();
  }

  #draw(world: World): SVGSVGElement {
    const places = svg("g", { role: "listbox", "aria-label": this.#words.places, class: "map-places" });
    for (const [code, d] of Object.entries(world.shapes)) places.append(this.#add(code, "place", svg("path", { d })));
    for (const [code, [x = 0, y = 0]] of Object.entries(world.dots)) {
      places.append(this.#add(code, "place", svg("circle", { cx: x, cy: y, r: DOT }), x, y));
    }
    const regions = svg("g", { role: "listbox", "aria-label": this.#words.regions, class: "map-regions" });
    for (const [id, [x = 0, y = 0]] of Object.entries(world.regions)) {
      regions.append(this.#add(id, "region", svg("path", { d: MARKS[""] ?? "" }), x, y));
    }
    for (const list of [places, regions]) list.firstElementChild?.setAttribute("tabindex", "0");
    const [sea, land] = [
      svg("path", { d: world.sphere, class: "map-sea" }),
      svg("path", { d: world.other, class: "map-other" }),
    ];
    const drawing = svg("svg", { role: "group", "aria-label": this.#words.map }, sea, land, places, regions);
    for (const [name, mark] of Object.entries(fills())) {
      const id = `map-${name}-${++maps}`;
      const ground = svg("rect", { width: FILL, height: FILL });
      drawing.prepend(
        svg(
          "pattern",
          { id, class: `map-${name}`, width: FILL, height: FILL, patternUnits: "userSpaceOnUse" },
          ground,
          mark,
        ),
      );
      drawing.style.setProperty(`--map-${name}`, `url("#${id}")`);
    }
    return drawing;
  }

  #add(id: string, kind: Spot["kind"], element: SVGGraphicsElement, x = 0, y = 0): SVGGraphicsElement {
    element.setAttribute("role", "option");
    element.setAttribute("tabindex", "-1");
    element.setAttribute("aria-selected", "false");
    element.dataset["id"] = id;
    const spot = { id, kind, element, x, y };
    this.#spots.set(id, spot);
    this.#dress(spot, "");
    return element;
  }

  /** The middle of each shape, when keys first ask for it: then it is in sight and has one. */
  #measure(): void {
    if (this.#measured) return;
    this.#measured = true;
    for (const [id, spot] of this.#spots) {
      if (spot.x !== 0 || spot.y !== 0) continue;
      const { x, y, width, height } = spot.element.getBBox();
      this.#spots.set(id, { ...spot, x: x + width / 2, y: y + height / 2 });
    }
  }

  /** Gives a spot the look and the name of its verdict. */
  #dress({ id, kind, element }: Spot, verdict: string): void {
    element.setAttribute("class", verdict ? `v-${verdict}` : "v-unasked");
    element.setAttribute("aria-label", this.#told(id).join(": "));
    if (kind === "region") element.setAttribute("d", MARKS[verdict] ?? "");
  }

  /** Name, verdict and reason, as far as they are known. */
  #told(id: string): string[] {
    const name = this.#nameOf(id);
    const answered = this.#verdicts.get(id);
    if (!answered) return [name, this.#words.unasked];
    const verdict = this.#words.verdicts[answered.verdict];
    return answered.reason ? [name, verdict, answered.reason] : [name, verdict];
  }

  /** Dots and signs stay as large as they are while the rest grows. */
  #rescale(scale: number): void {
    const size = Math.sqrt(scale);
    for (const pattern of this.#patterns) pattern.setAttribute("patternTransform", `scale(${size})`);
    for (const { kind, element, x, y } of this.#spots.values()) {
      if (kind === "region") element.setAttribute("transform", `translate(${x} ${y}) scale(${SIGN * size})`);
      else if (element.tagName === "circle") element.setAttribute("r", String(DOT * size));
    }
  }

  #buttons(): HTMLElement {
    const { closer, farther, whole, europe } = this.#words;
    const button = (label: string, sign: string, act: () => void) => {
      const made = html("button", { type: "button", "aria-label": label, title: label }, sign);
      made.addEventListener("click", act, { signal: this.#stop.signal });
      return made;
    };
    return html(
      "div",
      { class: "map-buttons" },
      button(closer, "+", () => this.#view.closer(1)),
      button(farther, "−", () => this.#view.closer(-1)),
      button(europe, "◎", () => this.#view.show(EUROPE)),
      button(whole, "○", () => this.#view.showWhole()),
    );
  }

  #listen(drawing: SVGSVGElement): void {
    const { signal } = this.#stop;
    drawing.addEventListener("click", (event) => !this.#view.wasMoved && this.#move(this.#spotOf(event)), { signal });
    drawing.addEventListener("keydown", (event) => this.#key(event), { signal });
    drawing.addEventListener("focusin", (event) => this.#focused(this.#spotOf(event)), { signal });
    drawing.addEventListener("focusout", () => this.#hideTip(), { signal });
    drawing.addEventListener("pointerover", (event) => this.#showTip(this.#spotOf(event), event), { signal });
    drawing.addEventListener("pointermove", (event) => this.#placeTip(event.clientX, event.clientY), { signal });
    drawing.addEventListener("pointerleave", () => this.#hideTip(), { signal });
  }

  #spotOf({ target }: Event): Spot | undefined {
    const id = target instanceof SVGElement ? target.dataset["id"] : undefined;
    return id === undefined ? undefined : this.#spots.get(id);
  }

  #move(spot: Spot | undefined): void {
    if (spot) this.options.onMove(spot.id, spot.kind);
  }

  #key(event: KeyboardEvent): void {
    const spot = this.#spotOf(event);
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (!spot) return;
    this.#measure();
    if (way) this.#focus(this.#nearest(spot, way[0] ?? 0, way[1] ?? 0));
    else if (event.key === "Enter" || event.key === " ") this.#move(spot);
    else if (event.key === "+" || event.key === "-")
      this.#view.closer(event.key === "+" ? 1 : -1, this.#spots.get(spot.id));
    else return;
    event.preventDefault();
  }

  /** The nearest of the same kind this way, what lies straight ahead before what lies aside. */
  #nearest(from: Spot, right: number, down: number): Spot | undefined {
    let found: Spot | undefined;
    let least = Infinity;
    for (const spot of this.#spots.values()) {
      if (spot.kind !== from.kind || spot.id === from.id) continue;
      const [dx, dy] = [spot.x - from.x, spot.y - from.y];
      const ahead = dx * right + dy * down;
      const aside = Math.abs(dx * down) + Math.abs(dy * right);
      const distance = ahead + 2 * aside;
      if (ahead > 0 && aside <= 2 * ahead && distance < least) [found, least] = [spot, distance];
    }
    return found;
  }

  #focus(spot: Spot | undefined): void {
    if (!spot) return;
    this.#view.reveal(spot.x, spot.y);
    spot.element.focus();
  }

  /** The list box is entered again where it was left. */
  #focused(spot: Spot | undefined): void {
    if (!spot) return;
    const list = spot.element.parentElement;
    list?.querySelector("[tabindex='0']")?.setAttribute("tabindex", "-1");
    spot.element.setAttribute("tabindex", "0");
    const { left, bottom } = spot.element.getBoundingClientRect();
    this.#showTip(spot);
    this.#placeTip(left, bottom);
  }

  #showTip(spot: Spot | undefined, at?: PointerEvent): void {
    if (!spot) return this.#hideTip();
    const answered = this.#verdicts.get(spot.id);
    const [name = "", verdict = "", reason = ""] = this.#told(spot.id);
    const sign = answered ? `${SIGNS[answered.verdict]} ` : "";
    const head = html("strong", {}, spot.kind === "region" ? `${name} (${spot.id})` : name);
    const line = html("span", { class: answered ? `v-${answered.verdict}` : "v-unasked" }, `${sign}${verdict}`);
    this.#tip.replaceChildren(head, line, ...(reason ? [html("span", {}, reason)] : []));
    this.#tip.hidden = false;
    if (at) this.#placeTip(at.clientX, at.clientY);
  }

  /** Beside a point of the window, within the map. */
  #placeTip(x: number, y: number): void {
    if (this.#tip.hidden) return;
    const { left, top, width, height } = this.#root.getBoundingClientRect();
    const [right, down] = [x - left + 14, y - top + 14];
    const fits = (at: number, size: number, room: number) => Math.max(0, Math.min(at, room - size));
    this.#tip.style.left = `${fits(right, this.#tip.offsetWidth, width)}px`;
    this.#tip.style.top = `${fits(down, this.#tip.offsetHeight, height)}px`;
  }

  #hideTip(): void {
    this.#tip.hidden = true;
  }
}

/** What fills shapes beside colour: lines for what is not compliant, dots for what is not known. */
function fills(): Record<string, SVGElement> {
  return {
    lines: svg("path", { d: "M-15 15 15-15M0 60 60 0M45 75 75 45" }),
    dots: svg("circle", { cx: FILL / 2, cy: FILL / 2, r: 9 }),
  };
}
