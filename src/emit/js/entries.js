/** Returns the entries of a list; whether there may be more is then `isOpen`, and whose the rest of a whole is `remaining`. */
function entriesOf(value, ofShares) {
  remaining = 0;
  if (isArray(value)) {
    isOpen = 0;
    // Once the array was read its form is known, and the question for its prototype costs nothing.
    const { length } = value;
    if (prototypeOf(value) !== LIST) throw ODD;
    if (length > 200000) throw refuse("L0583", "the flow holds too many values");
    return value;
  }
  objectOf(value);
  const items = value.items;
  const complete = value.complete;
  const remainder = ofShares ? value.remainder : undefined;
  plain(value);
  let inherited = (items !== undefined) + (complete !== undefined) + (remainder !== undefined);
  for (const key in value) {
    if (key === "items" || key === "complete" || (ofShares && key === "remainder")) inherited--;
    else if (value[key] !== undefined) throw refuse("L0501", `${show(key)} is not a key of a list`);
  }
  if (inherited !== 0) throw ODD;
  if (!isArray(items) || typeof complete !== "boolean")
    throw wrong('a list: an array, or {"items": [], "complete": false}');
  entriesOf(items, false);
  isOpen = complete ? 0 : 1;
  if (remainder !== undefined && remainder !== null) {
    const text = textOf(remainder);
    if (!complete || text.trim() === "") throw wrong("whose the rest of a whole is");
    remaining = text === "none" ? 3 : 1;
  } else if (ofShares && complete) remaining = 2;
  return items;
}
