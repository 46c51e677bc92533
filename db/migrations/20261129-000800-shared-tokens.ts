import type { Knex } from "knex";

/* A token that two riders hold leads to both, so a route of a pass may name more than one rider. */

async function keyColumns(knex: Knex): Promise<string[]> {
  return knex("information_schema.KEY_COLUMN_USAGE")
    .whereRaw("TABLE_SCHEMA = DATABASE()")
    .where({ TABLE_NAME: "pd_pass_route", CONSTRAINT_NAME: "PRIMARY" })
    .pluck("COLUMN_NAME");
}

export async function up(knex: Knex): Promise<void> {
  if ((await keyColumns(knex)).includes("user_id")) return;
  await knex.raw("ALTER TABLE pd_pass_route DROP PRIMARY KEY, ADD PRIMARY KEY (pass_id, route, user_id)");
}

/** The wider key stays: the rows it allows do not fit the narrower one, and the migration before drops the table. */
export async function down(): Promise<void> {
  await Promise.resolve();
}
