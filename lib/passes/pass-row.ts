import type { OrderPaymentRow, PassRow } from "@/db/passes/passes";
import { maskEmail } from "@/lib/contact-masks";
import { isoTime } from "@/lib/time/iso-time";
import type { Money } from "@/lib/money";
import type { Pass, RiderSummary } from "./pass";
import { outsideValue } from "./field-value";
import { columnOf, PASS_FIELD_NAMES, type PassField, passField } from "./pass-fields";
import { passStatus } from "./pass-status";
import { displayNameOf, emailOf, isBlanked, type RiderContact } from "./rider-account";

/** Data of a pass from other tables. */
export interface PassExtras {
  pinned: readonly string[];
  rider_pending: boolean;
  payment: Pass["payment"];
}

/** A row as the API shows it, with its effective status at `now`. */
export function passFromRow(row: PassRow, now: Date, extras: PassExtras): Pass {
  const fields = fieldValues(row);
  return {
    ...fields,
    status: passStatus(fields, now),
    rider: riderSummary(row),
    rider_pending: extras.rider_pending,
    duplicate: row.duplicate_of !== null,
    pinned: [...extras.pinned],
    archived: row.archived_on !== null,
    archived_on: isoTime(row.archived_on),
    payment: extras.payment,
  };
}

function fieldValues(row: PassRow): Pick<Pass, PassField> {
  return Object.fromEntries(
    PASS_FIELD_NAMES.map((field) => [field, outsideValue(passField(field), row[columnOf(field)])]),
  ) as Pick<Pass, PassField>;
}

function riderSummary(row: PassRow): RiderSummary | null {
  if (row.rider_id === null) return null;
  const account = riderContact(row);
  return {
    display_name: displayNameOf(row.rider_id, account),
    email_masked: maskEmail(emailOf(account)),
  };
}

/** Whether the row's rider has an account that the portal has blanked. Pure. */
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

/** What the rider paid for an order, and how many passes it bought; null if no payment is known. */
export function paymentOf(row: OrderPaymentRow | undefined): Pass["payment"] {
  if (!row?.payment_type || row.total_price === null) return null;
  const unit = UNIT[row.payment_type] ?? "dollars";
  return {
    price: { amount: row.total_price, currency: "USD", unit },
    type: row.payment_type,
    passes: row.passes,
  };
}
