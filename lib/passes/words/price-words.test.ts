import { expect, test } from "vitest";
import { paidText, paymentTypeText, priceText } from "./price-words";

const plain = (text: string) => text.replaceAll("\u00a0", " ");
const coins = { amount: "1.25", currency: "USD", unit: "coins" } as const;

test("a price names what it was paid in, and never turns the unknown into zero", () => {
  expect(plain(priceText(coins))).toBe("1.25 coins");
  expect(plain(priceText({ ...coins, amount: "1.00", unit: "tokens" }))).toBe("1.00 token");
  expect(priceText({ ...coins, unit: "dollars" })).toBe("$1.25");
  expect(priceText(null)).toBe("Not recorded");
});

test("a price of several passes says how many it bought", () => {
  expect(plain(paidText({ price: { ...coins, amount: "6.5" }, passes: 2 }))).toBe("6.50 coins for 2 passes");
  expect(plain(paidText({ price: coins, passes: 1 }))).toBe("1.25 coins");
  expect(paymentTypeText("credit_card")).toBe("Credit card");
});
