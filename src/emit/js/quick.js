const isOdd = (object) => {
  const prototype = prototypeOf(object);
  return prototype !== PLAIN && prototype !== null;
};

function keyCount(object) {
  let count = 0;
  for (const _ in object) count++;
  return count;
}

/** Returns whether an object has other keys than those that were read, so many, that are not known to say nothing. */
function hasOthers(object, left, known) {
  let others = 0;
  for (const key in object) {
    const is = known[key];
    if (is !== 0 && is !== 1) return true;
    if (is === 0 || object[key] === undefined) others++;
  }
  return others !== left;
}
