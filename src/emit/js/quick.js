const isOdd = (object) => {
  const prototype = prototypeOf(object);
  return prototype !== PLAIN && prototype !== null;
};

function keyCount(object) {
  let count = 0;
  for (const _ in object) count++;
  return count;
}

/**
 * Returns whether an object has other keys than those that were read, `left` of them, that are not known to say nothing. A value is
 * asked for again only where some may be undefined, so that the reader of any flow finds a getter that was asked once.
 */
function hasOthers(object, left, known) {
  let others = left;
  for (const key in object) {
    const is = known[key];
    if (is !== 0 && is !== 1) return true;
    if (is === 0) others--;
  }
  if (others > 0) for (const key in object) if (known[key] === 1 && object[key] === undefined) others--;
  return others !== 0;
}

/** Returns whether a value is a text that may stand in a flow, as far as its length surely says. */
function isText(value) {
  return typeof value === "string" && value.length <= 333 && isWellFormed(value);
}
