/** Gives exporters that state no law that of their seat. */
function settleLawOfSeat(F) {
  for (const record of walk(F)) {
    const { exporter } = record;
    if (!(exporter instanceof Party) || SENTINELS.has(exporter) || exporter.regime !== 0 || exporter.seat <= 1) continue;
    const places = placesOf(F, exporter.seat);
    const law = INSIDE.findIndex((isInside) => places.every((place) => isInside(F, place)));
    if (law === -1) continue;
    exporter.regime = law === 0 && F.day < GDPR_APPLIES ? OF_DIRECTIVE : OF_SEAT[law];
    exporter.ofSeat = exporter.regime;
  }
}
