import "server-only";
import { countPassesOfRiders, findRiderHits, type RiderHit } from "@/db/search/rider-hits";
import { findOrderHits } from "@/db/search/order-hits";
import { findPassHits, findPassHitsByStart, type PassHit } from "@/db/search/pass-hits";
import { listPassRows } from "@/db/passes/passes";
import { EVERYWHERE } from "@/db/query/pass-source";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { invalidParameter } from "@/lib/errors";
import { keptIn } from "@/lib/passes/query/pass-conditions";
import { completePasses } from "@/lib/passes/complete-passes";
import type { Pass } from "@/lib/passes/pass";
import { PERSONAL_KINDS } from "@/lib/passes/query/pass-search";
import { exactAnswer } from "./exact-answer";
import { MOST_CHARACTERS, type ReadText, readText } from "./read-text";
import { foundOrders, foundRiders, passOrderIds } from "./search-rows";
import { READ_KIND_LABEL, type SearchResult } from "./search-result";
import { notFound, wantedValues } from "./wanted-values";

const MOST_SHOWN = 50;
/* One more than the largest exact count. */
const MOST_COUNTED = 101;
const LIMIT_MS = 2500;
const LEAST_START = 6;

export interface SearchRequest {
  text: string;
  /** Whether the text may name a person: only if it came in a body. */
  personal: boolean;
}

/**
 * Everything a typed or pasted text leads to: passes, riders and orders, at most 50 of each, and what was not found.
 * Each kind has an indexed look-up. Throws 400 for an empty or overlong text, and 400 `personal` if a text in an
 * address may name a person.
 */
export async function search(ctx: Context, { text, personal }: SearchRequest): Promise<SearchResult> {
  authorize(ctx, "search.run");
  const now = ctx.clock.now();
  const read = readText(checkedText(text), { now, zone: ctx.zone });
  if (!personal) refusePersonal(read);
  const wanted = wantedValues(read.values);
  const [hits, riderHits, orderHits] = await Promise.all([
    findPassHits(ctx.db, wanted),
    findRiderHits(ctx.db, { ...wanted, ids: wanted.rider_ids }),
    findOrderHits(ctx.db, wanted),
  ]);
  const passHits = hits.length === 0 ? await hitsByStart(ctx, read, riderHits, orderHits.length) : hits;
  const ids = passOrderIds(passHits, wanted);
  const [passes, riders] = await Promise.all([
    readPasses(ctx, ids.slice(0, MOST_SHOWN), now),
    countRiders(ctx, riderHits),
  ]);
  const orders = foundOrders(orderHits);
  const missing = notFound(read.values, { passHits, riderHits, orderHits });
  return {
    recognised: countByKind(read),
    dates: read.dates,
    passes,
    total: { value: ids.length, relation: passHits.length >= 501 ? "gte" : "eq" },
    riders,
    orders: orders.slice(0, MOST_SHOWN),
    not_found: missing,
    exact: exactAnswer({ passHits, riders, orders, isComplete: missing.length + read.over_limit === 0 }),
    over_limit: read.over_limit,
    truncated: [ids.length, new Set(riderHits.map(({ id }) => id)).size, orders.length].some(
      (n) => n > MOST_SHOWN,
    ),
  };
}

function checkedText(text: string): string {
  if (text.trim() === "") throw invalidParameter("q", "Type or paste something to look up.");
  if (text.length > MOST_CHARACTERS)
    throw invalidParameter("q", `q may have at most ${MOST_CHARACTERS} characters.`);
  return text;
}

function refusePersonal({ values, has_prose }: ReadText): void {
  if (!has_prose && !values.some(({ kind }) => (PERSONAL_KINDS as ReadonlySet<string>).has(kind))) return;
  const message = "Names, e-mail addresses, phone numbers and mails are searched by POST, not in an address.";
  throw invalidParameter("q", message, "personal");
}

/* Lists show the first eight characters of an id, so people type only those. */
async function hitsByStart(
  { db }: Context,
  { values, is_single }: ReadText,
  riders: readonly RiderHit[],
  orders: number,
): Promise<PassHit[]> {
  const [only] = values;
  if (!is_single || only?.kind !== "provider_id" || riders.length + orders > 0) return [];
  return only.value.length < LEAST_START ? [] : findPassHitsByStart(db, only.value);
}

async function readPasses({ db }: Context, ids: readonly number[], now: Date): Promise<Pass[]> {
  if (ids.length === 0) return [];
  const rows = await listPassRows(
    db,
    {
      conditions: [[[{ column: "id", op: "any_of", values: ids }]], keptIn(EVERYWHERE)],
      order: { column: "id", direction: "desc" },
      after: null,
      backward: false,
      limit: ids.length,
    },
    { limit_ms: LIMIT_MS },
  );
  const places = new Map(ids.map((id, place) => [id, place]));
  const inTextOrder = rows.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
  return completePasses(db, inTextOrder, now);
}

async function countRiders({ db }: Context, hits: readonly RiderHit[]) {
  const ids = [...new Set(hits.map((hit) => hit.id))].slice(0, MOST_SHOWN);
  return foundRiders(hits, await countPassesOfRiders(db, ids, MOST_COUNTED), ids, MOST_COUNTED - 1);
}

function countByKind({ values }: ReadText): SearchResult["recognised"] {
  const kinds = [...new Set(values.map(({ kind }) => kind))];
  return kinds.map((kind) => ({
    kind,
    label: READ_KIND_LABEL[kind],
    count: values.filter((value) => value.kind === kind).length,
  }));
}
