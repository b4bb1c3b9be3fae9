/** Judges a flow as a plain one. What goes wrong is said by the reader of any flow. */
function quickly(flow, asOf) {
  try {
    return quick(flow, asOf);
  } catch {
    return -1;
  }
}
