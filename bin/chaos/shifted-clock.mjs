/* Loaded before a program whose clock is to be ahead: `node --import`. */

const ahead_ms = Number(process.env.CHAOS_CLOCK_AHEAD_MS);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now() + ahead_ms);
    else super(...given);
  }
  static now() {
    return RealDate.now() + ahead_ms;
  }
};
