import "server-only";
import type { Database } from "@/db/connection";
import { demandSlots, serviceDayCuts } from "./calendar";
import { FIRST_NAMES, LAST_NAMES } from "./names";

/** Passes loaded by one statement; a multiple of the 20 passes that make a block of orders. */
export const CHUNK = 50_000;
export const BLOCK = 20;
export const ORDERS_A_BLOCK = 8;
const ORDER_OF_PLACE = [0, 1, 2, 3, 3, 4, 4, 5, 5, 5, 6, 6, 6, 6, 6, 7, 7, 7, 7, 7];

/** Numbers of slots of equal demand that history is cut into. */
export const SLOTS = 65_536;

const TABLES: Record<string, string> = {
  // Rows to count with, each with three random numbers and the order of its block it belongs to.
  pd_seed_number: `d INT NOT NULL PRIMARY KEY, r1 BIGINT UNSIGNED NOT NULL, r2 BIGINT UNSIGNED NOT NULL,
    r3 BIGINT UNSIGNED NOT NULL, order_d INT NOT NULL`,
  pd_seed_slot: "s INT NOT NULL PRIMARY KEY, age INT NOT NULL, width INT NOT NULL",
  pd_seed_cut: "i INT NOT NULL PRIMARY KEY, age INT NOT NULL, next_age INT NOT NULL",
  pd_seed_name: `i INT NOT NULL PRIMARY KEY, first_name VARCHAR(64) NOT NULL, last_name VARCHAR(64) NOT NULL,
    first_slug VARCHAR(64) NOT NULL, last_slug VARCHAR(64) NOT NULL`,
};

/** The same sequence on every machine. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) & 0x7fffffff;
  };
}

async function insertAll(
  db: Database,
  table: string,
  columns: string,
  rows: (string | number)[][],
): Promise<void> {
  const width = rows[0]?.length ?? 0;
  const places = `(${Array.from({ length: width }, () => "?").join(",")})`;
  for (let from = 0; from < rows.length; from += 5_000) {
    const batch = rows.slice(from, from + 5_000);
    const values = batch.map(() => places).join(",");
    await db.raw(`INSERT INTO ${table} (${columns}) VALUES ${values}`, batch.flat());
  }
}

/** An e-mail's spelling of a name. */
function slug(name: string): string {
  return name
    .replace(/[đĐ]/g, "d")
    .replace(/[łŁ]/g, "l")
    .replace(/[øØ]/g, "o")
    .replace(/ß/g, "ss")
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z-]/g, "");
}

/** Makes the tables that the loading statements count, date and name with. */
export async function layGround(db: Database, anchor: Date, numbers: number): Promise<void> {
  await clearGround(db);
  for (const [table, columns] of Object.entries(TABLES)) {
    await db.raw(
      `CREATE TABLE ${table} (${columns}) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci`,
    );
  }
  const next = randomNumbers(2022);
  const numberRows = Array.from({ length: numbers }, (_, d) => {
    const order = Math.floor(d / BLOCK) * ORDERS_A_BLOCK + (ORDER_OF_PLACE[d % BLOCK] ?? 0);
    return [d, next(), next(), next(), order];
  });
  await insertAll(db, "pd_seed_number", "d, r1, r2, r3, order_d", numberRows);
  const slots = demandSlots(anchor, SLOTS).map((slot, s) => [s, slot.age_s, slot.width_s]);
  await insertAll(db, "pd_seed_slot", "s, age, width", slots);
  const cuts = serviceDayCuts(anchor).map((cut, i) => [i, cut.age_s, cut.next_age_s]);
  await insertAll(db, "pd_seed_cut", "i, age, next_age", cuts);
  const names = Array.from({ length: Math.max(FIRST_NAMES.length, LAST_NAMES.length) }, (_, i) => {
    const first = FIRST_NAMES[i % FIRST_NAMES.length] ?? "";
    const last = LAST_NAMES[i % LAST_NAMES.length] ?? "";
    return [i, first, last, slug(first), slug(last)];
  });
  await insertAll(db, "pd_seed_name", "i, first_name, last_name, first_slug, last_slug", names);
}

/** Drops those tables; also after a run that was cut short. */
export async function clearGround(db: Database): Promise<void> {
  for (const table of Object.keys(TABLES)) await db.raw(`DROP TABLE IF EXISTS ${table}`);
  for (const lane of [0, 1]) {
    await db.raw(`DROP TABLE IF EXISTS pd_seed_order_${lane}, pd_seed_pass_${lane}`);
  }
}
