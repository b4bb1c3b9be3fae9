/** Returns whether a credential holds on the day judged. */
const isValid = (F, { from, through }) => order(from, F.day, 3) & order(through, F.day, 6);
