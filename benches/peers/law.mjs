// The facts that the benchmark's policy rests on. It is a policy for measuring, not advice on law: the groups are
// kept constant, and adequacy is taken without the lists that a recipient must be on, so that every engine can say it.

/** The European Economic Area since 2020-02-01. */
export const EEA = words("AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO");

/** Countries whose law reaches a provider wherever it stores. */
export const REACHING = words("US CN RU IN");

/** Countries to which nothing may go. */
export const EMBARGOED = words("RU BY KP IR");

/** A day that no flow reaches. */
const NEVER = 99_999;

/** Countries with an adequacy decision throughout the days that flows are drawn from. */
export const STEADY = words("AD AR CA CH FO GG IL IM JE JP NZ UY");

/** Countries whose decision begins or ends within those days: intervals of days since 1970, the end excluded. */
export const DATED = {
  GB: [[day("2021-06-28"), day("2031-12-27")]],
  KR: [[day("2021-12-17"), NEVER]],
  US: [
    [day("2016-07-12"), day("2020-07-16")],
    [day("2023-07-10"), NEVER],
  ],
};

/** All decisions by country. */
export const ADEQUATE = { ...Object.fromEntries(STEADY.map((country) => [country, [[0, NEVER]]])), ...DATED };

/** Returns a day as a count of days since 1970-01-01. */
export function day(text) {
  return Math.floor(Date.parse(`${text}T00:00:00Z`) / 86_400_000);
}

function words(text) {
  return text.split(" ");
}
