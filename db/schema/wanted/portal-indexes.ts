/*
 * Every index on a table of the portal, with the query it serves. InnoDB ends each secondary index with the primary key, so
 * `(expiration)` also orders by `(expiration, id)`. The query planner's catalogue is db/query/pass-indexes.ts; a test compares it
 * with the live table.
 */

export interface WantedIndex {
  name: string;
  /** As PassDesk calls them; `email(64)` is the first 64 characters. */
  columns: readonly string[];
}

const index = (name: string, ...columns: string[]): WantedIndex => ({ name, columns });

/** On `bytemark_pass` and its archive. Those on generated columns come last, since they are made anew when an expression changes. */
export const PASS_INDEXES: readonly WantedIndex[] = [
  // One pass by the provider's id; the portal's look-up before INSERT.
  index("ix_pd_pass_uuid", "pass_uuid", "provider"),
  index("ix_pd_serial", "serial"),
  index("ix_pd_order_uuid", "order_uuid"),
  index("ix_pd_event_uuid", "event_uuid"),
  // Passes of a rider; unlinked ones (IS NULL), by id.
  index("ix_pd_user", "user_id"),
  // A list by a time, or a range of it.
  index("ix_pd_created", "time_created"),
  index("ix_pd_expiration", "expiration"),
  index("ix_pd_modified", "modified_on"),
  index("ix_pd_synced", "synced_on"),
  // One product, by id or by a time.
  index("ix_pd_product", "product_uuid"),
  index("ix_pd_product_created", "product_uuid", "time_created"),
  index("ix_pd_product_expiration", "product_uuid", "expiration"),
  // Flags, by id.
  index("ix_pd_resolved", "resolved_by"),
  index("ix_pd_drift", "drift"),
  index("ix_pd_locked", "device_locked"),
  index("ix_pd_duplicate", "duplicate_of"),
  index("ix_pd_used", "time_used"),
  index("ix_pd_product_used", "product_uuid", "time_used"),
  // One status, by id or by a time; settling; counts by status.
  index("ix_pd_status", "settled_status"),
  index("ix_pd_status_created", "settled_status", "time_created"),
  index("ix_pd_status_used", "settled_status", "time_used"),
  index("ix_pd_status_expiration", "settled_status", "expiration"),
  // Counts of a status by product, and of a product by status, read from the index alone.
  index("ix_pd_status_product", "settled_status", "product_uuid", "expiration"),
];

/** Only on the archive. */
export const ARCHIVE_INDEXES: readonly WantedIndex[] = [
  index("ix_pd_archived_on", "archived_on"),
  index("ix_pd_archive_run", "archive_run_id"),
];

const POINTS = [
  // Coin movements of an order, and of a rider: purchases, refunds, earlier goodwill.
  index("ix_pd_points_note", "note"),
  index("ix_pd_points_user", "user_id", "created_on"),
];

/** On the portal's other tables, as far as it has them. */
export const PORTAL_INDEXES: Readonly<Record<string, readonly WantedIndex[]>> = {
  bytemark_orders: [
    index("ix_pd_order_user", "user_id"),
    // Which orders are recent, with what they are looked up by beside it: read from the index alone.
    index("ix_pd_order_created", "created_on", "order_uuid"),
  ],
  bytemark_order_items: [index("ix_pd_item_pass", "pass_uuid"), index("ix_pd_item_order", "order_uuid")],
  bytemark_order_payments: [
    index("ix_pd_payment_order", "order_uuid"),
    index("ix_pd_payment_user", "user_id"),
  ],
  points_transaction: POINTS,
  points_transaction_upgrade: POINTS,
  auth_user: [
    index("ix_pd_rider_email", "email(64)"),
    index("ix_pd_rider_phone", "phone_number"),
    index("ix_pd_rider_name", "last_name", "first_name"),
  ],
  // Whether a rider is staff or a test account.
  internal_user_tag: [index("ix_pd_tag_user", "user_id")],
};

/** The name of each index that PassDesk makes on a table of the portal. */
export const PORTAL_INDEX_NAMES: readonly string[] = [PASS_INDEXES, ...Object.values(PORTAL_INDEXES)]
  .flat()
  .map(({ name }) => name);
