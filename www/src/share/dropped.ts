// Takes the files that are chosen or dropped on the page.
import { byId } from "../dom.ts";

/** Wires the choice and the dropping of files. */
export function dropped(open: (files: readonly File[]) => Promise<void>): void {
  const input = byId("files") as HTMLInputElement;
  input.addEventListener("change", () => void open([...(input.files ?? [])]).then(() => (input.value = "")));
  addEventListener("dragover", (event) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    void open(files);
  });
}

/** Draws the report of record whenever the page is printed. */
export function printing(draw: () => void): void {
  addEventListener("beforeprint", draw);
  matchMedia("print").addEventListener("change", ({ matches }) => matches && draw());
}
