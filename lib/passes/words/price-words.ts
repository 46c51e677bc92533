import { formatMoney } from "@/lib/format";
import type { Money } from "@/lib/money";

/** A price in its own unit: "1.25 coins", "$3.25"; "Not recorded" if unknown. */
export function priceText(price: Money | null): string {
  if (price === null || price.unit === "dollars") return formatMoney(price);
  const amount = formatMoney(price).replace("$", "");
  const isOne = Number(price.amount) === 1;
  return `${amount}\u00a0${isOne ? price.unit.slice(0, -1) : price.unit}`;
}

/** What an order cost, in one line: "1.25 coins", "$6.50 for 2 passes". */
export function paidText(payment: { price: Money; passes: number }): string {
  const price = priceText(payment.price);
  return payment.passes > 1 ? `${price} for ${payment.passes} passes` : price;
}

/** A payment type in words: "Coins", "Credit card". */
export function paymentTypeText(type: string): string {
  const words = type.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
