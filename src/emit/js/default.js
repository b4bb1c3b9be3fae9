/** Returns the data of a site or transfer: the flow's unless it states its own. */
const dataOf = (F, owner) => (owner.data === uData ? F.data : owner.data);
