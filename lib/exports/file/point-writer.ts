import "server-only";
import { join } from "node:path";
import { updateExportRun } from "@/db/exports/export-runs";
import { JobRefused, type JobRun } from "@/lib/jobs/job-run";
import { ownName } from "./own-name";
import { copyPart, PartFile, removeFile } from "./part-file";
import type { ResumePoint } from "./resume-point";

const TELL_MS = 500;

export interface ExportTools {
  /** The resume point is saved this often, or after this many bytes. */
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

/** Writes the file and regularly saves its resume point. */
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

  /** Appends bytes that advance the resume point by `reached`. */
  async write(bytes: Buffer, reached: Partial<ResumePoint>): Promise<void> {
    await this.part.append(bytes);
    this.point = { ...this.point, ...reached, bytes: this.part.bytes };
    if (this.#isSaving) return;
    // If saving failed while rows were read, the error ends the run here.
    await this.#saving;
    const { save_ms, save_bytes } = this.target.tools;
    const now = performance.now();
    const is_due = now - this.#savedAt >= save_ms || this.part.bytes - this.#saved.bytes >= save_bytes;
    if (is_due) this.#begin(() => this.#save(this.point));
    else if (now - this.#toldAt >= TELL_MS) this.#begin(() => this.#tell());
  }

  /** Call after all rows: appends `tail`, closes the file and saves the point with the hash of the file. */
  async complete(tail: Buffer): Promise<ResumePoint> {
    await this.#saving;
    // The point is saved only after all of this: a run that resumes before writes the tail again.
    await this.part.append(tail);
    await this.part.sync();
    await this.part.close();
    const point = { ...this.point, bytes: this.part.bytes, is_closed: true, sha256: this.part.sha256() };
    await this.#store(point);
    return point;
  }

  /**
   * Closes the file so that another run can resume it. Errors here are ignored in favor of `cause`, which the caller
   * throws.
   */
  async leave(cause: unknown): Promise<void> {
    await this.#saving.catch(() => undefined);
    // If the disk or the format refused, the bytes since the last save are worthless.
    let point = cause instanceof JobRefused ? this.#saved : this.point;
    await this.part.sync().catch(() => (point = this.#saved));
    await this.part.close();
    // Refused if the lease is lost; the point then stays open, so other runs copy the file instead of writing in it.
    await this.#store({ ...point, is_closed: true }).catch(() => undefined);
  }

  #begin(story: () => Promise<void>): void {
    this.#isSaving = true;
    this.#saving = story().finally(() => (this.#isSaving = false));
    // The next write awaits this promise.
    this.#saving.catch(() => undefined);
  }

  async #save(point: ResumePoint): Promise<void> {
    await this.part.sync();
    await this.#store(point);
    this.#saved = point;
    this.#savedAt = performance.now();
  }

  async #tell(): Promise<void> {
    // not recorded: the progress of the file; its start and its end are recorded
    await this.run.transact((trx) =>
      updateExportRun(trx, this.target.id, { rows_done: String(this.point.rows) }),
    );
    this.#toldAt = performance.now();
  }

  #store(point: ResumePoint): Promise<void> {
    const change = { resume_point: point, rows_done: String(point.rows) };
    // not recorded: the progress of the file; its start and its end are recorded
    return this.run.transact((trx) => updateExportRun(trx, this.target.id, change));
  }
}

/**
 * Opens the file at its resume point. A file has at most one writer. If its last writer closed it, this run continues
 * in it. If it was left open, that writer may still be alive, so this run copies the saved part and continues in the
 * copy.
 */
export async function openPointWriter(run: JobRun, target: Target): Promise<PointWriter> {
  const { id, folder, point, tools } = target;
  const path = (name: string) => join(folder, name);
  const own = { ...point, is_closed: false, part: point.is_closed ? point.part : ownName(id, "part") };
  const take = () =>
    // not recorded: the name of the file; its start and its end are recorded
    run.transact((trx) => updateExportRun(trx, id, { resume_point: own, rows_done: String(own.rows) }));
  // Claim a closed file before opening it.
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
