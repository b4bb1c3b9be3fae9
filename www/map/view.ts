// Which part of the world is in sight: zooming and moving, by wheel, pointer and keys.

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** No closer than this. */
const CLOSEST = 24;
/** How much one step of a button, a key or a wheel changes. */
const STEP = 1.5;
/** A pointer that moves less than this many pixels has clicked. */
const CLICK = 4;

/** A view of a drawing: `changed` is told how many units of the drawing one unit of the whole view is now. */
export class View {
  #box: Box;
  #from: { x: number; y: number; box: Box } | null = null;
  #moved = false;

  constructor(
    readonly svg: SVGSVGElement,
    readonly whole: Box,
    readonly changed: (scale: number) => void,
    signal: AbortSignal,
  ) {
    this.#box = whole;
    this.#show(whole);
    svg.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
    svg.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    svg.addEventListener("pointermove", (event) => this.#move(event), { signal });
    svg.addEventListener("pointerup", () => (this.#from = null), { signal });
    svg.addEventListener("pointercancel", () => (this.#from = null), { signal });
  }

  /** Whether the pointer that was just lifted had moved the view, so that its click means nothing. */
  get wasMoved(): boolean {
    return this.#moved;
  }

  /** So many steps closer, around a point of the drawing, or else the middle of the view. */
  closer(steps: number, around = this.#middle()): void {
    const { x, y, width } = this.#box;
    const wanted = width / STEP ** steps;
    const next = Math.min(this.whole.width, Math.max(this.whole.width / CLOSEST, wanted));
    const factor = next / width;
    this.#show(this.#within(around.x - (around.x - x) * factor, around.y - (around.y - y) * factor, next));
  }

  /** Shows this part, and what the shape of the view adds to it. */
  show(box: Box): void {
    const width = Math.max(box.width, (box.height * this.whole.width) / this.whole.height);
    this.#show(this.#within(box.x + (box.width - width) / 2, box.y, width));
  }

  showWhole(): void {
    this.#show(this.whole);
  }

  /** Moves as little as brings a point into sight. */
  reveal(x: number, y: number): void {
    const { x: left, y: top, width, height } = this.#box;
    if (x >= left && x <= left + width && y >= top && y <= top + height) return;
    this.#show(this.#within(x - width / 2, y - height / 2, width));
  }

  #middle(): { x: number; y: number } {
    const { x, y, width, height } = this.#box;
    return { x: x + width / 2, y: y + height / 2 };
  }

  /** A part of this width at this corner, moved so that it lies within the whole. */
  #within(x: number, y: number, width: number): Box {
    const { whole } = this;
    const height = (width * whole.height) / whole.width;
    const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
    return {
      x: clamp(x, whole.x, whole.x + whole.width - width),
      y: clamp(y, whole.y, whole.y + whole.height - height),
      width,
      height,
    };
  }

  #show(box: Box): void {
    this.#box = box;
    this.svg.setAttribute("viewBox", `${box.x} ${box.y} ${box.width} ${box.height}`);
    this.changed(box.width / this.whole.width);
  }

  #point(event: MouseEvent): { x: number; y: number } {
    const screen = this.svg.getScreenCTM();
    const point = new DOMPoint(event.clientX, event.clientY);
    return screen ? point.matrixTransform(screen.inverse()) : point;
  }

  /** Only with a key held, as on other maps within a page, so that the page can be scrolled past. */
  #wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.closer(event.deltaY < 0 ? 0.5 : -0.5, this.#point(event));
  }

  #down(event: PointerEvent): void {
    this.#moved = false;
    if (event.button !== 0 || this.#box.width === this.whole.width) return;
    this.#from = { x: event.clientX, y: event.clientY, box: this.#box };
  }

  #move(event: PointerEvent): void {
    if (!this.#from) return;
    const { x, y, box } = this.#from;
    const [right, down] = [event.clientX - x, event.clientY - y];
    if (!this.#moved && Math.hypot(right, down) < CLICK) return;
    this.#moved = true;
    const unit = box.width / (this.svg.clientWidth || 1);
    this.#show(this.#within(box.x - right * unit, box.y - down * unit, box.width));
  }
}
