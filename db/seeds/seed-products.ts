/**
 * What Houston METRO sells on a phone. `uuid` names the twin without a price that is ordered at the provider, while the
 * rider pays `price` (dollars) in coins or tokens; `event` is what an activation admits to. The position in this list
 * is the product's number in the loading statements.
 */
export interface DemoProduct {
  name: string;
  uuid: string;
  price: number;
  allowed_uses: number;
  ends: "after_3_hours" | "with_service_day" | "with_shelf_life";
  /** Of 1,000 orders, how many are for this product. */
  per_mille: number;
}

export const DEMO_PRODUCTS: readonly DemoProduct[] = [
  { name: "Local Single Ride", uuid: "e71c0399-1a5e-4a6a-94ce-48ad9f541144", price: 1.25, allowed_uses: 1, ends: "after_3_hours", per_mille: 560 },
  { name: "Local Day Pass", uuid: "0b6f3d52-7c81-4e0a-9d3e-5a1f72c4e608", price: 3, allowed_uses: 1, ends: "with_service_day", per_mille: 100 },
  { name: "Park & Ride Zone 1", uuid: "3c9a1e47-52bd-4f16-8a70-e4d80b9561f2", price: 2, allowed_uses: 1, ends: "after_3_hours", per_mille: 60 },
  { name: "Park & Ride Zone 2", uuid: "91d4c8b0-6e3f-4a25-b7c9-07f5a2de8314", price: 3.25, allowed_uses: 1, ends: "after_3_hours", per_mille: 120 },
  { name: "Park & Ride Zone 3", uuid: "5e02f7a9-d18c-43b6-a45d-9c6b3e7f1082", price: 3.75, allowed_uses: 1, ends: "after_3_hours", per_mille: 60 },
  { name: "Park & Ride Zone 4", uuid: "c7835b1e-094f-4d82-86ea-2d1b6fa0957c", price: 4.5, allowed_uses: 1, ends: "after_3_hours", per_mille: 50 },
  { name: "METRO Reward Ride", uuid: "2417edb7-856c-43ee-b3df-c508b8be259b", price: 0, allowed_uses: 1, ends: "after_3_hours", per_mille: 15 },
  { name: "METRO Reward Ride", uuid: "654b9f9d-5972-445b-8c6b-5c29a35c7751", price: 0, allowed_uses: 1, ends: "after_3_hours", per_mille: 15 },
  { name: "Local 10-Ride", uuid: "a86d20f4-3b97-4c5e-9f18-71e0c4b5d263", price: 12.5, allowed_uses: 10, ends: "with_shelf_life", per_mille: 20 },
]; // prettier-ignore

export const PRODUCT = {
  local: 0,
  day: 1,
  zone1: 2,
  zone2: 3,
  zone3: 4,
  zone4: 5,
  rewardA: 6,
  rewardB: 7,
  tenRide: 8,
} as const;

/** Seconds a pass that nobody uses keeps: 730 days. */
export const SHELF_LIFE_S = 730 * 86_400;
/** Seconds of a ride, transfers included: 3 hours. */
export const RIDE_S = 3 * 3600;
