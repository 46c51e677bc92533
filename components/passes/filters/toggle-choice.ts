/**
 * Adds or removes a value. The result is in the order in which the values are offered, so that the same choice always
 * gives the same address. Pure.
 */
export function toggleChoice<Value extends string>(
  offered: readonly { value: Value }[],
  chosen: readonly Value[],
  value: Value,
): Value[] {
  const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
  const inOrder = offered.map((option) => option.value).filter((each) => next.includes(each));
  return [...inOrder, ...next.filter((each) => !inOrder.includes(each))];
}
