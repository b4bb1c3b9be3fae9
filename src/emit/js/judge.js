function judge(flow, asOf, level, part) {
  const F = read(flow, asOf);
  return F.grouped ? choose(F, level, part) : evaluate(F, level, part);
}
