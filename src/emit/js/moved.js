/** Returns the day so many months and days after one: months first, whose ends are clamped (civil_from_days, as above). */
function moved(day, months, days) {
  const z = day + 305;
  const era = Math.floor(z / 146097);
  const ofEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const date = ofYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const index = (yearOfEra + era * 400 + (month <= 2 ? 1 : 0)) * 12 + month - 1 + months;
  const year = Math.floor(index / 12);
  if (year < 1) return FIRST_DAY;
  if (year > 9999) return LAST_DAY;
  const next = index - year * 12 + 1;
  return Math.min(Math.max(daysOf(year, next, Math.min(date, lengthOf(year, next))) + days, FIRST_DAY), LAST_DAY);
}

/** Returns whether a day is at most so many months and days before the day judged. */
function within(F, day, months, days) {
  if (day <= 0) return day === 0 ? 1 : 0;
  return moved(F.day, -months, -days) <= day && day <= F.day ? 3 : 0;
}
