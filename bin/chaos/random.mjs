/**
 * Numbers that a seed determines: the same seed draws the same ones. `next` is at least 0 and below 1, `whole` from
 * `least` to `most`, `one` an item of a list, `shuffled` a copy of one.
 */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (least, most) => least + Math.floor(next() * (most - least + 1));
  const shuffled = (items) => {
    const left = [...items];
    return items.map(() => left.splice(whole(0, left.length - 1), 1)[0]);
  };
  return { next, whole, one: (items) => items[whole(0, items.length - 1)], shuffled };
}
