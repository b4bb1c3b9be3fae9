// Why a flow is left to `check`.

/** Why a flow was not taken: the path, last step first, and what is wrong there. */
export class Unfit {
  constructor(what) {
    this.what = what;
    this.path = [];
  }
}
