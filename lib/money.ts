export interface Money {
  amount: string;
  currency: "USD";
  /** The unit of payment; the agency's coins and tokens count as one dollar each. */
  unit: "dollars" | "coins" | "tokens";
}
