import { z } from "zod";
import { jsonValue } from "@/db/json-value";
import { isOwnName } from "./own-name";

const sheetState = z.object({
  /** CRC-32 and length of the sheet before compression. */
  crc: z.number(),
  bytes: z.number(),
  packed_bytes: z.number(),
});
export type SheetState = z.output<typeof sheetState>;

const schema = z.object({
  /** The version before knew another form, which this one starts over from. */
  rows_from: z.literal("ids"),
  /** File of ids: the rows of the export in their order. */
  ids: z.string(),
  /** File that holds what is written so far. */
  part: z.string(),
  /** True if no writer has the file open, so that the next run may continue in it. */
  is_closed: z.boolean(),
  /** How many of the ids are finished; null at the beginning and after the last row. */
  position: z.number().nullable(),
  rows: z.number(),
  /** At how many instants the rows were read: 1 unless the export was interrupted or took longer than a snapshot lives. */
  instants: z.number(),
  /** Rows that existed when the export began and no longer exist anywhere. */
  missing: z.number(),
  bytes: z.number(),
  sheet: sheetState.nullable(),
  /** SHA-256 of the whole file, once it is complete. */
  sha256: z.string().nullable(),
});

/** A point at which rows and file of an export agree, so that another run can continue exactly there. */
export type ResumePoint = z.output<typeof schema>;

/**
 * The stored point of an export; null if there is none, it cannot be read, or it names a file that no run of this export
 * makes: the export then starts over. A row must not lead the worker to any other file. Pure.
 */
export function parseResumePoint(exportId: string, stored: unknown): ResumePoint | null {
  const { success, data } = schema.safeParse(jsonValue(stored));
  if (!success || !isOwnName(exportId, "part", data.part) || !isOwnName(exportId, "ids", data.ids))
    return null;
  return data;
}
