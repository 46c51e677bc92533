import { z } from "zod";

const sheetState = z.object({
  /** CRC-32 and length of the sheet before it was packed. */
  crc: z.number(),
  bytes: z.number(),
  packed_bytes: z.number(),
});
export type SheetState = z.output<typeof sheetState>;

const schema = z.object({
  /** `list`: the whole list by id, read as ranges. `ids`: ids that were written down. */
  rows_from: z.enum(["list", "ids"]),
  /** File of ids: the rows themselves, or what the whole list must leave out. */
  ids: z.string(),
  /** Stored time; for the whole list. */
  archived_since: z.string(),
  /** The file as far as it is written. */
  part: z.string(),
  /** Nobody has the file open any more, so that the next run may go on in it. */
  is_closed: z.boolean(),
  /** The last id of the list that is done, or how many of the ids are; null at the beginning. */
  position: z.number().nullable(),
  rows: z.number(),
  /** Rows that were there at the beginning and are nowhere now. */
  missing: z.number(),
  bytes: z.number(),
  sheet: sheetState.nullable(),
  /** Of the whole file, once it is complete. */
  sha256: z.string().nullable(),
});

/** Where rows and file of an export stand together, so that another run goes on exactly there. */
export type ResumePoint = z.output<typeof schema>;

/** The stored point; null when there is none. One that nobody can read is none: the export then begins anew. Pure. */
export function parseResumePoint(stored: unknown): ResumePoint | null {
  const value: unknown = typeof stored === "string" ? JSON.parse(stored) : stored;
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
