// A short notice that disappears after some seconds.
import { byId, paused } from "./dom.ts";

/** The time that a notice is shown, in milliseconds: enough to read a sentence. */
const SHOWN = 6_000;

const hide = paused(SHOWN, () => (byId("notice").hidden = true));

/** Takes the notice away. */
export function untell(): void {
  byId("notice").hidden = true;
}

/** Shows a notice at the foot of the window, and announces it to screen readers. */
export function tell(text: string): void {
  const notice = byId("notice");
  notice.hidden = false;
  notice.textContent = text;
  hide();
}
