/** Returns whether something holds on a day that a fact states; where the day is not known, what holds on every day. */
function onDay(day, holds) {
  if (day < 0) return 0;
  if (day > 0) return holds(stretchOf(day), day);
  let found = -1;
  for (let stretch = 0; stretch <= TURNS.length; stretch++) {
    const truth = holds(stretch, stretch === 0 ? 1 : TURNS[stretch - 1]);
    if (truth === 1 || (found !== -1 && found !== truth)) return 1;
    found = truth;
  }
  return found;
}
