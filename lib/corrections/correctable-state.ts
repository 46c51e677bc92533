import type { LockedPass, PassUpdate } from "@/db/passes/pass-update";
import { isoTime } from "@/lib/time/iso-time";
import type { PassState } from "./correction-rules";
import { sqlTime } from "@/lib/time/sql-time";

/** The correctable fields of a row as the outside spells them. */
export function passState(row: LockedPass): PassState {
  return {
    user_id: row.user_id === null ? null : String(row.user_id),
    product_uuid: row.product_uuid,
    product_name: row.product_name,
    order_uuid: row.order_uuid,
    status: row.status,
    time_used: isoTime(row.time_used),
    expiration: isoTime(row.expiration),
    allowed_uses: row.allowed_uses,
    uses_count: row.uses_count,
  };
}

/** Changes as the columns store them. A rider chosen by a person is marked so, and nothing automatic replaces it. */
export function passUpdate(changes: Partial<PassState>): PassUpdate {
  const { user_id, time_used, expiration, ...same } = changes;
  return {
    ...same,
    ...(user_id === undefined
      ? {}
      : { user_id: user_id === null ? null : Number(user_id), resolved_by: "person" }),
    ...(time_used === undefined ? {} : { time_used: sqlTime(time_used) }),
    ...(expiration === undefined ? {} : { expiration: sqlTime(expiration) }),
  };
}
