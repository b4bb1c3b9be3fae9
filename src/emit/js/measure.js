function measureOf(F, value) {
  if (typeof value !== "string") return readMeasure(F, value);
  const measure = new Measure();
  measure.kind = measure_kindValue(value);
  return measure;
}
