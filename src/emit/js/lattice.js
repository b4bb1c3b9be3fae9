/** Returns whether one stated category lies at or below another: what is said in general may turn out to be anything below it. */
function withinCategory(have, wanted) {
  if (have === 1 || wanted === 1) return 0;
  return have === 0 || wanted === 0 ? 1 : LATTICE.charCodeAt((wanted - 2) * CATEGORIES + have - 2) - 48;
}

function inCategories(have, low, high, open) {
  let truth = open;
  for (let index = 0; index < CATEGORIES; index++) {
    if ((index < 30 ? low >> index : high >> (index - 30)) & 1) truth |= withinCategory(have, index + 2);
  }
  return truth;
}
