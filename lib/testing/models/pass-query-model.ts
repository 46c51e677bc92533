import { resolveTime } from "@/lib/time/time-expression";
import { DRIFT_CLASSES, RANGE_FIELDS } from "@/lib/passes/pass-fields";
import { RANGE_OPERATORS } from "@/lib/passes/query/pass-parameters";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import { passStatus } from "@/lib/passes/pass-status";

/*
 * The documented meaning of a list query, in plain code over rows in memory, to test the SQL against. Written from the
 * contract, not from the compiler.
 */

export interface ModelRow {
  stored: {
    id: number;
    provider: string;
    pass_uuid: string;
    user_id: number | null;
    resolved_by: string | null;
    serial: string;
    product_uuid: string | null;
    status: string | null;
    time_created: Date | null;
    time_used: Date | null;
    expiration: Date | null;
    settled_expiration: Date | null;
    allowed_uses: number | null;
    uses_count: number | null;
    device_locked: number;
    synced_on: Date | null;
    modified_on: Date | null;
    drift: string | null;
    duplicate_of: number | null;
  };
}

/* Rows from a small linear generator: the same on every run, with many ties and nulls. */
export function modelRows(count: number, now: Date): ModelRow[] {
  let state = 7;
  const below = (n: number) => (state = (state * 48_271) % 2_147_483_647) % n;
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const time = () =>
    below(5) === 0 ? null : new Date(now.getTime() + (below(40) - 30) * 3_600_000 * pick([1, 24, 240]));
  return Array.from({ length: count }, (_, i): ModelRow => {
    const expiration = below(8) === 0 ? now : time();
    return {
      stored: {
        id: i + 1,
        provider: "bytemark",
        pass_uuid: `pass-${i}`,
        user_id: pick([null, 1, 2, 3, 4]),
        resolved_by: pick([null, "order_items", "token", "cache"]),
        serial: `ser-${below(300)}`,
        product_uuid: pick([null, "prod-a", "prod-b", "prod-c", "Prod-A", "0"]),
        status: pick([null, "USABLE", "USING", "USES_GONE", "EXPIRED", "FROZEN", "usable", "USABLE "]),
        time_created: time(),
        time_used: below(3) === 0 ? null : new Date(now.getTime() - below(900) * 3_600_000),
        expiration,
        settled_expiration: expiration !== null && expiration <= now && below(2) === 0 ? expiration : null,
        allowed_uses: pick([null, 0, 1, 1, 10]),
        uses_count: pick([null, 0, 1, 10]),
        device_locked: below(10) === 0 ? 1 : 0,
        synced_on: time(),
        modified_on: time(),
        drift: below(4) === 0 ? pick(DRIFT_CLASSES) : null,
        duplicate_of: below(12) === 0 ? 1 : null,
      },
    };
  });
}

const iso = (time: Date | null) => time?.toISOString() ?? null;

export function modelSelects({ stored }: ModelRow, query: PassQuery, now: Date, zone: string): boolean {
  const status = passStatus(
    {
      ...stored,
      provider_status: stored.status,
      time_used: iso(stored.time_used),
      expiration: iso(stored.expiration),
    },
    now,
  );
  const text: Record<string, string | null> = {
    status,
    provider: stored.provider,
    product_uuid: stored.product_uuid,
    user_id: stored.user_id === null ? null : String(stored.user_id),
    resolved_by: stored.resolved_by,
    drift: stored.drift,
    serial: stored.serial,
  };
  const inLists = Object.entries(query.any_of).every(([field, values]) =>
    values.some((value) => value === text[field]),
  );
  const flagged = {
    drift: stored.drift !== null,
    unlinked: stored.user_id === null,
    duplicate: stored.duplicate_of !== null,
    device_locked: stored.device_locked === 1,
    pinned: false,
  };
  return inLists && query.flags.every((flag) => flagged[flag]) && inRanges(stored, query, now, zone);
}

function inRanges(stored: ModelRow["stored"], query: PassQuery, now: Date, zone: string): boolean {
  return RANGE_FIELDS.every((field) => {
    const range = query.ranges[field];
    if (!range) return true;
    const value = stored[field]?.getTime() ?? null;
    if (range.empty !== undefined && (value === null) !== range.empty) return false;
    return RANGE_OPERATORS.every((operator) => {
      const written = range[operator];
      if (written === undefined) return true;
      const bound = resolveTime(written, now, zone)?.getTime() ?? Number.NaN;
      if (value === null) return false;
      return { gte: value >= bound, gt: value > bound, lte: value <= bound, lt: value < bound }[operator];
    });
  });
}

/** Nulls last in both directions, ties by id in the direction of the sort. */
export function modelOrder({ sort }: PassQuery): (a: ModelRow, b: ModelRow) => number {
  const sign = sort.direction === "asc" ? 1 : -1;
  const key = (row: ModelRow) => {
    const value = row.stored[sort.field];
    return value instanceof Date ? value.getTime() : value;
  };
  return (a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === right) return sign * (a.stored.id - b.stored.id);
    if (left === null) return 1;
    if (right === null) return -1;
    return sign * (left - right);
  };
}
