import "server-only";
import type { Database } from "@/db/connection";
import { CHUNK } from "./seed-tables";
import { FIRST_NAMES, LAST_NAMES } from "./names";
import { ago, canary, choose, hash } from "./sql-text";

const FIVE_YEARS_S = 5 * 365 * 86_400;
const NAMES = Math.max(FIRST_NAMES.length, LAST_NAMES.length);

/** Riders `first` to `last`: account, provider account and, for a few, the mark of staff. One in fifty was deleted. */
export async function loadRiders(db: Database, first: number, last: number, anchor: string): Promise<void> {
  for (let from = first; from <= last; from += CHUNK) {
    const chunk = 1_000_000 + Math.floor(from / CHUNK);
    const count = Math.min(CHUNK, last - from + 1);
    await db.raw(riderStatement(from, count, chunk, anchor));
    await db.raw(tokenStatement(from, count, chunk, anchor));
    await db.raw(staffStatement(from, count, anchor));
  }
}

function riderStatement(from: number, count: number, chunk: number, anchor: string): string {
  const id = `(num.d + ${from})`;
  const [h1, h2, h3] = [hash("r1", chunk, 1), hash("r2", chunk, 2), hash("r3", chunk, 3)];
  const isDeleted = `${h3} % 50 = 7`;
  const email = `CONCAT(f.first_slug, '.', l.last_slug, '.', ${id}, '@example.com')`;
  const phone = `CONCAT('+1', ${choose(`${h1} % 3`, [713, 281, 832])}, '555', LPAD(${h2} % 10000, 4, '0'))`;
  const kept = (value: string) => `IF(${isDeleted}, '', ${value})`;
  return `INSERT INTO auth_user (id, first_name, last_name, email, common_email, phone_number, country_code,
      registration_id, registration_key, access_token, security_key, device_token, is_active, is_guest, created_on)
    SELECT ${id}, ${kept("f.first_name")}, ${kept("l.last_name")}, ${kept(email)}, ${kept(email)}, ${kept(phone)}, '+1',
      ${kept(email)}, ${canary("registration_key", id)}, ${canary("access_token", id)}, ${canary("security_key", id)},
      ${canary("device_token", id)}, IF(${isDeleted}, 'F', 'T'), 'F', ${ago(`${h3} % ${FIVE_YEARS_S}`, anchor)}
    FROM pd_seed_number num
    JOIN pd_seed_name f ON f.i = ${h1} % ${NAMES}
    JOIN pd_seed_name l ON l.i = ${h2} DIV 64 % ${NAMES}
    WHERE num.d < ${count}`;
}

function tokenStatement(from: number, count: number, chunk: number, anchor: string): string {
  const id = `(num.d + ${from})`;
  const made = ago(`${hash("r3", chunk, 3)} % ${FIVE_YEARS_S}`, anchor);
  return `INSERT INTO bytemark_tokens (id, user_id, email, password, token, status, created_on, modified_on)
    SELECT ${id}, ${id}, CONCAT('rider.', ${id}, '@mail.example.com'), ${canary("password", id)}, ${canary("token", id)},
      'used', ${made}, ${made}
    FROM pd_seed_number num WHERE num.d < ${count}`;
}

function staffStatement(from: number, count: number, anchor: string): string {
  const id = `(num.d + ${from})`;
  return `INSERT INTO internal_user_tag (id, user_id, tag, created_on, modified_on)
    SELECT ${id}, ${id}, 'staff', TIMESTAMP'${anchor}', TIMESTAMP'${anchor}'
    FROM pd_seed_number num WHERE num.d < ${count} AND ${id} % 97 = 0`;
}
