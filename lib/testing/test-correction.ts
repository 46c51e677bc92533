import { insertRows } from "@/db/seeds/portal-target";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";
import type { Context } from "@/lib/context";
import { correctPass } from "@/lib/corrections/correct-pass";
import { getPass } from "@/lib/passes/get-pass";

export const REASON = { code: "wrong_time", note: "Route 212 ran late.", case_ref: "CS-1" };

/** Adds one rider and one pass to an empty schema; answers the pass's id. */
export async function plantPass(owner: Database, values: Record<string, unknown> = {}): Promise<string> {
  const rider = { id: 7, first_name: "Demo", last_name: "Rider", email: "demo.rider@example.com" };
  await insertRows(owner, "auth_user", rider, "keep");
  const id = await insertRows(owner, "bytemark_pass", {
    oauth_token: "CNRY-oauth",
    pass_uuid: `u-${Math.random().toString(36).slice(2)}`,
    status: "USABLE",
    product_name: "Local Single Ride",
    allowed_uses: 10,
    uses_count: 0,
    time_created: "2026-11-01 10:00:00",
    expiration: "2027-11-01 10:00:00",
    ...values,
  });
  return String(id);
}

export async function etagOf(desk: Context, passId: string): Promise<string> {
  return (await getPass(desk, passId)).etag;
}

/** Corrects `changes` of a pass at the given version, or at the current one. */
export async function correct(
  desk: Context,
  passId: string,
  changes: Record<string, unknown>,
  more: { ifMatch?: string | null; key?: string | null; body?: Record<string, unknown> } = {},
) {
  return correctPass(desk, {
    passId,
    body: { changes, reason: REASON, ...more.body },
    ifMatch: more.ifMatch === undefined ? await etagOf(desk, passId) : more.ifMatch,
    idempotencyKey: more.key ?? null,
  });
}

export async function countPassDeskRows(owner: Database) {
  const count = async (table: string) => {
    const rows: { n: string | number }[] = await owner(table).count({ n: "*" });
    return Number(rows[0]?.n);
  };
  return {
    pd_audit: await count("pd_audit"),
    pd_outbox: await count("pd_outbox"),
    pd_operation: await count("pd_operation"),
    pd_pass_pin: await count("pd_pass_pin"),
  };
}

export async function passRow(owner: Database, passId: string): Promise<Tables["pd_pass"]> {
  const [row] = await owner("pd_pass").select<Tables["pd_pass"][]>("*").where("id", passId);
  if (!row) throw new Error(`no pass ${passId}`);
  return row;
}

export async function auditRows(owner: Database, passId: string): Promise<Tables["pd_audit"][]> {
  return owner("pd_audit").select<Tables["pd_audit"][]>("*").where({ subject_id: passId }).orderBy("id");
}
