export interface Money {
  amount: string;
  currency: "USD";
  /** What it was paid in: the agency's coins and tokens count one to the dollar. */
  unit: "dollars" | "coins" | "tokens";
}
