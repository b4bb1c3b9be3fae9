// A word to the reader that goes away by itself.
import { byId, paused } from "./dom.ts";

/** Long enough to read a sentence, in milliseconds. */
const SHOWN = 6_000;

const hide = paused(SHOWN, () => (byId("notice").hidden = true));

/** Says something at the foot of the window, and to screen readers. */
export function tell(text: string): void {
  const notice = byId("notice");
  notice.hidden = false;
  notice.textContent = text;
  hide();
}
