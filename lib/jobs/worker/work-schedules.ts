import "server-only";
import type { Database } from "@/db/connection";
import type { Log } from "@/lib/log";
import { fireSchedules } from "@/lib/jobs/schedules/fire-schedules";
import { type BuiltInSchedule, keepBuiltInSchedules } from "@/lib/jobs/schedules/keep-built-in-schedules";
import { mendLateSchedules } from "@/lib/jobs/schedules/mend-late-schedules";
import { followClock } from "@/lib/time/follow-clock";
import { keepDoing, pauseFor } from "./keep-doing";

const LOOK_MS = 500;
/* Another version of PassDesk may run beside this one and write its own times when it starts. */
const KEEP_EVERY_MS = 60_000;

interface ScheduleOptions {
  control: Database;
  ending: AbortSignal;
  log: Log;
  zone: string;
  built_in: readonly BuiltInSchedule[];
}

/**
 * Fires due schedules within a second, until `ending` aborts, and once a minute makes sure that the machine's own are as
 * this version wants them and that none waits for a time that is not its own. Does neither while the machine's clock is
 * wrong. Survives database outages.
 */
export async function workSchedules(options: ScheduleOptions): Promise<void> {
  const { control, ending, log, zone, built_in } = options;
  let [kept_at, isTold] = [Number.NEGATIVE_INFINITY, false];
  const look = async () => {
    const refusal = await followClock(control);
    if (refusal !== null && !isTold) log.error({ event: "worker.clock" }, refusal);
    isTold = refusal !== null;
    if (refusal !== null) return pauseFor(LOOK_MS, ending);
    if (performance.now() - kept_at > KEEP_EVERY_MS) {
      await keepBuiltInSchedules(control, built_in, zone);
      await mendLateSchedules(control, zone);
      kept_at = performance.now();
    }
    await fireSchedules(control, zone);
    await pauseFor(LOOK_MS * (0.5 + Math.random()), ending);
  };
  await keepDoing(look, ending, (err) =>
    log.error({ event: "worker.schedules_failed", err }, "schedules failed"),
  );
}
