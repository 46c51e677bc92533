import "server-only";
import { constants, createReadStream } from "node:fs";
import { copyFile, type FileHandle, open, rename, stat, unlink } from "node:fs/promises";
import { createHash, type Hash } from "node:crypto";
import { dirname } from "node:path";
import { JobRefused } from "@/lib/jobs/job-run";

/** The code of an export that ended because there was no room for its file. */
export const DISK_FULL = "disk_full";

const FULL = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
const CLOSED = new Set(["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST", "ELOOP", "ENAMETOOLONG"]);

/**
 * Turns a full disk or an unwritable folder into a refusal that says what is safe and what to do; other errors stay as
 * they are.
 */
export function diskFault(error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code !== undefined && CLOSED.has(code)) {
    return new JobRefused(
      "folder_unusable",
      "The folder for export files cannot be written to. No data was changed. Let the worker write to EXPORT_DIR, then choose Resume.",
      { cause: error },
    );
  }
  if (code === undefined || !FULL.has(code)) return error;
  return new JobRefused(
    DISK_FULL,
    "The disk for export files is full. No data was changed, and what was written is deleted so that it fills the disk no longer. Free some space, then choose Resume: it starts over.",
    { cause: error },
  );
}

/** A file that one run writes from start to end, with the SHA-256 of its content. */
export class PartFile {
  private constructor(
    private readonly handle: FileHandle,
    private readonly hash: Hash,
    public bytes: number,
  ) {}

  /** Creates a file. Throws `JobRefused` if the disk is full. */
  static async create(path: string): Promise<PartFile> {
    return new PartFile(await open(path, "w", 0o600).catch(refuse), createHash("sha256"), 0);
  }

  /** Opens an existing file and truncates it to `bytes`; null if it is missing or shorter. */
  static async goOn(path: string, bytes: number): Promise<PartFile | null> {
    if ((await sizeOf(path)) < bytes) return null;
    const handle = await open(path, "r+");
    await handle.truncate(bytes);
    const hash = createHash("sha256");
    if (bytes > 0)
      for await (const chunk of createReadStream(path, { end: bytes - 1 })) hash.update(chunk as Buffer);
    return new PartFile(handle, hash, bytes);
  }

  /** Appends all of `chunk`. Throws `JobRefused` if the disk is full. */
  async append(chunk: Buffer): Promise<void> {
    for (let from = 0; from < chunk.length;) {
      const { bytesWritten } = await this.handle
        .write(chunk, from, chunk.length - from, this.bytes + from)
        .catch(refuse);
      from += bytesWritten;
    }
    this.hash.update(chunk);
    this.bytes += chunk.length;
  }

  /** Resolves once everything appended before is on disk. */
  async sync(): Promise<void> {
    await this.handle.datasync().catch(refuse);
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  sha256(): string {
    return this.hash.copy().digest("hex");
  }
}

function refuse(error: unknown): never {
  throw diskFault(error);
}

/** Size of a file in bytes; -1 if it does not exist. */
export async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return -1;
    throw error;
  }
}

/** Copies a file, sharing its blocks if the disk can. Throws `JobRefused` if the disk is full. */
export async function copyPart(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE).catch(refuse);
}

/** Deletes a file; a missing file is no error. */
export async function removeFile(path: string): Promise<void> {
  await unlink(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
  });
}

/** Gives a file its final name in one step that survives a power failure. Repeating it changes nothing. */
export async function renameForGood(from: string, to: string): Promise<void> {
  if ((await sizeOf(from)) >= 0) await rename(from, to);
  const folder = await open(dirname(to), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
