/**
 * The chosen values with this one put in or taken out, in the order they are offered, so that the same choice is the same
 * address however it was clicked together. Pure.
 */
export function toggled<Value extends string>(
  offered: readonly { value: Value }[],
  chosen: readonly Value[],
  value: Value,
): Value[] {
  const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
  const inOrder = offered.map((option) => option.value).filter((each) => next.includes(each));
  return [...inOrder, ...next.filter((each) => !inOrder.includes(each))];
}
