// A list whose choice acts. Where it is closed, some browsers change it at each arrow key, and with it the page: then the
// choice acts only when it is confirmed by Enter, and is taken back when the focus leaves.

/** The keys that change a closed list in some browsers; so does typing a letter. */
const MOVES = /^(Arrow(Up|Down|Left|Right)|Home|End|PageUp|PageDown|.)$/u;

/** Wires a list: `act` is called with a chosen value, once it is confirmed. */
export function acting(list: HTMLSelectElement, act: (value: string) => void): HTMLSelectElement {
  let settled = list.value;
  let moved = false;
  const confirm = () => {
    moved = false;
    if (list.value === settled) return;
    act(list.value);
    settled = list.value;
  };
  list.addEventListener("keydown", ({ key, altKey, ctrlKey, metaKey }) => {
    if (key === "Enter") confirm();
    else if (key === "Escape" && moved) list.value = settled;
    moved = !altKey && !ctrlKey && !metaKey && MOVES.test(key) && key !== " ";
  });
  list.addEventListener("pointerdown", () => (moved = false));
  list.addEventListener("change", () => !moved && confirm());
  list.addEventListener("blur", () => {
    if (list.value !== settled) list.value = settled;
    moved = false;
  });
  return list;
}
