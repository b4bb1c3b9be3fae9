function judge(flow, asOf, level, part) {
  const code = level === -1 && part === -1 ? quickly(flow, asOf) : -1;
  if (code === -1) throw new FlowError("L0589", "the flow is not plain, or wrong: ask the package lexloci");
  return code;
}
