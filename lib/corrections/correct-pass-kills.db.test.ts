import { afterEach, expect, test } from "vitest";
import { type KillableServer, startKillableServer } from "@/db/testing/killable-server";
import { createTestSchema, type TestSchema } from "@/db/testing/schema";
import type { Context } from "@/lib/context";
import { asAppError } from "@/lib/http/problem";
import { testContext } from "@/lib/testing/test-context";
import { correct, etagOf, plantPass } from "@/lib/testing/test-correction";

const IS_FULL = process.env["FAULT_FULL"] === "1";
const KILLS = IS_FULL ? 20 : 5;
const ACKNOWLEDGED = IS_FULL ? 5000 : 1000;
const EDITORS = 8;
const BACK_WITHIN_MS = 2000;

/** What the editors were answered, stored outside the database that is killed. */
interface Ledger {
  acknowledged: Map<string, string[]>;
  total: number;
  refused: number;
  unexpected: string[];
  /** For each kill, the time from the server's first answer to the first acknowledged change. */
  recoveries_ms: number[];
}

let server: KillableServer | undefined;
let schema: TestSchema | undefined;

afterEach(async () => {
  await Promise.all([schema?.owner.destroy(), schema?.web.destroy(), schema?.worker.destroy()]);
  await server?.remove();
});

async function prepare(isDurable: boolean): Promise<{ ctx: Context; passes: string[] }> {
  server = await startKillableServer({ isDurable });
  Object.assign(process.env, server.urls);
  schema = await createTestSchema();
  const passes: string[] = [];
  for (let n = 0; n < EDITORS; n++) passes.push(await plantPass(schema.owner, { allowed_uses: 0 }));
  return { ctx: testContext(schema.web), passes };
}

/** Asks for one change under one key until it is acknowledged, as a careful client does. */
async function acknowledge(
  ctx: Context,
  ledger: Ledger,
  passId: string,
  uses_count: number,
  isOver: () => boolean,
) {
  const key = `${passId}-${uses_count}`;
  let ifMatch: string | null = null;
  while (!isOver()) {
    try {
      ifMatch ??= await etagOf(ctx, passId);
      await correct(ctx, passId, { uses_count }, { ifMatch, key });
      ledger.acknowledged.get(passId)?.push(key);
      ledger.total++;
      return;
    } catch (error) {
      const { code, cause } = asAppError(error);
      ledger.refused++;
      if (code === "unavailable") continue;
      ledger.unexpected.push(cause instanceof Error ? `${code}: ${cause.name} ${cause.message}` : code);
      return;
    }
  }
}

async function editUnderKills(ctx: Context, passes: string[], kills: number, acks: number): Promise<Ledger> {
  const ledger: Ledger = {
    acknowledged: new Map(passes.map((id) => [id, []])),
    total: 0,
    refused: 0,
    unexpected: [],
    recoveries_ms: [],
  };
  let isOver = false;
  const editors = passes.map(async (passId) => {
    for (let count = 1; !isOver && ledger.unexpected.length === 0; count++) {
      await acknowledge(ctx, ledger, passId, count, () => isOver);
    }
  });
  const reach = async (total: number) => {
    while (ledger.total < total && ledger.unexpected.length === 0) await pause(2);
  };
  for (let kill = 1; kill <= kills; kill++) {
    await reach(Math.floor((acks * kill) / (kills + 1)));
    await server?.kill();
    await server?.start();
    const [from, before] = [performance.now(), ledger.total];
    await reach(before + 1);
    ledger.recoveries_ms.push(performance.now() - from);
  }
  await reach(acks);
  isOver = true;
  await Promise.all(editors);
  return ledger;
}

/** Compares the ledger with the database. A change one step ahead of the ledger was made but never answered. */
async function verdict(ledger: Ledger) {
  const counts = { lost: 0, doubled: 0, half: 0 };
  for (const [passId, keys] of ledger.acknowledged) {
    const stored = await schema
      ?.owner("pd_pass")
      .where("id", passId)
      .first<{ uses_count: number }>("uses_count");
    const entries = (await schema?.owner("pd_audit").where({ subject_id: passId }).select("op_id")) as {
      op_id: string;
    }[];
    const events = (await schema?.owner("pd_outbox").where({ subject_id: passId }).select("id")) as unknown[];
    const written = stored?.uses_count ?? 0;
    counts.lost += Math.max(0, keys.length - written) + Math.max(0, keys.length - entries.length);
    counts.doubled += entries.length - new Set(entries.map(({ op_id }) => op_id)).size;
    counts.half += Math.abs(written - entries.length) + Math.abs(entries.length - events.length);
  }
  return counts;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test(`${KILLS} kills of the database during ${ACKNOWLEDGED} acknowledged corrections lose, double and halve none`, async () => {
  const { ctx, passes } = await prepare(true);
  const ledger = await editUnderKills(ctx, passes, KILLS, ACKNOWLEDGED);
  expect(ledger.unexpected).toEqual([]);
  expect(ledger.total).toBeGreaterThanOrEqual(ACKNOWLEDGED);
  expect(ledger.recoveries_ms).toHaveLength(KILLS);
  expect(ledger.refused, "no kill met a change under way: the run shows nothing").toBeGreaterThan(0);
  expect(await verdict(ledger)).toEqual({ lost: 0, doubled: 0, half: 0 });
  // Wall-clock time means nothing on a busy machine; the nightly run has a machine to itself.
  if (IS_FULL) expect(Math.max(...ledger.recoveries_ms)).toBeLessThanOrEqual(BACK_WITHIN_MS);
});

test("control: a server that does not wait for the disk loses acknowledged corrections", async () => {
  const { ctx, passes } = await prepare(false);
  const ledger = await editUnderKills(ctx, passes, 3, 600);
  const { lost } = await verdict(ledger);
  // If an acknowledged change vanished, its editor would have a version that no longer exists.
  const stale = ledger.unexpected.filter((code) => code === "stale");
  expect(lost + stale.length, JSON.stringify(ledger.unexpected)).toBeGreaterThan(0);
});
