import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "@/db/connection";
import { openCuttingProxy } from "@/db/testing/cutting-proxy";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { CommitUnknown, withTransaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { testContext } from "@/lib/testing/test-context";
import {
  auditRows,
  correct,
  countPassDeskRows,
  etagOf,
  passRow,
  plantPass,
} from "@/lib/testing/test-correction";

let schema: TestSchema;
let ctx: Context;
let passId: string;

beforeAll(async () => {
  schema = await createTestSchema();
  ctx = testContext(schema.web);
});
afterAll(() => schema.drop());
beforeEach(async () => {
  passId = await plantPass(schema.owner, { allowed_uses: 0 });
});

async function usesStored(): Promise<number> {
  return (await passRow(schema.owner, passId)).uses_count ?? 0;
}

const EDITORS = 20;

/** A barrier: each caller waits until `count` have come; later callers pass at once. */
function meeting(count: number): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let open = false;
  return async () => {
    if (open) return;
    const met = new Promise<void>((resolve) => waiting.push(resolve));
    open = waiting.length === count;
    if (open) for (const go of waiting) go();
    await met;
  };
}

/** One editor: reads, adds one, saves. Answers whether the save was accepted. */
async function addOne(): Promise<boolean> {
  const ifMatch = await etagOf(ctx, passId);
  const uses_count = (await usesStored()) + 1;
  try {
    await correct(ctx, passId, { uses_count }, { ifMatch });
    return true;
  } catch (error) {
    if (error instanceof AppError && ["stale", "no_change"].includes(error.code)) return false;
    throw error;
  }
}

describe("twenty people at once", () => {
  test("accepted and refused add up, and no accepted change is lost", async () => {
    const accepted = await Promise.all(Array.from({ length: EDITORS }, addOne));
    expect(accepted).toHaveLength(EDITORS);
    expect(await usesStored()).toBe(accepted.filter(Boolean).length);
    const entries = await auditRows(schema.owner, passId);
    expect(entries).toHaveLength(accepted.filter(Boolean).length);
  });

  test("control: without the version they overwrite each other", async () => {
    const all = meeting(EDITORS);
    const blind = async () => {
      const uses_count = (await usesStored()) + 1;
      await all();
      await schema.web("pd_pass").where("id", passId).update({ uses_count });
    };
    await Promise.all(Array.from({ length: EDITORS }, blind));
    expect(await usesStored()).toBe(1);
  });

  test("the sync and a plain UPDATE count as writers", async () => {
    const outcomes = await Promise.all([
      ...Array.from({ length: 10 }, addOne),
      ...Array.from({ length: 10 }, (_nothing, at) =>
        schema.worker.raw("UPDATE pd_pass SET product_name = ? WHERE id = ?", [`Synced ${at}`, passId]),
      ),
    ]);
    const accepted = outcomes.filter((outcome) => outcome === true).length;
    expect(await usesStored()).toBe(accepted);
    expect((await passRow(schema.owner, passId)).product_name).toMatch(/^Synced/);
  });
});

describe("a conflict of locks", () => {
  test("waits for a short one, and a deadlock repeats the whole", async () => {
    const otherId = await plantPass(schema.owner);
    const before = await countPassDeskRows(schema.owner);
    let attempts = 0;
    const ifMatch = await etagOf(ctx, passId);
    // Two transactions lock the same two rows in opposite order: the server must abort one of them.
    const both = meeting(2);
    const story = (first: string, second: string) =>
      withTransaction(schema.web, async (trx) => {
        attempts += 1;
        await trx("pd_pass").select("id").where("id", first).forUpdate();
        await both();
        await trx("pd_pass").where("id", second).increment("uses_count", 1);
        await recordAudit(trx, ctx, { action: "pass.correct", subject: { type: "pass", id: second } });
      });
    await Promise.all([story(passId, otherId), story(otherId, passId)]);
    expect(attempts).toBeGreaterThan(2);
    expect((await countPassDeskRows(schema.owner)).pd_audit).toBe(before.pd_audit + 2);
    expect(await usesStored()).toBe(1);
    await expect(correct(ctx, passId, { uses_count: 5 }, { ifMatch })).rejects.toMatchObject({
      code: "stale",
    });
  });

  test("a row locked for longer than the server waits: repeated, saved once when it is free", async () => {
    const ifMatch = await etagOf(ctx, passId);
    const holder = await schema.owner.transaction();
    await holder("pd_pass").where("id", passId).forUpdate();
    const givenUp = once(schema.web, "query-error");
    const saving = correct(ctx, passId, { uses_count: 4 }, { ifMatch });
    await givenUp;
    await holder.rollback();
    expect((await saving).data.uses_count).toBe(4);
    expect(await auditRows(schema.owner, passId)).toHaveLength(1);
  });
});

describe("the answer of COMMIT is lost", () => {
  let proxied: Context;
  let db: Database;
  let proxy: Awaited<ReturnType<typeof openCuttingProxy>>;

  beforeAll(async () => {
    proxy = await openCuttingProxy(schema.url.web);
    db = openDatabase(proxy.url, { poolSize: 4, serverTimeout_ms: 5000, clientTimeout_ms: 2500 });
    proxied = testContext(db);
  });
  afterAll(async () => {
    await db.destroy();
    await proxy.close();
  });

  test("and the change is there: it is found, answered as done, and there once", async () => {
    const ifMatch = await etagOf(ctx, passId);
    proxy.cutCommits(1, "after");
    const answer = await correct(proxied, passId, { uses_count: 1 }, { ifMatch, key: "lost" });
    expect(answer.data.uses_count).toBe(1);
    expect(answer.etag).toBe(await etagOf(ctx, passId));
    const entries = await auditRows(schema.owner, passId);
    expect(entries.map((entry) => entry.id)).toEqual([answer.correction.id]);
    const again = await correct(proxied, passId, { uses_count: 1 }, { ifMatch, key: "lost" });
    expect(again).toMatchObject({ replayed: true, correction: { id: answer.correction.id } });
  });

  test("and the change is not there: 503 that says so, and nothing is", async () => {
    const ifMatch = await etagOf(ctx, passId);
    proxy.cutCommits(1, "before");
    await expect(correct(proxied, passId, { uses_count: 1 }, { ifMatch })).rejects.toMatchObject({
      code: "unavailable",
      retryAfter_s: 1,
      message: "The database went away. Nothing was changed; try again.",
    });
    expect(await usesStored()).toBe(0);
    expect(await auditRows(schema.owner, passId)).toHaveLength(0);
  });

  test("control: simply trying again makes the change twice", async () => {
    const naive = async () => {
      const story = () =>
        withTransaction(db, async (trx) => {
          await trx("pd_pass").where("id", passId).increment("uses_count", 10);
          await recordAudit(trx, ctx, { action: "pass.correct", subject: { type: "pass", id: passId } });
        });
      await story().catch((error: unknown) => {
        if (error instanceof CommitUnknown) return story();
        throw error;
      });
    };
    proxy.cutCommits(1, "after");
    await naive();
    expect(await usesStored()).toBe(20);
    expect(await auditRows(schema.owner, passId)).toHaveLength(2);
  });
});

describe("no entry, no change", () => {
  const PARTS = ["pd_audit", "pd_outbox", "pd_operation"] as const;

  test.each(PARTS)("when %s cannot be written, the pass stays as it was", async (table) => {
    const ifMatch = await etagOf(ctx, passId);
    const before = await countPassDeskRows(schema.owner);
    await schema.owner.raw(
      "CREATE TRIGGER fail_insert BEFORE INSERT ON ?? FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'full'",
      [table],
    );
    try {
      await expect(correct(ctx, passId, { uses_count: 9 }, { ifMatch })).rejects.toThrow();
    } finally {
      await schema.owner.raw("DROP TRIGGER fail_insert");
    }
    expect(await usesStored()).toBe(0);
    expect(await countPassDeskRows(schema.owner)).toEqual(before);
    // Control: the same request is saved without the fault.
    expect((await correct(ctx, passId, { uses_count: 9 }, { ifMatch })).data.uses_count).toBe(9);
  });

  test.each(["pd_audit", "pd_outbox", "pd_operation"])(
    "%s can be added to and never changed by the web",
    async (table) => {
      await correct(ctx, passId, { uses_count: 1 });
      const denied = /denied/;
      await expect(schema.web(table).update({ created_on: "2000-01-01" })).rejects.toThrow(denied);
      await expect(schema.web(table).delete()).rejects.toThrow(denied);
      await expect(schema.web.raw("TRUNCATE TABLE ??", [table])).rejects.toThrow(denied);
      await expect(schema.web.raw("ALTER TABLE ?? ADD COLUMN x INT", [table])).rejects.toThrow(denied);
    },
  );
});
