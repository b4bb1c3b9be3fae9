function judge(flow, asOf, level, part) {
  if (level === -1 && part === -1) {
    const code = quickly(flow, asOf);
    if (code !== -1) return code;
  }
  return judgeAny(flow, asOf, level, part);
}

function judgeAny(flow, asOf, level, part) {
  const F = read(flow, asOf);
  return F.grouped ? choose(F, level, part) : evaluate(F, level, part);
}
