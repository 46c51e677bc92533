import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { findExportRow } from "@/db/exports/exports";
import { getExport } from "@/lib/exports/get-export";
import { removeExport } from "@/lib/exports/remove-export";
import { requestExport } from "@/lib/exports/request-export";
import { type Bench, keepFigure } from "@/cli/bench/bench";
import { round } from "@/cli/bench/timing";
import { readMemory, resetPeak } from "./web-memory";

interface Ended {
  state: string;
  error_message: string | null;
  ms: number;
}

/**
 * The same file as a background export, compared with the client's time. It must be the only worker of this database.
 */
export async function measureBackgroundExport(
  bench: Bench,
  clientSeconds: () => Promise<number>,
): Promise<void> {
  const child = fork(path.resolve("cli/bench/export-child.ts"), [], {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
  });
  try {
    // A first export, so that the process's own startup does not count.
    await exportOnce(bench, child, "flag=drift");
    const before = readMemory(child.pid ?? 0);
    resetPeak(child.pid ?? 0);
    const { rows, seconds } = await exportOnce(bench, child, "");
    const grown = (readMemory(child.pid ?? 0)?.peak_mb ?? 0) - (before?.now_mb ?? 0);
    const floor_s = await clientSeconds();
    const note = `${rows.toLocaleString("en-US")} rows, ${Math.round(rows / floor_s)} rows/s by the client`;
    const figure = { group: "export" as const, note };
    const share = round(floor_s / seconds);
    keepFigure(bench, {
      ...figure,
      case: "in the background, speed",
      value: Math.round(rows / seconds),
      unit: "rows/s",
    });
    keepFigure(bench, {
      ...figure,
      case: "in the background, share of the client's speed",
      value: share,
      unit: "×",
      least: 1,
    });
    keepFigure(bench, {
      ...figure,
      case: "in the background, memory on top",
      value: grown,
      unit: "MB",
      most: 80,
    });
  } finally {
    child.disconnect();
  }
}

async function exportOnce(
  { ctx }: Bench,
  child: ChildProcess,
  search: string,
): Promise<{ rows: number; seconds: number }> {
  const { data } = await requestExport(ctx, {
    body: { search, format: "csv", name: "Measured by npm run bench" },
  });
  const row = await findExportRow(ctx.db, data.id);
  child.send(row?.job_id ?? "");
  const [ended] = (await once(child, "message")) as [Ended];
  if (ended.state !== "done")
    throw new Error(`The export ended as ${ended.state}: ${ended.error_message ?? ""}`);
  const { rows_done } = await getExport(ctx, data.id);
  await removeExport(ctx, data.id);
  return { rows: rows_done, seconds: ended.ms / 1000 };
}
