import type { BackgroundExport } from "@/lib/exports/export";
import type { OutsideDatabase } from "@/db/testing/outside-database";
import { ask, json, write } from "./ask";
import { expect } from "./fixtures";

/** Asks for a background export; answers it as it is then. */
async function askForExport(cookie: string | undefined, body: object): Promise<BackgroundExport> {
  const answer = await ask("/api/v1/exports", write("POST", body, cookie));
  expect(answer.status, answer.body).toBe(202);
  return json<{ data: BackgroundExport }>(answer).data;
}

async function readExport(cookie: string | undefined, id: string): Promise<BackgroundExport> {
  const answer = await ask(`/api/v1/exports/${id}`, { cookie });
  expect(answer.status, answer.body).toBe(200);
  return json<{ data: BackgroundExport }>(answer).data;
}

/** Asks for a background export and waits until the worker has written its file. */
export async function readyExport(cookie: string | undefined, body: object): Promise<BackgroundExport> {
  const { id } = await askForExport(cookie, body);
  await expect.poll(async () => (await readExport(cookie, id)).state, { timeout: 30_000 }).toBe("ready");
  return readExport(cookie, id);
}

/** An export whose job no worker takes until `letGo`. */
export async function heldExport(
  db: OutsideDatabase,
  cookie: string | undefined,
  body: object,
): Promise<BackgroundExport> {
  let held: BackgroundExport | null = null;
  // The worker may have taken the job first, so this repeats.
  await expect(async () => {
    const asked = await askForExport(cookie, body);
    await db.rows("UPDATE pd_job SET run_after = NOW(3) + INTERVAL 1 DAY WHERE state = 'queued' AND subject_type = 'export' AND subject_id = ?", [asked.id]); // prettier-ignore
    const jobs = await db.rows(
      "SELECT id FROM pd_job WHERE state = 'queued' AND run_after > NOW(3) AND subject_type = 'export' AND subject_id = ?",
      [asked.id],
    );
    expect(jobs).toHaveLength(1);
    held = asked;
  }).toPass({ timeout: 20_000 });
  if (held === null) throw new Error("every export was written before it could be held");
  return held;
}

/** Lets the worker take the job of a `heldExport`. */
export async function letGo(db: OutsideDatabase, id: string): Promise<void> {
  await db.rows("UPDATE pd_job SET run_after = NOW(3) WHERE subject_type = 'export' AND subject_id = ?", [
    id,
  ]);
}
