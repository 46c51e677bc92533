import "server-only";
import { join } from "node:path";
import { updateExportRun } from "@/db/exports/export-runs";
import { JobRefused, type JobRun } from "@/lib/jobs/job-run";
import { copyPart, ownName, PartFile, removeFile } from "./part-file";
import type { ResumePoint } from "./resume-point";

const TELL_MS = 500;

export interface ExportTools {
  /** Rows and file stand together in the database this often, or after this many bytes. */
  save_ms: number;
  save_bytes: number;
  createPart: (path: string) => Promise<PartFile>;
}

export const EXPORT_TOOLS: ExportTools = {
  save_ms: 2_000,
  save_bytes: 64 * 1024 * 1024,
  createPart: (path) => PartFile.create(path),
};

interface Target {
  id: string;
  folder: string;
  point: ResumePoint;
  tools: ExportTools;
}

/** Writes the file and, now and then, where it stands. */
export class PointWriter {
  #saving: Promise<void> = Promise.resolve();
  #isSaving = false;
  #saved: ResumePoint;
  #savedAt = performance.now();
  #toldAt = performance.now();

  constructor(
    private readonly run: JobRun,
    private readonly target: Pick<Target, "id" | "tools">,
    private readonly part: PartFile,
    public point: ResumePoint,
  ) {
    this.#saved = point;
  }

  /** Appends bytes that bring the file to `reached`. */
  async write(bytes: Buffer, reached: Partial<ResumePoint>): Promise<void> {
    await this.part.append(bytes);
    this.point = { ...this.point, ...reached, bytes: this.part.bytes };
    if (this.#isSaving) return;
    // What failed while rows went on being read ends the run here.
    await this.#saving;
    const { save_ms, save_bytes } = this.target.tools;
    const now = performance.now();
    const is_due = now - this.#savedAt >= save_ms || this.part.bytes - this.#saved.bytes >= save_bytes;
    if (is_due) this.#begin(() => this.#save(this.point));
    else if (now - this.#toldAt >= TELL_MS) this.#begin(() => this.#tell());
  }

  /** All rows are in: appends what stands behind them and closes the file, known by its hash from then on. */
  async complete(tail: Buffer): Promise<ResumePoint> {
    await this.#saving;
    // Not in the point until all is done: a run that goes on writes it anew.
    await this.part.append(tail);
    await this.part.sync();
    await this.part.close();
    const point = { ...this.point, bytes: this.part.bytes, is_closed: true, sha256: this.part.sha256() };
    await this.#store(point);
    return point;
  }

  /** Leaves the file so that another run goes on with it. What fails here is less than `cause`, which the caller throws. */
  async leave(cause: unknown): Promise<void> {
    await this.#saving.catch(() => undefined);
    // Where the disk or the format refused, the last bytes are worth nothing.
    let point = cause instanceof JobRefused ? this.#saved : this.point;
    await this.part.sync().catch(() => (point = this.#saved));
    await this.part.close();
    // With the lease lost this is refused, and the file stays what others copy and never go on with.
    await this.#store({ ...point, is_closed: true }).catch(() => undefined);
  }

  #begin(story: () => Promise<void>): void {
    this.#isSaving = true;
    this.#saving = story().finally(() => (this.#isSaving = false));
    // Met by the next write.
    this.#saving.catch(() => undefined);
  }

  async #save(point: ResumePoint): Promise<void> {
    await this.part.sync();
    await this.#store(point);
    this.#saved = point;
    this.#savedAt = performance.now();
  }

  async #tell(): Promise<void> {
    // not recorded: how far the file is; its start and its end are recorded
    await this.run.transact((trx) =>
      updateExportRun(trx, this.target.id, { rows_done: String(this.point.rows) }),
    );
    this.#toldAt = performance.now();
  }

  #store(point: ResumePoint): Promise<void> {
    const change = { resume_point: point, rows_done: String(point.rows) };
    // not recorded: how far the file is; its start and its end are recorded
    return this.run.transact((trx) => updateExportRun(trx, this.target.id, change));
  }
}

/**
 * Opens the file where its point stands. A file has one writer at most. One that its writer closed is gone on with. Of one that was
 * left open its writer may still be alive somewhere, so that what is saved of it is copied, and the copy is gone on with.
 */
export async function openPointWriter(run: JobRun, target: Target): Promise<PointWriter> {
  const { id, folder, point, tools } = target;
  const path = (name: string) => join(folder, name);
  const own = { ...point, is_closed: false, part: point.is_closed ? point.part : ownName(id, "part") };
  const take = () =>
    // not recorded: which file is written; its start and its end are recorded
    run.transact((trx) => updateExportRun(trx, id, { resume_point: own, rows_done: String(own.rows) }));
  // Whoever opens a file says so before.
  if (point.is_closed) await take();
  else if (point.bytes > 0) await copyPart(path(point.part), path(own.part));
  const part =
    point.bytes === 0
      ? await tools.createPart(path(own.part))
      : await PartFile.goOn(path(own.part), point.bytes);
  if (part === null) throw new Error("the file of the export is gone");
  if (!point.is_closed) {
    await take();
    await removeFile(path(point.part));
  }
  return new PointWriter(run, target, part, own);
}
