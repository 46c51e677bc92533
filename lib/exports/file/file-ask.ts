import type { FileFormat } from "@/lib/exports/export";
import type { RowEncoder } from "@/lib/passes/export/row-encoder";
import type { SheetState } from "./resume-point";
import type { ExportField } from "@/lib/passes/pass-fields";

export interface FileAsk {
  format: FileFormat;
  columns: readonly ExportField[];
  time_zone: string;
  name: string;
  /** The list's query as parameters. */
  search: string;
  /** When the rows were frozen; the effective status is that of this time. */
  now: Date;
}

/** Turns rows into a file that can be resumed after any batch. */
export interface FileWriter {
  encoder: RowEncoder;
  head: () => Promise<Buffer>;
  /** A batch of encoded rows in the form the file stores. */
  pack: (rows: Buffer) => Promise<Buffer>;
  tail: (rows: number) => Promise<Buffer>;
  /** What `fileWriter` needs to resume after the last packed batch; null if nothing. */
  state: () => SheetState | null;
}
