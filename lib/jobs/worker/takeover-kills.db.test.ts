import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openDarkLine } from "@/db/testing/dark-line";
import { createTestSchema } from "@/db/testing/schema";
import { drawn } from "@/db/testing/seed";
import { LEASE_S } from "@/lib/jobs/job";
import { ACTS, ask, beginAsked, disturb, FAULTS, type Pace } from "@/lib/testing/takeover/cell";
import { MOMENTS } from "@/lib/testing/takeover/stop-at";
import { createWorld, readWorld, type World } from "@/lib/testing/takeover/world";

const IS_FULL = process.env["FAULT_FULL"] === "1";
const SHORT: Pace = { lease_s: 2, silence_s: 4 };
/* As no session ended by itself. */
const NEVER_SILENT: Pace = { lease_s: 2, silence_s: 3600 };
/* Generous for a busy machine; the real limits have a test of their own. */
const MOST_MS = IS_FULL ? 30_000 : 60_000;

const folder = mkdtempSync(join(tmpdir(), "pd-takeover-"));
process.env["EXPORT_DIR"] = folder;
process.env["AUTH_SECRET"] ??= "a-secret-of-at-least-thirty-two-characters";
afterAll(() => rmSync(folder, { recursive: true }));

const ALL = ACTS.flatMap((act) =>
  FAULTS.flatMap((fault) => MOMENTS.map((moment) => ({ act, fault, moment }))),
);

/* Every fault and every moment once, each with another act. */
function drawnCells(): typeof ALL {
  const lot = drawn("take-overs");
  const shuffled = <T>(list: readonly T[]) =>
    list
      .map((item) => ({ item, at: lot() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  const [acts, moments] = [shuffled(ACTS), shuffled(MOMENTS)];
  return ALL.filter(({ act, fault, moment }) => {
    const at = FAULTS.indexOf(fault);
    return act === acts[at] && moment === moments[at];
  });
}

const CELLS = Map.groupBy(IS_FULL ? ALL : drawnCells(), ({ act }) => act);
const slowest = new Map<string, number>();
afterAll(() => {
  const figures = JSON.stringify(Object.fromEntries(slowest));
  if (IS_FULL) process.stdout.write(`slowest take-over in ms: ${figures}\n`);
});

async function inWorld(story: (world: World) => Promise<void>): Promise<void> {
  const schema = await createTestSchema();
  try {
    await story(await createWorld(schema, folder));
  } finally {
    await schema.drop();
  }
}

describe.concurrent("a process that is frozen, killed, cut off or paused", () => {
  test.each([...CELLS])(
    "in the middle of %s: another has the result of an undisturbed run, and it writes nothing when it comes back",
    (act, cells) =>
      inWorld(async (world) => {
        await (await ask(world, act)).takeOver();
        const undisturbed = await readWorld(world);
        for (const job of undisturbed["jobs"] as string[]) expect(job).toContain('"state":"done"');
        // A job is another's by then, so its end has no state. A correction is answered with 503, or with what the one
        // with the same key has done: the answer of its COMMIT may be all that was lost.
        const over = act === "correction" ? /^(unavailable|replayed|corrected)$/ : /^null$/;
        for (const cell of cells) {
          const name = `${act}, ${cell.fault}, ${cell.moment}`;
          const { took_ms, seen, came_back } = await disturb(world, { ...cell, pace: SHORT }, openDarkLine);
          for (const each of seen) expect(each, name).toEqual(undisturbed);
          expect(took_ms, name).toBeLessThan(MOST_MS);
          if (came_back)
            expect(came_back, name).toEqual({ over: expect.stringMatching(over) as string, exit: 0 });
          slowest.set(cell.fault, Math.max(took_ms, slowest.get(cell.fault) ?? 0));
        }
      }),
  );

  // What a run does outside the database comes between two statements, where nothing tells it that it was taken over.
  test.each([
    ["deletes what others left or names the file", "export", [["update `pd_export` set `frozen_on`", 1], ["`pd_export` .* for update", 2]]],
    ["tells the end of the log", "seal", [["^COMMIT", 2]]],
  ] as const)("just before it %s does no harm when it comes back", (_what, act, stops) =>
    inWorld(async (world) => {
      await (await ask(world, act)).takeOver();
      const undisturbed = await readWorld(world);
      for (const [work, nth] of stops) {
        const cell = { act, fault: "paused", moment: "answered", pace: SHORT, stop: { work, nth } } as const;
        const { seen } = await disturb(world, cell, openDarkLine);
        for (const each of seen) expect(each, work).toEqual(undisturbed);
      }
    }),
  ); // prettier-ignore

  test.each(["bulk", "correction"])("control: keeps %s from everybody who ends no session", (act) =>
    inWorld(async (world) => {
      const asked = await ask(world, act);
      const victim = await beginAsked(asked, "transaction", NEVER_SILENT);
      try {
        victim.child.kill("SIGSTOP");
        expect(await asked.tryWithoutPower()).toBe(false);
      } finally {
        await victim.kill();
      }
      await asked.takeOver();
    }),
  );

  test("while it claims a job keeps nobody from the job", () =>
    inWorld(async (world) => {
      const asked = await ask(world, "settle");
      const claim = { ...asked.stop, work: "update `pd_job` set `state`", nth: 1 };
      const victim = await beginAsked({ ...asked, stop: claim }, "transaction", SHORT);
      try {
        victim.child.kill("SIGSTOP");
        await asked.takeOver();
        expect((await readWorld(world))["jobs"]).toEqual([expect.stringContaining("done")]);
      } finally {
        await victim.kill();
      }
    }));

  test.each(IS_FULL ? ["bulk", "correction"] : [])("is replaced in %s within 60 s with the limits of production", (act) =>
    inWorld(async (world) => {
      const cell = { act, fault: "frozen", moment: "statement", pace: { lease_s: LEASE_S } } as const;
      const { took_ms } = await disturb(world, cell, openDarkLine);
      expect(took_ms).toBeLessThan(60_000);
      slowest.set(`${act} with the limits of production`, took_ms);
    }),
  ); // prettier-ignore
});
