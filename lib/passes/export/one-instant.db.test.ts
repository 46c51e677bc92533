import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readExportBatch } from "@/db/exports/pass-export";
import type { Keyset } from "@/db/query/conditions";
import { insertRows } from "@/db/seeds/portal-target";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { EXPORT_TOOLS } from "@/lib/exports/file/point-writer";
import { exportJobWith } from "@/lib/exports/run/run-export";
import { plantSession, plantUser } from "@/lib/testing/accounts";
import { testActor, testContext } from "@/lib/testing/test-context";
import { exportedFile, plantExport, plantPassRange } from "@/lib/testing/test-export-runs";
import { runJobNow } from "@/lib/testing/test-job-run";
import { stoppedClock } from "@/lib/time/clock";
import { exportPasses } from "./export-passes";
import { parseExportRequest } from "./export-request";

const folder = mkdtempSync(join(tmpdir(), "pd-exports-"));
process.env["EXPORT_DIR"] = folder;
const NOW = "2026-11-22T12:00:00Z";
const PASSES = 20_000;
const WRITES = 1_200;
let schema: TestSchema;
let manager: number;

beforeAll(async () => {
  schema = await createTestSchema();
  manager = await plantUser(schema.owner, "manager@example.com", { role: "manager" });
  await plantSession(schema.owner, manager);
  await plantPassRange(schema.owner, 1, PASSES);
});
afterAll(async () => {
  await schema.drop();
  rmSync(folder, { recursive: true });
});

const streamOf = async (text: string, id: number) => {
  const ctx = testContext(schema.web, { at: NOW, actor: testActor("manager", String(id)) });
  const asked = parseExportRequest(new URLSearchParams(text), { now: new Date(NOW), zone: ctx.zone });
  return (await exportPasses(ctx, asked)).stream;
};
const undisturbed = async (text: string) => Buffer.from(await new Response(await streamOf(text, 50)).arrayBuffer()).toString(); // prettier-ignore

/*
 * Every thirteenth pass goes to another place in every order: also `modified_on` follows. Each write is a transaction of
 * its own, as edits are.
 */
async function move(from: number, writes: number): Promise<void> {
  const lane = async (first: number) => {
    for (let at = first; at < from + writes; at += 8) {
      const shift = (at % 2 === 0 ? 1 : -1) * (at * 977);
      await schema.owner.raw(
        `UPDATE bytemark_pass SET time_created = TIMESTAMPADD(SECOND, ?, time_created), product_name = 'moved',
           time_used = TIMESTAMPADD(MINUTE, ?, '2026-10-01 00:00:00'), expiration = TIMESTAMPADD(SECOND, ?, '2026-11-10 00:00:00')
         WHERE id = ?`,
        [shift, shift % 9000, shift, 1 + ((at * 13) % PASSES)],
      );
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_unused, at) => lane(from + at)));
}

/** A pass with an id below others that is committed only when asked to be. */
async function pendingPass(): Promise<() => Promise<void>> {
  const trx = await schema.owner.transaction();
  await trx.raw("INSERT INTO bytemark_pass (oauth_token, pass_uuid, time_created) VALUES ('CNRY-oauth', 'late', '2026-05-01 00:00:00')"); // prettier-ignore
  await insertRows(schema.owner, "bytemark_pass", { oauth_token: "CNRY-oauth", pass_uuid: "early", time_created: "2026-05-01 00:00:00" }); // prettier-ignore
  return async () => {
    await trx.commit();
  };
}

const ORDERS = [
  ["sort=id", "csv"],
  ["sort=-time_created", "ndjson"],
  ["sort=time_used", "csv-excel"],
  ["sort=-expiration", "csv"],
  ["status=USABLE,USING,EXPIRED,USES_GONE,UNKNOWN&sort=time_created", "ndjson"],
] as const;

describe("while 1,200 writes move rows in its order, each row is in it once, as at one instant", () => {
  test("the control: batches that do not share a snapshot miss rows and double others", async () => {
    const ids: number[] = [];
    let [after, written] = [null as Keyset | null, 0];
    do {
      const batch = { columns: [], conditions: [], order: { column: "time_created", direction: "desc" }, after, limit: 5000 } as const; // prettier-ignore
      after = await readExportBatch(schema.web, batch, { limit_ms: 5000 }, (row) => ids.push(row.number(0)));
      if (written < WRITES) await move(written, WRITES / 3);
      written += WRITES / 3;
    } while (after !== null);
    expect(new Set(ids).size).toBeLessThan(ids.length);
    expect(new Set(ids.filter((id) => id <= PASSES)).size).toBeLessThan(PASSES);
  });

  test.each(ORDERS)("streamed by %s as %s", async (order, format) => {
    const text = `${order}&format=${format}`;
    const commit = await pendingPass();
    const whole = await undisturbed(text);
    const reader = (await streamOf(text, manager)).getReader();
    const parts: Uint8Array[] = [];
    let written = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      if (written < WRITES) await move(written, WRITES / 3);
      if (written === 0) await commit();
      written += WRITES / 3;
    }
    expect(written).toBeGreaterThanOrEqual(WRITES);
    expect(Buffer.concat(parts).toString() === whole, "the text of the undisturbed export").toBe(true);
    expect((await undisturbed(text)) === whole, "the text afterwards").toBe(false);
  });

  test.each(ORDERS)("in the background by %s as %s", async (search, format) => {
    const commit = await pendingPass();
    const whole = await undisturbed(`${search}&format=${format}`);
    const { id, job_id } = await plantExport(schema.owner, manager, { search, format });
    // Runs after the rows are frozen and before the first is read.
    const createPart = async (path: string) => {
      await move(0, WRITES);
      await commit();
      return EXPORT_TOOLS.createPart(path);
    };
    await runJobNow(schema.worker, exportJobWith({ ...EXPORT_TOOLS, createPart }), job_id, { clock: stoppedClock(NOW) }); // prettier-ignore
    const file = exportedFile(folder, id, format === "ndjson" ? "ndjson" : "csv").toString();
    expect(file === whole, "the text of the undisturbed export").toBe(true);
  });
});
