/** The shapes of flows that were met, by their keys and the order of these; of each 64th flow. */
const SHAPES = [];
let calls = 0;
/** Says that flows have many shapes: to take a property by its name is then slower than to go through all of them. */
let isVaried = false;

function shapeOf(object) {
  let shape = 7;
  if (typeof object === "object" && !isArray(object)) {
    for (const key in object) shape = (shape * 31 + key.charCodeAt(0) + key.length * 7) | 0;
  }
  return shape;
}

/** Notes the shape of a flow. No getter is asked for a value: one may answer otherwise the second time. */
function noteShape(flow) {
  let shape = shapeOf(flow);
  for (const key in flow) shape = (shape * 31 + shapeOf(Object.getOwnPropertyDescriptor(flow, key)?.value)) | 0;
  if (!SHAPES.includes(shape)) isVaried = SHAPES.push(shape) > 8;
}

/** Judges a flow as a plain one. What goes wrong is said by the reader of any flow. */
function quickly(flow, asOf) {
  try {
    if (isVaried || (calls = (calls + 1) & 63) !== 1) return quick(flow, asOf);
    noteShape(flow);
    return quick(flow, asOf);
  } catch {
    return -1;
  }
}
