// Keeps the page still while a control is pressed. A press is a mouse button or a key that goes down and up on the same
// element; if an answer replaced or moved that element in between, the browser would report no click.

/** Elements that act when the press on them ends. */
const PRESSED = "button, a[href], summary, label, input[type=checkbox], input[type=radio]";
/** The delay after the end of a press in which a touch still becomes a click, in milliseconds. */
const CLICK = 300;

let isPressed = false;
let ending = 0;
const waiting = new Map<Element, () => void>();

/** Changes the content of an element, but not during a press: then the last change of each element runs at its end. */
export function whenReleased(element: Element, change: () => void): void {
  if (isPressed) waiting.set(element, change);
  else change();
}

function press(target: EventTarget | null): void {
  release();
  isPressed = target instanceof Element && target.closest(PRESSED) !== null;
}

function release(): void {
  clearTimeout(ending);
  ending = 0;
  isPressed = false;
  const changes = [...waiting.values()];
  waiting.clear();
  for (const change of changes) change();
}

function releaseSoon(): void {
  if (isPressed && ending === 0) ending = setTimeout(release, CLICK) as unknown as number;
}

/** Starts to watch for presses. */
export function watchPresses(): void {
  const heard = { capture: true, passive: true };
  addEventListener("pointerdown", ({ target }) => press(target), heard);
  addEventListener("keydown", ({ key, target }) => key === " " && press(target), heard);
  // The target of a click is known when it is dispatched, so its own listeners run on a page that is up to date.
  addEventListener("click", release, heard);
  addEventListener("pointerup", releaseSoon, heard);
  addEventListener("keyup", releaseSoon, heard);
  addEventListener("pointermove", ({ buttons }) => buttons === 0 && releaseSoon(), heard);
  addEventListener("pointercancel", release, heard);
  addEventListener("blur", ({ target }) => target === window && release(), heard);
}
