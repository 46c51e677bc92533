import "server-only";
import { readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { env } from "@/lib/env";
import type { FileFormat } from "@/lib/exports/export";

const EXTENSION: Record<FileFormat, string> = {
  csv: "csv",
  "csv-excel": "csv",
  ndjson: "ndjson",
  xlsx: "xlsx",
};

export const CONTENT_TYPE: Record<FileFormat, string> = {
  csv: "text/csv; charset=utf-8; header=present",
  "csv-excel": "text/csv; charset=utf-8; header=present",
  ndjson: "application/x-ndjson",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** The folder of all exports, absolute. */
export function exportFolder(): string {
  return resolve(env().EXPORT_DIR);
}

/** The path of the finished file of an export. */
export function exportFile(id: string, format: FileFormat): string {
  return join(/*turbopackIgnore: true*/ exportFolder(), `${id}.${EXTENSION[format]}`);
}

/** The id of the export that a file in the folder belongs to; null for a file that is not ours. Pure. */
export function exportOfFile(name: string): string | null {
  return /^([1-9]\d{0,18})\.[a-z0-9.-]+$/.exec(name)?.[1] ?? null;
}

/** Deletes every file of an export, the finished one and any that runs left behind. Missing files are no error. */
export async function removeExportFiles(id: string): Promise<void> {
  const folder = exportFolder();
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  for (const name of names) if (exportOfFile(name) === id) await rm(join(folder, name), { force: true });
}

/**
 * The Content-Disposition header of a download: its file name is the export's name and the day it was made, in ASCII
 * and again in full. Pure.
 */
export function dispositionOf(name: string, format: FileFormat, day: string): string {
  const whole = `${name.replace(/[\\/:*?"<>|]/g, "-")} ${day}.${EXTENSION[format]}`;
  const plain = whole.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^A-Za-z0-9 ._()-]+/g, "-"); // prettier-ignore
  const encoded = encodeURIComponent(whole).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
