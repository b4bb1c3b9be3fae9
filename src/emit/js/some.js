/** Returns the same for the rules of a level and below, or of a part. */
function evaluateSome(F, applies, level, part) {
  let open = 0;
  let all = 0;
  for (let index = 0; index < JUDGES.length; index++) {
    const [judge, own, ofPart] = JUDGES[index];
    if ((level !== -1 && own > level) || (part !== -1 && ofPart !== part)) continue;
    const one = judge(F, applies);
    if ((one & 3) === 3) return 1 | ((index + 1) << 8);
    if ((one & 3) === 1 && open === 0) open = index + 1;
    all |= one;
  }
  return verdictOf(open, all);
}

/** Returns the verdict where no rule is violated: the first open rule decides, or else whether some rule applies. */
function verdictOf(open, all) {
  if (open !== 0) return 2 | (open << 8);
  const applied = all >> 2;
  return applied === 3 ? 0 : applied === 1 ? 2 : 3;
}
