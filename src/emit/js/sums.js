/** A sum of shares, as an interval: what is missing to the whole may belong to anyone. */
class Sums {
  low = 0;
  high = 0;

  constructor(whole) {
    this.whole = whole;
    this.list = null;
  }

  /** Begins a list; `rest` says who may have what no entry states. */
  begin(rest) {
    this.end();
    this.list = { stated: 0, low: 0, perhaps: 0, all: true, meant: true, some: false, rest, met: false };
  }

  add(share, meant) {
    const { list } = this;
    list.met = true;
    if (share === 0) {
      list.all = false;
      list.meant &&= meant === 3;
      list.some ||= meant !== 0;
    } else if (share > 0) {
      const part = Math.min(share - 1, 10050);
      list.stated += part;
      if (meant === 3) list.low += part;
      else if (meant === 1) list.perhaps += part;
    }
  }

  /** Notes that there may be more entries, or hands that are named and not listed. */
  more() {
    this.list.met = true;
    this.list.all = false;
    this.list.rest = 0;
  }

  end() {
    const { list, whole } = this;
    if (list === null || !list.met) return;
    const room = Math.max(10050 - list.stated, 0);
    const listed = whole && list.rest >= 2;
    let [least, most] = [0, room];
    if ((list.all && (listed || list.stated >= 9950)) || (listed && !list.some)) most = 0;
    else if (listed && list.meant && list.rest === 2) least = Math.max(9950 - list.stated, 0);
    else if (!list.all && !whole) most = 10000;
    this.low += Math.min(list.low + least, 10000);
    this.high += Math.min(list.low + list.perhaps + most, 10000);
    this.list = null;
  }

  compare(orders, limit) {
    this.end();
    const low = orderOf(Math.min(this.low, 10000), limit, orders);
    const high = orderOf(Math.min(this.high, 10000), limit, orders);
    return low === high ? low : 1;
  }
}
