import type { FileFormat } from "@/lib/exports/export";
import { csvEncoder } from "@/lib/passes/export/export-csv";
import { jsonEncoder } from "@/lib/passes/export/export-json";
import type { RowEncoder } from "@/lib/passes/export/row-encoder";
import type { SheetState } from "./resume-point";
import { sheetWriter } from "./xlsx-writer";
import type { FileAsk, FileWriter } from "./file-ask";

const WRITERS: Record<FileFormat, (ask: FileAsk, state: SheetState | null) => FileWriter> = {
  csv: (ask) => textWriter(csvEncoder({ ...ask, for_excel: false }, ask.now)),
  "csv-excel": (ask) => textWriter(csvEncoder({ ...ask, for_excel: true }, ask.now)),
  ndjson: (ask) => textWriter(jsonEncoder(ask, ask.now)),
  xlsx: sheetWriter,
};

/** A writer of the format: from the beginning, or resumed from `state`. */
export function fileWriter(ask: FileAsk, state: SheetState | null): FileWriter {
  return WRITERS[ask.format](ask, state);
}

/* Text has nothing to remember between batches. */
function textWriter(encoder: RowEncoder): FileWriter {
  return {
    encoder,
    head: () => Promise.resolve(Buffer.from(encoder.head)),
    pack: (rows) => Promise.resolve(rows),
    tail: () => Promise.resolve(Buffer.alloc(0)),
    state: () => null,
  };
}
