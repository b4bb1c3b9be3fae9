/** Supplies what the atlas knows of an operator. A contracting company of the same group may be stated in its place. */
function supplyOperator(F, person, [, , seat, contracting, parent]) {
  if (seat !== "") {
    const seats = person.seat !== 0 && contracting !== "" ? [seat, contracting] : [seat];
    supplyPlace(
      F,
      person,
      "seat",
      seats.map((code) => CODES.get(code)).sort((a, b) => a - b),
    );
  }
  if (parent !== "") supplyPlace(F, person, "ultimate_parent", [CODES.get(parent)]);
}
