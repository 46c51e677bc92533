import type { OrderPaymentRow, PassRow } from "@/db/passes/passes";
import { maskEmail } from "@/lib/contact-masks";
import { isoTime, knownTime } from "@/lib/time/iso-time";
import type { Money } from "@/lib/money";
import type { Pass, RiderSummary } from "./pass";
import { passStatus } from "./pass-status";
import { displayNameOf, emailOf, isBlanked, type RiderContact } from "./rider-account";

/** What stands beside a row in other tables. */
export interface PassExtras {
  pinned: readonly string[];
  payment: Pass["payment"];
}

/** A row as everybody outside sees it, with its effective status at `now`. */
export function passFromRow(row: PassRow, now: Date, extras: PassExtras): Pass {
  const facts = {
    provider_status: row.status,
    time_used: knownTime(row.time_used),
    expiration: knownTime(row.expiration),
    allowed_uses: row.allowed_uses,
    uses_count: row.uses_count,
  };
  return {
    id: String(row.id),
    provider: row.provider,
    pass_uuid: row.pass_uuid,
    serial: row.serial,
    user_id: row.user_id === null ? null : String(row.user_id),
    resolved_by: row.resolved_by,
    rider: riderSummary(row),
    product_uuid: row.product_uuid,
    product_name: row.product_name,
    order_uuid: row.order_uuid,
    event_uuid: row.event_uuid,
    status: passStatus(facts, now),
    ...facts,
    time_created: knownTime(row.time_created),
    device_locked: row.device_locked === 1,
    drift: row.drift,
    duplicate: row.duplicate_of !== null,
    pinned: [...extras.pinned],
    archived: row.archived_on !== null,
    archived_on: isoTime(row.archived_on),
    payment: extras.payment,
    synced_on: knownTime(row.synced_on),
    created_on: isoTime(row.created_on),
    modified_on: isoTime(row.modified_on),
  };
}

function riderSummary(row: PassRow): RiderSummary | null {
  if (row.rider_id === null) return null;
  const account = riderContact(row);
  return {
    display_name: displayNameOf(row.rider_id, account),
    email_masked: maskEmail(emailOf(account)),
  };
}

/** Whether the row names a rider whose account the portal has blanked. Pure. */
export function isRiderDeleted(row: PassRow): boolean {
  return row.rider_id !== null && isBlanked(riderContact(row));
}

function riderContact(row: PassRow): RiderContact {
  return {
    first_name: row.rider_first_name,
    last_name: row.rider_last_name,
    email: row.rider_email,
    common_email: row.rider_common_email,
    phone_number: row.rider_phone_number,
    is_guest: row.rider_is_guest,
  };
}

const UNIT: Record<string, Money["unit"]> = { coins: "coins", tokens: "tokens" };

/** What an order cost its rider, and how many passes that bought. */
export function paymentOf(row: OrderPaymentRow | undefined): Pass["payment"] {
  if (!row?.payment_type || row.total_price === null) return null;
  const unit = UNIT[row.payment_type] ?? "dollars";
  return {
    price: { amount: row.total_price, currency: "USD", unit },
    type: row.payment_type,
    passes: row.passes,
  };
}
