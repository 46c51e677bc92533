/** Ids and planted secrets of the named scenarios, and how their ages become times. */
export type At = (age_s: number) => string;

export const secret = (column: string, id: number) =>
  `CNRY-${column}-${id}-${((id * 2654435761 + column.length) % 2 ** 32).toString(16)}`;
export const group = (id: number, digits: number) => id.toString(16).padStart(digits, "0");

/** The provider's id of scenario pass `id`: 58 characters. */
export function scenarioUuid(id: number): string {
  return `5b00c0${group(id, 2)}-70701-0d38-000-42bf-000-a77c-000-1a4b0000e0${group(id, 2)}-000`;
}
export const orderUuidOf = (id: number) => `0de${group(id, 5)}-5c3a-4e1b-a7d0-1a4b0000e0${group(id, 2)}`;
export const eventUuidOf = (id: number) => `e7e${group(id, 5)}-5c3a-4e1b-a7d0-1a4b0000e0${group(id, 2)}`;
export const orderItemUuidOf = (id: number) => `01e${group(id, 5)}-5c3a-4e1b-b7d0-1a4b0000e0${group(id, 2)}`;

/** The order number on a receipt; orders.ts builds the same in SQL. */
export function orderReferenceOf(orderId: number): string {
  return `T${String(orderId).padStart(7, "0")}-${String((orderId * 37 + 40) % 1000).padStart(3, "0")}`;
}
