import type { OrderHit } from "@/db/search/order-hits";
import type { PassHit, PassSearchValues } from "@/db/search/pass-hits";
import type { RiderHit, RiderSearchValues } from "@/db/search/rider-hits";
import { nationalNumber } from "@/lib/passes/query/pass-search";
import type { ReadValue } from "./read-value";

/** The values for each look-up. */
export interface WantedValues extends PassSearchValues, Omit<RiderSearchValues, "ids"> {
  order_uuids: readonly string[];
  rider_ids: readonly number[];
}

/* Larger numbers do not fit the portal's INT ids. */
const MOST_ID = 2_147_483_647;

/** Groups the values of a text by look-up. A number is looked up as a pass and as a rider. Pure. */
export function wantedValues(values: readonly ReadValue[]): WantedValues {
  const of = (...kinds: ReadValue["kind"][]) =>
    values.filter(({ kind }) => kinds.includes(kind)).map(({ value }) => value);
  const numbers = (...kinds: ReadValue["kind"][]) => of(...kinds).map(Number).filter((id) => id <= MOST_ID); // prettier-ignore
  // Ids are stored in lower case and pasted in any case.
  const providerIds = [...new Set(of("provider_id").flatMap((id) => [id.toLowerCase(), id]))];
  return {
    provider_ids: providerIds,
    order_uuids: providerIds,
    references: of("reference"),
    serials: of("serial"),
    ids: numbers("number", "pass_number"),
    rider_ids: numbers("number", "rider_number"),
    emails: of("email"),
    phones: of("phone"),
    name: of("name")[0] ?? null,
  };
}

export interface Hits {
  passHits: readonly PassHit[];
  riderHits: readonly RiderHit[];
  orderHits: readonly OrderHit[];
}

/** The values that were not found, in order. Pure; linear in values and hits. */
export function notFound(values: readonly ReadValue[], hits: Hits): ReadValue[] {
  const stored = hits.passHits.flatMap((hit) => hit.value ?? []);
  const ids = [...stored, ...hits.orderHits.flatMap((hit) => [hit.order_uuid, hit.reference ?? ""])].map(
    fold,
  );
  const found = {
    ids: new Set(ids),
    passes: new Set(hits.passHits.filter(({ matched }) => matched === "id").map(({ id }) => String(id))),
    riders: new Set(hits.riderHits.map(({ id }) => String(id))),
    emails: new Set(hits.riderHits.map(({ email }) => fold(email ?? ""))),
    phones: new Set(hits.riderHits.map(({ phone_number }) => nationalNumber((phone_number ?? "").replace(/\D/g, "")))),
    names: hits.riderHits.some(({ matched }) => matched === "name"),
  }; // prettier-ignore
  const isFound = ({ kind, value }: ReadValue): boolean => {
    if (kind === "pass_number") return found.passes.has(value);
    if (kind === "rider_number") return found.riders.has(value);
    if (kind === "number") return found.passes.has(value) || found.riders.has(value);
    if (kind === "email") return found.emails.has(fold(value));
    if (kind === "phone") return found.phones.has(value);
    if (kind === "name") return found.names;
    if (found.ids.has(fold(value))) return true;
    // Alone, the beginning of an id stands for it.
    return values.length === 1 && ids.some((id) => id.startsWith(fold(value)));
  };
  return values.filter((value) => !isFound(value));
}

/* As the database compares: without case and accents. */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
