// Keeps the page still while a control is pressed, so that no answer that arrives takes a press from the reader. A press
// is a mouse button or a key that goes down and up on the same element; a list is pressed as long as it is open.

/** Elements that act when the press on them ends. */
const PRESSED = "button, a[href], summary, label, input[type=checkbox], input[type=radio]";
/** The delay after the end of a press in which a touch still becomes a click, in milliseconds. */
const CLICK = 300;
/** The delay after which an open list is looked at again, in milliseconds. */
const OPEN = 100;
/** The distance from the start of a press, in pixels, at which a reader has moved the pointer away on purpose. */
const AWAY = 8;

/** A press of the pointer: on which control, and where in the window. */
interface Press {
  readonly control: HTMLElement;
  readonly x: number;
  readonly y: number;
}

let isPressed = false;
let ending = 0;
let looking = 0;
let pointed: Press | null = null;
const waiting = new Map<Element, () => void>();

/**
 * Changes the content of an element, but not during a press, nor while a list in it is open: then the last change of each
 * element runs at the end.
 */
export function whenReleased(element: Element, change: () => void): void {
  waiting.set(element, change);
  flush();
}

/** Makes the changes that nothing holds back. */
function flush(): void {
  if (isPressed) return;
  for (const [element, change] of waiting) {
    if (hasOpenList(element)) {
      looking ||= setTimeout(look, OPEN) as unknown as number;
    } else {
      waiting.delete(element);
      change();
    }
  }
}

function look(): void {
  looking = 0;
  flush();
}

/** Returns whether a list in an element is open: replaced, it would close before anything is chosen. */
function hasOpenList(element: Element): boolean {
  const { activeElement } = document;
  return (
    CSS.supports("selector(:open)") &&
    activeElement instanceof HTMLSelectElement &&
    element.contains(activeElement) &&
    activeElement.matches(":open")
  );
}

function press(target: EventTarget | null): void {
  release();
  isPressed = target instanceof Element && target.closest(PRESSED) !== null;
}

function release(): void {
  clearTimeout(ending);
  ending = 0;
  isPressed = false;
  pointed = null;
  flush();
}

function releaseSoon(): void {
  if (isPressed && ending === 0) ending = setTimeout(release, CLICK) as unknown as number;
}

function point({ target, button, clientX, clientY }: PointerEvent): void {
  press(target);
  const control = isPressed && button === 0 && target instanceof Element ? target.closest(PRESSED) : null;
  pointed = control instanceof HTMLElement ? { control, x: clientX, y: clientY } : null;
}

/**
 * Ends a press. Where the page has moved under the pointer, the browser reports the click on what holds both the control
 * and what is now in its place: the control acts all the same, unless the reader has moved the pointer away from it.
 */
function click(event: MouseEvent): void {
  const { target, clientX, clientY, isTrusted } = event;
  const missed = isTrusted && target instanceof Node && event.detail > 0 ? pointed : null;
  const isAway = missed !== null && Math.hypot(clientX - missed.x, clientY - missed.y) > AWAY;
  release();
  if (missed === null || isAway || missed.control.contains(target as Node)) return;
  missed.control.click();
}

/** Starts to watch for presses. */
export function watchPresses(): void {
  const heard = { capture: true, passive: true };
  addEventListener("pointerdown", point, heard);
  addEventListener("keydown", ({ key, target }) => key === " " && press(target), heard);
  // The target of a click is known when it is dispatched, so its own listeners run on a page that is up to date.
  addEventListener("click", click, heard);
  addEventListener("pointerup", releaseSoon, heard);
  addEventListener("keyup", releaseSoon, heard);
  addEventListener("pointermove", ({ buttons }) => buttons === 0 && releaseSoon(), heard);
  addEventListener("pointercancel", release, heard);
  addEventListener("blur", ({ target }) => target === window && release(), heard);
}
