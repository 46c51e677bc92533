/** The sum of exact decimal amounts, added in whole cents. */
export function sumMoney(amounts: readonly string[]): string {
  return (amounts.reduce((all, amount) => all + Math.round(Number(amount) * 100), 0) / 100).toFixed(2);
}
