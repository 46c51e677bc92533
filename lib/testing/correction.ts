import type { Database } from "@/db/connection";
import type { Context } from "../context";
import { correctPass } from "../passes/correct-pass";
import { getPass } from "../passes/get-pass";

export const REASON = { code: "wrong_time", note: "Route 212 ran late.", case_ref: "CS-1" };

/** Puts one rider and one pass into an empty schema; answers the pass's id. */
export async function plantPass(owner: Database, values: Record<string, unknown> = {}): Promise<string> {
  await owner("auth_user")
    .insert({ id: 7, first_name: "Demo", last_name: "Rider", email: "demo.rider@example.com" })
    .onConflict("id")
    .ignore();
  const [id] = await owner("bytemark_pass").insert({
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

export async function etagOf(ctx: Context, passId: string): Promise<string> {
  return (await getPass(ctx, passId)).etag;
}

/** Corrects `changes` of a pass at the version given or else the present one. */
export async function correct(
  ctx: Context,
  passId: string,
  changes: Record<string, unknown>,
  more: { ifMatch?: string | null; key?: string | null; body?: Record<string, unknown> } = {},
) {
  return correctPass(ctx, {
    passId,
    body: { changes, reason: REASON, ...more.body },
    ifMatch: more.ifMatch === undefined ? await etagOf(ctx, passId) : more.ifMatch,
    idempotencyKey: more.key ?? null,
  });
}
