import type { OrderHit } from "@/db/search/order-hits";
import type { PassHit } from "@/db/search/pass-hits";
import type { RiderHit } from "@/db/search/rider-hits";
import { maskEmail, maskPhone } from "@/lib/contact-masks";
import { isoTime } from "@/lib/time/iso-time";
import { displayNameOf, emailOf, isBlanked } from "@/lib/passes/rider-account";
import type { FoundOrder, FoundRider } from "./search-result";
import type { WantedValues } from "./wanted-values";

/** Ids of found passes, each once, in the order of the text and then newest first. Pure. */
export function passOrderIds(hits: readonly PassHit[], wanted: WantedValues): number[] {
  const places = new Map<string, number>();
  const text = [...wanted.provider_ids, ...wanted.references, ...wanted.serials, ...wanted.ids.map(String)];
  for (const [place, value] of text.entries()) if (!places.has(value)) places.set(value, place);
  const placeOf = (hit: PassHit) => places.get(hit.value ?? String(hit.id)) ?? text.length;
  const sorted = [...hits].sort((a, b) => placeOf(a) - placeOf(b) || b.id - a.id);
  return [...new Set(sorted.map((hit) => hit.id))];
}

/**
 * Riders as the API shows them, in the order of `ids`, with passes counted up to `most`. A rider that passes name may
 * have no account row. Pure.
 */
export function foundRiders(
  hits: readonly RiderHit[],
  counts: ReadonlyMap<number, number>,
  ids: readonly number[],
  most: number,
): FoundRider[] {
  const rows = new Map(hits.filter(({ matched }) => matched !== "passes").map((hit) => [hit.id, hit]));
  return ids.map((id) => {
    const row = rows.get(id);
    const n = counts.get(id) ?? 0;
    return {
      user_id: String(id),
      display_name: row === undefined ? "No account row" : displayNameOf(id, row),
      email_masked: maskEmail(row ? emailOf(row) : null),
      phone_masked: maskPhone(row?.phone_number ?? null),
      is_deleted: row !== undefined && isBlanked(row),
      passes: { total: { value: Math.min(n, most), relation: n > most ? "gte" : "eq" } },
    };
  });
}

const STATE: Record<number, FoundOrder["state"]> = { 0: "pending", 1: "paid" };

/** Orders found, each once. Pure. */
export function foundOrders(hits: readonly OrderHit[]): FoundOrder[] {
  const once = new Map<string, OrderHit>();
  for (const hit of hits) if (!once.has(hit.order_uuid)) once.set(hit.order_uuid, hit);
  return [...once.values()].map((hit) => ({
    order_uuid: hit.order_uuid,
    order_reference: hit.reference,
    // The portal writes 0 for nobody.
    user_id: hit.user_id ? String(hit.user_id) : null,
    state: hit.status === null ? "missing" : (STATE[hit.status] ?? "unknown"),
    created_on: isoTime(hit.created_on),
    passes: hit.passes,
  }));
}
