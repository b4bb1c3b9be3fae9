/**
 * Settles the time to switch: notice and transition together (Data Act 25(2)(a), (d)). Refuses a time that contradicts them, and
 * derives one that is not stated.
 */
function settleExit(F) {
  const exit = F.exit;
  if (exit === uExit || F.overruled("exit.switching_time")) return;
  const { notice, transition, switching_time: both } = exit;
  const sum = notice > 0 && transition > 0 ? sumOf(notice, transition) : 0;
  if (both > 0) {
    const day = reached(F, both);
    const part = notice > 0 ? notice : transition;
    if (sum > 0 ? reached(F, sum) !== day : part > 0 && reached(F, part) > day)
      throw refuse("L0507", "the time to switch is not notice and transition together");
  }
}

function implySwitching(F) {
  const exit = F.exit;
  if (exit !== uExit && exit.switching_time === 0 && exit.notice > 0 && exit.transition > 0)
    exit.switching_time = sumOf(exit.notice, exit.transition);
}

/** Returns the first and the last day that a duration which is not stated can reach, as far as the others bound it. */
function boundsOf(F, part) {
  const exit = F.exit;
  if (exit === uExit || F.overruled("exit.switching_time")) return null;
  const { notice, transition, switching_time: both } = exit;
  if (part === "switching_time") {
    const known = notice > 0 ? notice : transition;
    return known > 0 ? [reached(F, known), null] : null;
  }
  if (both <= 0) return null;
  const other = part === "notice" ? transition : notice;
  const end = reached(F, both);
  const [months, days] = other > 0 ? [monthsOf(other), restOf(other)] : [0, 0];
  const before = (month) => Math.min(Math.max(end - days - month * months, F.day), LAST_DAY);
  return [other > 0 ? before(31) : F.day, end === LAST_DAY ? end : before(28)];
}
