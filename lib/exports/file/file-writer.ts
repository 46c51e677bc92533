import { csvEncoder } from "@/lib/passes/export/export-csv";
import { jsonEncoder } from "@/lib/passes/export/export-json";
import type { SheetState } from "./resume-point";
import { sheetWriter } from "./xlsx-writer";
import type { FileAsk, FileWriter } from "./file-ask";

/** A writer of the format: from the beginning, or resumed from `state`. */
export function fileWriter(ask: FileAsk, state: SheetState | null): FileWriter {
  if (ask.format === "xlsx") return sheetWriter(ask, state);
  const encoder =
    ask.format === "ndjson"
      ? jsonEncoder(ask, ask.now)
      : csvEncoder({ ...ask, for_excel: ask.format === "csv-excel" }, ask.now);
  return {
    encoder,
    head: () => Promise.resolve(Buffer.from(encoder.head)),
    pack: (rows) => Promise.resolve(rows),
    tail: () => Promise.resolve(Buffer.alloc(0)),
    state: () => null,
  };
}
