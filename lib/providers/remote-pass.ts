import { z } from "zod";
import { isTimeZone } from "@/lib/time/local-time";

/*
 * A pass as its provider describes it, in our terms and without anything one could ride with: no barcode, payload or
 * token. Stored as the last snapshot (`pd_snapshot.remote`) and compared with the portal's row.
 */

const time = z.iso.datetime().nullable();
const text = z.string().max(255).nullable();

/** When a product may be activated. Days are 1 (Monday) to 7; times are `HH:MM` on the clocks of `zone`. */
const activationWindow = z.object({
  days: z.array(z.number().int().min(1).max(7)).nonempty(),
  from: z.string().regex(/^\d\d:\d\d$/),
  until: z.string().regex(/^\d\d:\d\d$/),
  zone: z.string().max(64).refine(isTimeZone),
});

export const remotePassSchema = z.object({
  status: text,
  serial: text,
  product_uuid: text,
  product_name: text,
  order_uuid: text,
  /** As printed on a receipt: "T0000842-194". */
  order_reference: text,
  order_item_uuid: text,
  event_uuid: text,
  time_created: time,
  /** The provider's `first_use`. */
  time_used: time,
  expiration: time,
  allowed_uses: z.number().int().nullable(),
  uses_count: z.number().int().nullable(),
  /** The provider's `time_modified`. */
  modified: time,
  device: z
    .object({ nickname: text, model: text, locked_until: time, is_this_account: z.boolean().nullable() })
    .nullable(),
  /** After this instant the pass must be opened online again. */
  payload_expiration: time,
  photo_status: z.enum(["PENDING", "REJECTED", "APPROVED"]).nullable(),
  activation_windows: z.array(activationWindow),
  /** The order line was credited, which is how the provider refunds. */
  is_credited: z.boolean(),
});
export type RemotePass = z.infer<typeof remotePassSchema>;

/** The provider's last answer about a pass. */
export interface Snapshot {
  remote: RemotePass;
  /** ISO 8601 UTC: when the provider said so. */
  taken_on: string;
  payload_hash: string | null;
}
