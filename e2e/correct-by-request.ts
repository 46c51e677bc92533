import type { OutsideDatabase } from "@/db/testing/outside-database";
import { ask, json, write } from "./ask";
import { expect } from "./fixtures";
import type { OwnPass } from "./own-passes";
import { REASON } from "./reason";

/** Corrects a pass as the desk does; answers the id of the correction's audit entry. */
export async function correctByRequest(
  pass: OwnPass,
  changes: Record<string, string | number | null>,
  cookie: string | undefined,
  reason = REASON,
): Promise<string> {
  const answer = await ask(
    `/api/v1/passes/${pass.id}`,
    write("PATCH", { changes, reason }, cookie, {
      "if-match": pass.etag,
      "idempotency-key": crypto.randomUUID(),
    }),
  );
  expect(answer.status, answer.body).toBe(200);
  return json<{ correction: { id: string } }>(answer).correction.id;
}

export async function storedPass<T>(db: OutsideDatabase, id: string, columns: readonly string[]): Promise<T> {
  const [row] = await db.rows<T>(`SELECT ${columns.join(", ")} FROM pd_pass WHERE id = ?`, [id]);
  if (row === undefined) throw new Error(`pass ${id} is not in the list`);
  return row;
}
