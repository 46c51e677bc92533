import { ask } from "./ask";
import type { OutsideDatabase } from "@/db/testing/outside-database";

export interface SomePass {
  id: string;
  pass_uuid: string;
  serial: string;
  product_name: string;
  etag: string;
}

/** A linked pass of the demo data with its version, as an admin sees it. `nth` gives tests rows of their own. */
export async function somePass(
  db: OutsideDatabase,
  cookie: string | undefined,
  nth: number,
): Promise<SomePass> {
  const [row] = await db.rows<{ id: number; pass_uuid: string; serial: string; product_name: string }>(
    `SELECT id, pass_uuid, serial, product_name FROM bytemark_pass
     WHERE serial IS NOT NULL AND product_name IS NOT NULL AND user_id IS NOT NULL AND duplicate_of IS NULL
       AND settled_status = 'EXPIRED' ORDER BY id LIMIT 1 OFFSET ?`,
    [1000 + nth],
  );
  if (!row) throw new Error("the demo data has no such pass");
  const answer = await ask(`/api/v1/passes/${row.id}`, { cookie });
  if (answer.status !== 200) throw new Error(`the pass answered ${answer.status}: ${answer.body}`);
  return { ...row, id: String(row.id), etag: answer.headers["etag"] ?? "" };
}

export const REASON = {
  code: "wrong_time",
  note: "Rider showed a receipt with another product.",
  case_ref: "CS-10001",
};

export function firstId(body: { data: { id: string }[] }): string {
  const [pass] = body.data;
  if (!pass) throw new Error("the list is empty");
  return pass.id;
}
