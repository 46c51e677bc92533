import { once } from "node:events";
import pino from "pino";
import { type ConnectionOptions, openDatabase } from "@/db/connection";
import { databaseFault } from "@/db/database-errors";
import { correctPass } from "@/lib/corrections/correct-pass";
import type { CorrectPassRequest } from "@/lib/corrections/plan-correction";
import { AppError } from "@/lib/errors";
import type { JobKind } from "@/lib/jobs/job";
import { workAsChild } from "@/lib/testing/child-worker";
import { testActor, testContext } from "@/lib/testing/test-context";
import { workOf } from "./job-acts";
import { type Stop, stopAt } from "./stop-at";

/*
 * A worker, or a web process with one correction to do, that stops at a moment, says so to the test and waits for its
 * word. What happens to it there is the test's to choose. It also says how its work ended.
 */

export interface VictimAsk {
  url: string;
  stop: Stop;
  lease_s: number;
  options: ConnectionOptions;
  what: { kind: JobKind } | { correction: CorrectPassRequest; actor_id: string };
}

export type VictimWord = { is: "here" } | { is: "over"; how: string };

const { url, stop, lease_s, options, what } = JSON.parse(process.argv[2] ?? "") as VictimAsk;
const say = (word: VictimWord) => process.send?.(word);

async function here(): Promise<void> {
  const goOn = once(process, "message");
  say({ is: "here" });
  await goOn;
}

async function correct(request: CorrectPassRequest, actor_id: string): Promise<void> {
  // This listener also keeps a process that has nothing left to do until the test ends it.
  process.on("disconnect", () => process.exit(0));
  process.on("SIGTERM", () => process.disconnect());
  const db = openDatabase(url, options);
  stopAt(db, stop, here);
  const ctx = testContext(db, { actor: testActor("admin", actor_id) });
  const how = await correctPass(ctx, request).then(
    ({ replayed }) => (replayed ? "replayed" : "corrected"),
    (error: unknown) => databaseFault(error) ?? (error instanceof AppError ? error.code : String(error)),
  );
  await db.destroy();
  say({ is: "over", how });
}

async function work(kind: JobKind): Promise<void> {
  const tell = (line: string) => {
    const { event, state } = JSON.parse(line) as { event?: string; state?: string | null };
    if (event === "job.ended") say({ is: "over", how: String(state) });
  };
  const log = pino({ level: "debug" }, { write: tell });
  const handlers = (db: ReturnType<typeof openDatabase>) => {
    stopAt(db, stop, here);
    return workOf(kind).handlers;
  };
  await workAsChild({ url, lease_s, options, log, ...workOf(kind), handlers });
}

void ("kind" in what ? work(what.kind) : correct(what.correction, what.actor_id));
