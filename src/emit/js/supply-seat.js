/** Supplies the seat of an operator. A contracting company of the same group may be stated in its place. */
function supplyOperator(F, person, [, , seat, contracting]) {
  if (seat === "") return;
  const seats = person.seat !== 0 && contracting !== "" ? [seat, contracting] : [seat];
  supplyPlace(
    F,
    person,
    "seat",
    seats.map((code) => CODES.get(code)).sort((a, b) => a - b),
  );
}
