function judge(flow, asOf, level, part) {
  if (level === -1 && part === -1) {
    const code = quickly(flow, asOf);
    if (code !== -1) return code;
  }
  return judgeAny(flow, asOf, level, part);
}

/** Judges a flow as a plain one. What goes wrong is said by the reader of any flow. */
function quickly(flow, asOf) {
  try {
    return quick(flow, asOf);
  } catch {
    return -1;
  }
}

function judgeAny(flow, asOf, level, part) {
  const F = read(flow, asOf);
  return F.grouped ? choose(F, level, part) : evaluate(F, level, part);
}
