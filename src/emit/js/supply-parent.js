/** Supplies the seat of the company at the top of an operator's group. */
function supplyOperator(F, person, [, , , , parent]) {
  if (parent !== "") supplyPlace(F, person, "ultimate_parent", [CODES.get(parent)]);
}
