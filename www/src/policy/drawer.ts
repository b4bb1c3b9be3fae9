// The policy's text stands in a drawer: closed at first, and as the reader left it afterwards.
import { keep, kept } from "../kept.ts";

type Listener = () => void;

const listeners: Listener[] = [];
let open = kept("policy") === "open";

const show = () => (document.body.dataset.drawer = open ? "open" : "closed");

/** The drawer. */
export const drawer = {
  /** Returns whether the policy's text is shown beside the answer. */
  get isOpen(): boolean {
    return open;
  },

  /** Calls back after it has been opened or closed. */
  onChange(listener: Listener): void {
    listeners.push(listener);
  },

  /** Opens the drawer, where it is closed. */
  open(): void {
    if (!open) drawer.toggle();
  },

  /** Opens or closes it. */
  toggle(): void {
    open = !open;
    keep("policy", open ? "open" : null);
    show();
    for (const listener of listeners) listener();
  },
};

show();
