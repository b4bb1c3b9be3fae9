/** Returns the entries of a list of a plain flow; whether there may be more is then `isOpen`. */
function entriesOf(value) {
  if (isArray(value)) {
    isOpen = 0;
    if (prototypeOf(value) !== LIST || value.length > 200000) throw ODD;
    return value;
  }
  const items = value.items;
  const complete = value.complete;
  if (isOdd(value) || !isArray(items) || typeof complete !== "boolean" || keyCount(value) !== 2) throw ODD;
  entriesOf(items);
  isOpen = complete ? 0 : 1;
  return items;
}
