/** Reads data: an object, or its categories alone. */
function dataOfValue(F, value) {
  if (!isArray(value) && (typeof value !== "object" || value === null || value.items === undefined))
    return readData(F, value);
  const data = new Data();
  categoriesOf(value);
  data.categories = lowBits;
  data.categories_high = highBits;
  data.categories_open = isOpen;
  return data;
}
