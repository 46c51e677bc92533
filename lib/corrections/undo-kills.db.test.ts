import { afterEach, expect, test } from "vitest";
import { type KillableServer, startKillableServer } from "@/db/testing/killable-server";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import { withTransaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { asAppError } from "@/lib/http/problem";
import { testContext } from "@/lib/testing/test-context";
import { correct, etagOf, plantPass } from "@/lib/testing/test-correction";
import { undo } from "@/lib/testing/undo";

const KILLS = 3;
const ACKNOWLEDGED = 80;
const EDITORS = 4;

/** What the editors were answered, stored outside the database that is killed. */
interface Ledger {
  undone: { passId: string; correctionId: string; undoingId: string }[];
  refused: number;
  unexpected: string[];
}
type Undo = (ctx: Context, correctionId: string, key: string) => Promise<string>;

let server: KillableServer | undefined;
let schema: TestSchema | undefined;

afterEach(async () => {
  await Promise.all([schema?.owner.destroy(), schema?.web.destroy(), schema?.worker.destroy()]);
  await server?.remove();
});

/** Asks under one key until it gets a final answer, as a careful client does. */
async function insist<T>(ledger: Ledger, isOver: () => boolean, ask: () => Promise<T>): Promise<T | null> {
  while (!isOver()) {
    try {
      return await ask();
    } catch (error) {
      const { code, cause } = asAppError(error);
      ledger.refused++;
      if (code === "unavailable") continue;
      ledger.unexpected.push(cause instanceof Error ? `${code}: ${cause.message}` : code);
      return null;
    }
  }
  return null;
}

async function undoUnderKills(ctx: Context, passes: readonly string[], act: Undo): Promise<Ledger> {
  const ledger: Ledger = { undone: [], refused: 0, unexpected: [] };
  let isOver = false;
  const isDone = () => isOver || ledger.unexpected.length > 0;
  const editors = passes.map(async (passId) => {
    for (let turn = 1; !isDone(); turn++) {
      const ifMatch = await insist(ledger, isDone, () => etagOf(ctx, passId));
      const change = { uses_count: turn };
      const made =
        ifMatch === null
          ? null
          : await insist(ledger, isDone, () => correct(ctx, passId, change, { ifMatch, key: `c-${turn}` }));
      const correctionId = made?.correction.id ?? null;
      if (correctionId === null) continue;
      const undoingId = await insist(ledger, isDone, () => act(ctx, correctionId, `u-${turn}`));
      if (undoingId !== null) ledger.undone.push({ passId, correctionId, undoingId });
    }
  });
  const reach = async (total: number) => {
    while (ledger.undone.length < total && ledger.unexpected.length === 0) await pause(2);
  };
  for (let kill = 1; kill <= KILLS; kill++) {
    await reach(Math.floor((ACKNOWLEDGED * kill) / (KILLS + 1)));
    await server?.kill();
    await server?.start();
  }
  await reach(ACKNOWLEDGED);
  isOver = true;
  await Promise.all(editors);
  return ledger;
}

/** Compares the ledger with the database, and checks that each pass matches its entries. */
async function verdict(ledger: Ledger, passes: readonly string[]) {
  const counts = { lost: 0, doubled: 0, half: 0 };
  for (const passId of passes) {
    const row = await schema?.owner("pd_pass").where("id", passId).first<{ uses_count: number }>();
    const entries = (await schema
      ?.owner("pd_audit")
      .where({ subject_id: passId })
      .orderBy("id")
      .select("id", "action", "data", "after_values")) as {
      id: string;
      action: string;
      data: { undoes?: string };
      after_values: { uses_count: number };
    }[];
    const events = (await schema?.owner("pd_outbox").where({ subject_id: passId }).select("id")) as unknown[];
    const undoings = entries.filter(({ action }) => action === "pass.undo");
    const byUndone = new Map(undoings.map((entry) => [entry.data.undoes, entry.id]));
    const told = ledger.undone.filter((each) => each.passId === passId);
    counts.lost += told.filter((each) => byUndone.get(each.correctionId) !== each.undoingId).length;
    counts.doubled += undoings.length - byUndone.size;
    counts.half += Math.abs(entries.length - events.length);
    counts.half += (entries.at(-1)?.after_values.uses_count ?? 0) === row?.uses_count ? 0 : 1;
  }
  return counts;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function prepare(): Promise<{ ctx: Context; passes: string[] }> {
  server = await startKillableServer({ isDurable: true });
  Object.assign(process.env, server.urls);
  schema = await createTestSchema();
  const passes: string[] = [];
  for (let n = 0; n < EDITORS; n++) passes.push(await plantPass(schema.owner, { allowed_uses: 0 }));
  return { ctx: testContext(schema.web), passes };
}

test(`${KILLS} kills of the database during ${ACKNOWLEDGED} acknowledged undos lose, double and halve none`, async () => {
  const { ctx, passes } = await prepare();
  const ledger = await undoUnderKills(ctx, passes, async (desk, id, key) => {
    const { correction } = await undo(desk, id, { key });
    return correction.id ?? "";
  });
  expect(ledger.unexpected).toEqual([]);
  expect(ledger.undone.length).toBeGreaterThanOrEqual(ACKNOWLEDGED);
  expect(ledger.refused, "no kill met an act under way: the run shows nothing").toBeGreaterThan(0);
  expect(await verdict(ledger, passes)).toEqual({ lost: 0, doubled: 0, half: 0 });
});

test("control: an undo in three steps that is simply tried again is doubled by a kill between them", async () => {
  const { ctx, passes } = await prepare();
  const [passId = ""] = passes;
  const made = await correct(ctx, passId, { uses_count: 1 });
  const correctionId = made.correction.id ?? "";
  const ledger: Ledger = { undone: [], refused: 0, unexpected: [] };
  let isKilled = false;
  const naive = async () => {
    const subject = { type: "pass", id: passId } as const;
    const entry = { action: "pass.undo", subject, data: { undoes: correctionId } } as const;
    await ctx.db("pd_pass").where("id", passId).update({ uses_count: 0 });
    const undoingId = await withTransaction(ctx.db, (trx) =>
      recordAudit(trx, ctx, { ...entry, after: { uses_count: 0 } }),
    );
    const event = { event: "pass.undo", subject_type: "pass", subject_id: passId, data: "{}" };
    if (!isKilled) {
      isKilled = true;
      await server?.kill();
    }
    try {
      await ctx.db("pd_outbox").insert(event);
    } catch (error) {
      await server?.start();
      throw error;
    }
    return undoingId;
  };
  const undoingId = (await insist(ledger, () => ledger.unexpected.length > 0, naive)) ?? "";
  ledger.undone.push({ passId, correctionId, undoingId });
  expect(ledger).toMatchObject({ refused: 1, unexpected: [] });
  expect(await verdict(ledger, passes)).toEqual({ lost: 0, doubled: 1, half: 1 });
});
