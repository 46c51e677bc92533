import "server-only";
import type { Database } from "@/db/connection";
import { EVERYWHERE, hinted, PASS_VIEW } from "@/db/query/pass-source";
import { type Branch, holdable, marks, MOST_FOUND, union } from "@/db/query/search-statement";
import type { Tables } from "@/db/tables";

const MOST_NAMED = 51;
/* From 1,000 values on MariaDB turns the list into a table. */
const MOST_PHONES_AT_ONCE = 200;

type RiderColumns = Pick<
  Tables["pd_rider"],
  "id" | "first_name" | "last_name" | "email" | "common_email" | "phone_number" | "is_guest"
>;

export interface RiderHit extends RiderColumns {
  /** `passes`: passes name this rider, who may have no account row; the other columns are null. */
  matched: "email" | "phone" | "id" | "name" | "passes";
}

export interface RiderSearchValues {
  emails: readonly string[];
  /** National numbers or with a country code; digits only. */
  phones: readonly string[];
  ids: readonly number[];
  name: string | null;
}

/* For many values in a small table the server would read all of it. */
const INDEX: Record<string, string> = {
  email: "ix_pd_rider_email",
  phone: "ix_pd_rider_phone",
};
/* One index read a rider, not one a pass. */
const namedByPasses = (
  table: string,
  ids: string,
) => `SELECT 'passes' AS matched, user_id AS id, NULL AS first_name, NULL AS last_name, NULL AS email,
  NULL AS common_email, NULL AS phone_number, NULL AS is_guest FROM ${table} WHERE user_id IN (${ids}) GROUP BY user_id LIMIT ${MOST_FOUND}`;
const RIDER = "id, first_name, last_name, email, common_email, phone_number, is_guest";

/**
 * Riders with any of the values; at most 501 of each kind, 51 by name. A name is a last name or its start, alone or
 * after the whole first name; letters and accents compare by the portal's collation.
 */
export async function findRiderHits(db: Database, wanted: RiderSearchValues): Promise<RiderHit[]> {
  const select = (matched: string, condition: string, most = MOST_FOUND) =>
    `SELECT '${matched}' AS matched, ${RIDER} FROM ${hinted("pd_rider", INDEX[matched] ?? null)} WHERE ${condition} LIMIT ${most}`;
  const branches: Branch[] = [];
  const emails = await holdable(db, ["pd_rider", "email"], wanted.emails);
  if (emails.length > 0) branches.push([select("email", `email IN (${marks(emails)})`), emails]);
  for (let at = 0; at < wanted.phones.length; at += MOST_PHONES_AT_ONCE) {
    const phones = wanted.phones.slice(at, at + MOST_PHONES_AT_ONCE).flatMap(writings);
    branches.push([select("phone", `phone_number IN (${marks(phones)})`), phones]);
  }
  if (wanted.ids.length > 0) {
    branches.push([select("id", `id IN (${marks(wanted.ids)})`), wanted.ids]);
    for (const source of EVERYWHERE)
      branches.push([namedByPasses(PASS_VIEW[source], marks(wanted.ids)), wanted.ids]);
  }
  for (const [first, last] of wanted.name === null ? [] : nameSplits(wanted.name)) {
    const [knownFirst] = await holdable(db, ["pd_rider", "first_name"], [first]);
    const [knownLast] = await holdable(db, ["pd_rider", "last_name"], [last]);
    if (knownFirst === undefined || knownLast === undefined) continue;
    const starting = `${last.replace(/[\\%_]/g, "\\$&")}%`;
    branches.push(
      first === ""
        ? [select("name", "last_name LIKE ?", MOST_NAMED), [starting]]
        : [select("name", "last_name LIKE ? AND first_name = ?", MOST_NAMED), [starting, first]],
    );
  }
  return union(db, branches);
}

/* Stored without a country code, with it, or with a plus. */
function writings(phone: string): string[] {
  return [phone, `+${phone}`, ...(phone.length === 10 ? [`1${phone}`, `+1${phone}`] : [])];
}

/** Every way to split a name into first and last: "Ana de la Cruz" may be Ana / de la Cruz, "Cruz, Ana" is swapped. */
function nameSplits(name: string): [first: string, last: string][] {
  const turned = /^([^,]+),\s*([^,]+)$/.exec(name);
  if (turned) return [[turned[2] ?? "", turned[1] ?? ""]];
  const words = name.split(" ");
  return [["", name], ...words.slice(1).map((_, at): [string, string] => [
    words.slice(0, at + 1).join(" "),
    words.slice(at + 1).join(" "),
  ])]; // prettier-ignore
}

/** Archived passes included, exact up to `most`; a rider without passes is absent. */
export async function countPassesOfRiders(
  db: Database,
  userIds: readonly number[],
  most: number,
): Promise<Map<number, number>> {
  const rows = await union<{ user_id: number | null; n: number }>(
    db,
    userIds.map((id): Branch => [
      `SELECT MIN(user_id) AS user_id, COUNT(*) AS n FROM
       ((SELECT user_id FROM pd_pass WHERE user_id = ? LIMIT ${most})
        UNION ALL (SELECT user_id FROM pd_pass_archive WHERE user_id = ? LIMIT ${most})) some`,
      [id, id],
    ]),
  );
  return new Map(rows.flatMap((row) => (row.user_id === null ? [] : [[row.user_id, Number(row.n)]])));
}
