import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { PartFile } from "@/lib/exports/file/part-file";
import { EXPORT_TOOLS } from "@/lib/exports/file/point-writer";
import { exportJobWith } from "@/lib/exports/run/run-export";
import { workAsChild } from "./child-worker";

/*
 * A worker that only exports, for tests that kill or suspend it: `export-child <url> <lease in
 * s> <pause in ms> <row it waits at forever>`. It pauses before each transaction of a run and each batch of a file,
 * so that small tables take long enough to be killed in. The row is the latest point at which the test can kill it.
 */

const [url = "", lease = "2", pause = "0", hold = "Infinity"] = process.argv.slice(2);

// A batch waits for the point of the one before to be committed, so a kill always finds the run in the middle.
let committing: Promise<unknown> = Promise.resolve();
const append = PartFile.prototype.append;
PartFile.prototype.append = async function slowAppend(chunk) {
  await committing.catch(() => undefined);
  await wait(Number(pause));
  await append.call(this, chunk);
};
let rows = 0;
const exportJob = exportJobWith({ ...EXPORT_TOOLS, save_ms: 1 });
const slow: typeof exportJob = {
  ...exportJob,
  run: (ctx, run, payload) =>
    exportJob.run(
      ctx,
      {
        ...run,
        signal: run.signal,
        report: (done, total) => {
          rows = done;
          run.report(done, total);
        },
        transact: (story) => {
          const isLast = rows >= Number(hold);
          const commit = (isLast ? once(run.signal, "abort") : wait(Number(pause))).then(() =>
            run.transact(story),
          );
          committing = commit;
          return commit;
        },
      },
      payload,
    ),
};
void workAsChild({
  ...{ url, lane: "read", lease_s: Number(lease), places: 1 },
  options: { serverTimeout_ms: 30_000, clientTimeout_ms: 35_000 },
  handlers: () => ({ "export.run": slow }),
});
