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
  /** When the rows were fixed: the effective status is that of this time. */
  now: Date;
}

/** How rows become a file that can be gone on with after any batch. */
export interface FileWriter {
  encoder: RowEncoder;
  /** What stands before the first row. */
  head: () => Promise<Buffer>;
  /** A batch of encoded rows as the file has it. */
  pack: (rows: Buffer) => Promise<Buffer>;
  /** What stands behind the last row. */
  tail: (rows: number) => Promise<Buffer>;
  /** What `fileWriter` needs to go on after the last thing packed; null when nothing. */
  state: () => SheetState | null;
}
