import "server-only";
import type { Database } from "@/db/connection";
import { FIRST_NAMES, LAST_NAMES } from "./names";
import { insertSelected } from "./portal-target";
import { CHUNK } from "./seed-tables";
import { ago, canary, choose, hash } from "./sql-text";

const FIVE_YEARS_S = 5 * 365 * 86_400;
const NAMES = Math.max(FIRST_NAMES.length, LAST_NAMES.length);

/** Riders `first` to `last`: account, provider account and, for a few, the mark of staff. One in fifty was deleted. */
export async function loadRiders(db: Database, first: number, last: number, anchor: string): Promise<void> {
  for (let from = first; from <= last; from += CHUNK) {
    const chunk = 1_000_000 + Math.floor(from / CHUNK);
    const count = Math.min(CHUNK, last - from + 1);
    await loadAccounts(db, from, count, chunk, anchor);
    await loadTokens(db, from, count, chunk, anchor);
    await loadStaff(db, from, count, anchor);
  }
}

async function loadAccounts(db: Database, from: number, count: number, chunk: number, anchor: string) {
  const id = `(num.d + ${from})`;
  const [h1, h2, h3] = [hash("r1", chunk, 1), hash("r2", chunk, 2), hash("r3", chunk, 3)];
  const isDeleted = `${h3} % 50 = 7`;
  const email = `CONCAT(f.first_slug, '.', l.last_slug, '.', ${id}, '@example.com')`;
  const phone = `CONCAT('+1', ${choose(`${h1} % 3`, [713, 281, 832])}, '555', LPAD(${h2} % 10000, 4, '0'))`;
  const kept = (value: string) => `IF(${isDeleted}, '', ${value})`;
  const values = {
    id,
    first_name: kept("f.first_name"),
    last_name: kept("l.last_name"),
    email: kept(email),
    common_email: kept(email),
    phone_number: kept(phone),
    country_code: "'+1'",
    registration_id: kept(email),
    registration_key: canary("registration_key", id),
    access_token: canary("access_token", id),
    security_key: canary("security_key", id),
    device_token: canary("device_token", id),
    is_active: `IF(${isDeleted}, 'F', 'T')`,
    is_guest: "'F'",
    created_on: ago(`${h3} % ${FIVE_YEARS_S}`, anchor),
  };
  const names = `FROM pd_seed_number num
    JOIN pd_seed_name f ON f.i = ${h1} % ${NAMES}
    JOIN pd_seed_name l ON l.i = ${h2} DIV 64 % ${NAMES}
    WHERE num.d < ${count}`;
  await insertSelected(db, "auth_user", values, names);
}

async function loadTokens(db: Database, from: number, count: number, chunk: number, anchor: string) {
  const id = `(num.d + ${from})`;
  const made = ago(`${hash("r3", chunk, 3)} % ${FIVE_YEARS_S}`, anchor);
  const values = {
    id,
    user_id: id,
    email: `CONCAT('rider.', ${id}, '@mail.example.com')`,
    password: canary("password", id),
    token: canary("token", id),
    status: "'used'",
    created_on: made,
    modified_on: made,
  };
  await insertSelected(db, "bytemark_tokens", values, `FROM pd_seed_number num WHERE num.d < ${count}`);
}

async function loadStaff(db: Database, from: number, count: number, anchor: string) {
  const id = `(num.d + ${from})`;
  const tagged = `TIMESTAMP'${anchor}'`;
  const values = { id, user_id: id, tag: "'staff'", created_on: tagged, modified_on: tagged };
  const staff = `FROM pd_seed_number num WHERE num.d < ${count} AND ${id} % 97 = 0`;
  await insertSelected(db, "internal_user_tag", values, staff);
}
