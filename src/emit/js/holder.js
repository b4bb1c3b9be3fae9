function holdersOf(F, value) {
  const items = entriesOf(value, true);
  const [open, rest] = [isOpen, remaining];
  const entries = listOf(F, items, holderOf);
  isOpen = open;
  remaining = rest;
  return entries;
}

function holderOf(F, value) {
  return relationOf(F, value, Holder, readHolder);
}
