// Building elements from plain data: texts become text nodes, never markup.

/** An element with attributes and children; children that are null, false or "" are left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat().filter((child) => child || child === 0));
  return made;
}

/** The element with this id. */
export function byId(id) {
  return document.getElementById(id);
}
