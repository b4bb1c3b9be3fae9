// Builds elements from plain data: texts become text nodes, never markup.
import { whenReleased } from "./press.ts";

export type Child = Node | string | number | false | null | undefined | readonly Child[];

type Attribute = string | number | boolean | null | undefined | ((event: never) => void);

/**
 * Creates an element with attributes and children. A function is a listener (`onclick`); `true` sets an empty
 * attribute; false, null and undefined are left out.
 */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: { readonly [name: string]: Attribute } = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) set(made, key, value);
  append(made, children);
  return made;
}

/** Sets an attribute or a listener. */
function set(made: Element, key: string, value: Attribute): void {
  if (typeof value === "function") made.addEventListener(key.slice(2), value as EventListener);
  else if (value === true) made.setAttribute(key, "");
  else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, String(value));
}

function append(parent: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (Array.isArray(child)) append(parent, child);
    else if (child instanceof Node) parent.append(child);
    else if (child !== false && child !== null && child !== undefined && child !== "") parent.append(String(child));
  }
}

const SVG = "http://www.w3.org/2000/svg";

/** Creates an SVG element. */
export function svg<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: { readonly [name: string]: Attribute } = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) set(made, key, value);
  append(made, children);
  return made;
}

/** Returns a button that shows the whole of a clamped text, and removes itself. */
export function readOn(
  text: Element,
  label: string,
  attributes: { readonly [name: string]: Attribute } = {},
): HTMLElement {
  const press = () => {
    text.classList.add("whole");
    button.remove();
  };
  const button = h(
    "button",
    { type: "button", class: "link", "aria-expanded": "false", onclick: press, ...attributes },
    label,
  );
  return button;
}

/** Returns the element with this id. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/**
 * Replaces the children of an element, after the press of a control that is under way. The focus stays on the child with
 * the same `data-key`, if there is one.
 */
export function refill(parent: HTMLElement, ...children: readonly Child[]): void {
  keeping(parent, () => {
    parent.replaceChildren();
    append(parent, children);
  });
}

/** Replaces only the children that differ, where most stay, also after the press. */
export function renew(parent: HTMLElement, children: readonly HTMLElement[]): void {
  keeping(parent, () => {
    children.forEach((child, i) => {
      const now = parent.children[i];
      if (now === child) return;
      if (now && !children.includes(now as HTMLElement)) now.replaceWith(child);
      else parent.insertBefore(child, now ?? null);
    });
    while (parent.children.length > children.length) parent.lastElementChild?.remove();
  });
}

/** Changes an element once no control is pressed. Restores focus and caret, to the element with the same key. */
function keeping(parent: HTMLElement, change: () => void): void {
  whenReleased(parent, () => changed(parent, change));
}

function changed(parent: HTMLElement, change: () => void): void {
  const focused = document.activeElement;
  const key = focused && parent.contains(focused) ? focused.getAttribute("data-key") : null;
  const caret = focused instanceof HTMLInputElement && focused.type === "text" ? focused.selectionStart : null;
  change();
  if (key === null || document.activeElement === focused) return;
  const again = parent.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  again?.focus({ preventScroll: true });
  if (caret !== null && again instanceof HTMLInputElement && again.type === "text")
    again.setSelectionRange(caret, caret);
}

/** Returns a function that runs `run` after a pause, in milliseconds, in which it was not called again. */
export function paused(pause: number, run: () => void): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(run, pause) as unknown as number;
  };
}

/** Waits until what has just been drawn is on screen. A page in the background draws nothing: it waits no longer than that. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
    setTimeout(resolve, 100);
  });
}
