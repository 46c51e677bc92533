import type { Knex } from "knex";

/*
 * Every index with the query it serves. InnoDB ends each secondary index with the primary key, so
 * `(expiration)` also orders by `(expiration, id)`. The query planner's catalogue is db/query/pass-indexes.ts;
 * a test compares it with the live table.
 */

const INDEXES: [table: string, name: string, columns: string, query: string][] = [
  [
    "bytemark_pass",
    "ix_pd_pass_uuid",
    "pass_uuid, provider",
    "one pass by the provider's id; portal's look-up before INSERT",
  ],
  ["bytemark_pass", "ix_pd_serial", "serial", "one pass by the printed number"],
  ["bytemark_pass", "ix_pd_order_uuid", "order_uuid", "passes of an order"],
  ["bytemark_pass", "ix_pd_event_uuid", "event_uuid", "pass by event"],
  ["bytemark_pass", "ix_pd_user", "user_id", "passes of a rider; flag unlinked (IS NULL), by id"],
  ["bytemark_pass", "ix_pd_created", "time_created", "list by issue time; range on it"],
  ["bytemark_pass", "ix_pd_used", "time_used", "list by first use; range on it"],
  ["bytemark_pass", "ix_pd_expiration", "expiration", "list by expiration; range on it"],
  ["bytemark_pass", "ix_pd_modified", "modified_on", "list by last change; range on it"],
  ["bytemark_pass", "ix_pd_synced", "synced_on", "list by last sync; range on it"],
  ["bytemark_pass", "ix_pd_status", "settled_status", "one status, by id"],
  ["bytemark_pass", "ix_pd_status_created", "settled_status, time_created", "one status, by issue time"],
  ["bytemark_pass", "ix_pd_status_used", "settled_status, time_used", "one status, by first use"],
  [
    "bytemark_pass",
    "ix_pd_status_expiration",
    "settled_status, expiration",
    "one status, by expiration; settle; counts by status",
  ],
  ["bytemark_pass", "ix_pd_product", "product_uuid", "one product, by id"],
  ["bytemark_pass", "ix_pd_product_created", "product_uuid, time_created", "one product, by issue time"],
  ["bytemark_pass", "ix_pd_product_used", "product_uuid, time_used", "one product, by first use"],
  ["bytemark_pass", "ix_pd_product_expiration", "product_uuid, expiration", "one product, by expiration"],
  ["bytemark_pass", "ix_pd_resolved", "resolved_by", "one way of resolving, by id"],
  ["bytemark_pass", "ix_pd_drift", "drift", "one class of drift, by id; flag drift"],
  ["bytemark_pass", "ix_pd_locked", "device_locked", "flag device_locked, by id"],
  ["bytemark_pass", "ix_pd_duplicate", "duplicate_of", "flag duplicate"],
  ["bytemark_orders", "ix_pd_order_user", "user_id", "orders of a rider"],
  ["bytemark_order_items", "ix_pd_item_pass", "pass_uuid", "order item of a pass"],
  ["bytemark_order_items", "ix_pd_item_order", "order_uuid", "items of an order"],
  ["bytemark_order_payments", "ix_pd_payment_order", "order_uuid", "payment of an order"],
  ["points_transaction", "ix_pd_points_note", "note", "coin movements of an order"],
  ["auth_user", "ix_pd_rider_email", "email(64)", "rider by e-mail"],
  ["auth_user", "ix_pd_rider_phone", "phone_number", "rider by phone"],
  ["auth_user", "ix_pd_rider_name", "last_name, first_name", "rider by name"],
];

async function liveIndexes(knex: Knex): Promise<Set<string>> {
  const rows = await knex("information_schema.STATISTICS")
    .distinct({ table: "TABLE_NAME", name: "INDEX_NAME" })
    .whereRaw("TABLE_SCHEMA = DATABASE()");
  return new Set(rows.map((row) => `${row.table}.${row.name}`));
}

function byTable(indexes: typeof INDEXES): Map<string, typeof INDEXES> {
  const tables = new Map<string, typeof INDEXES>();
  for (const index of indexes) tables.set(index[0], [...(tables.get(index[0]) ?? []), index]);
  return tables;
}

export async function up(knex: Knex): Promise<void> {
  const live = await liveIndexes(knex);
  const absent = INDEXES.filter(([table, name]) => !live.has(`${table}.${name}`));
  for (const [table, indexes] of byTable(absent)) {
    const added = indexes.map(([, name, columns]) => `ADD INDEX ${name} (${columns})`);
    await knex.raw(`ALTER TABLE ${table} ${added.join(", ")}`);
  }
}

export async function down(knex: Knex): Promise<void> {
  const live = await liveIndexes(knex);
  const present = INDEXES.filter(([table, name]) => live.has(`${table}.${name}`));
  for (const [table, indexes] of byTable(present)) {
    await knex.raw(`ALTER TABLE ${table} ${indexes.map(([, name]) => `DROP INDEX ${name}`).join(", ")}`);
  }
}
