/** Refuses two statements of one layer of protection at one site that differ in who holds its keys, or where. */
function settleLayers(F, site) {
  const layers = site.measures
    .filter((measure) => measure.kind > 1 && measure.keys !== uKeys && measure.keys !== aKeys)
    .map(({ kind, keys }) => [kind, keys]);
  if (layers.length === 0) return;
  const earlier = site.keys === undefined || site.keys === uKeys || site.keys === aKeys ? [] : OWN_LAYERS.map((kind) => [kind, site.keys]);
  for (const [kind, keys] of layers) {
    for (const [known, other] of earlier)
      if (known === kind && areOther(F, keys, other))
        throw refuse("L0516", "two statements of the keys of one encryption differ");
    earlier.push([kind, keys]);
  }
}

function areOther(F, a, b) {
  const differ = (x, y) => x > 1 && y > 1 && x !== y;
  return (
    differ(a.holder ?? 0, b.holder ?? 0) || (a.place > 1 && b.place > 1 && bothPlaces(F, a.place, b.place) === null)
  );
}
