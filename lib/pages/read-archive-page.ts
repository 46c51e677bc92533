import "server-only";
import { getArchiveRun } from "@/lib/archive/get-archive-run";
import { listArchiveRuns } from "@/lib/archive/list-archive-runs";
import { readArchivePolicy } from "@/lib/archive/policy/read-archive-policy";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { WrittenByNewer } from "@/lib/fields/stored-word";
import { unknownParameter } from "@/lib/fields/list-query";
import { listSchedules } from "@/lib/jobs/schedules/list-schedules";
import { parsePassQuery, passQueryIdentity } from "@/lib/passes/query/pass-query";
import { orRefused } from "./refused";

const SHOWN = 20;

/** Everything the archive page shows, or why it is refused. Throws 401, 403 and 503. */
export async function readArchivePage(ctx: Context, search: URLSearchParams) {
  authorize(ctx, "archive.read");
  return orRefused(async () => {
    const { restore, run } = parameters(ctx, search);
    const [policy, runs, schedules, linked] = await Promise.all([
      readArchivePolicy(ctx).catch(newerPolicy),
      listArchiveRuns(ctx, { before: null, limit: SHOWN }),
      listSchedules(ctx),
      run === null ? null : getArchiveRun(ctx, run),
    ]);
    const isListed = linked === null || runs.data.some(({ id }) => id === linked.id);
    return {
      kind: "archive" as const,
      policy,
      runs: isListed ? runs.data : [...runs.data, linked],
      schedules: schedules.filter(({ kind }) => kind === "archive.start"),
      restore,
      linkedId: run,
      zone: ctx.shownZone,
      agencyZone: ctx.zone,
      now: ctx.clock.now().toISOString(),
    };
  });
}

/* The sentence that stands in the policy's place where only a newer version can read it; the rest of the page serves. */
function newerPolicy(error: unknown): string {
  if (error instanceof WrittenByNewer) return error.message;
  throw error;
}

/* The archived passes to restore, and the run that the address names. */
function parameters(ctx: Context, search: URLSearchParams): { restore: string | null; run: string | null } {
  for (const name of search.keys()) {
    if (name !== "restore" && name !== "run") throw unknownParameter(name);
  }
  const restore = search.get("restore");
  if (restore === null) return { restore, run: search.get("run") };
  const query = parsePassQuery(new URLSearchParams(restore), { now: ctx.clock.now(), zone: ctx.zone });
  return { restore: passQueryIdentity({ ...query, archived: "only" }), run: search.get("run") };
}
