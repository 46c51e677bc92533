import { promisify } from "node:util";
import { constants, crc32, deflateRaw } from "node:zlib";
import { JobRefused } from "@/lib/jobs/job-run";
import type { FileWriter } from "./file-ask";
import type { FileAsk } from "./file-ask";
import type { SheetState } from "./resume-point";
import { ABOUT_PART, aboutSheet, FIXED_PARTS, ROWS_PART, SHEET_TAIL, sheetHead } from "./xlsx-parts";
import { sheetEncoder } from "./xlsx-rows";
import {
  dataDescriptor,
  localHeader,
  MOST_ZIP_BYTES,
  storedEntry,
  type ZipEntry,
  zipDirectory,
} from "./zip-parts";

const compress = promisify(deflateRaw) as (bytes: Buffer, options: object) => Promise<Buffer>;
/* Compresses well and still keeps up with the rows. */
const LEVEL = 3;

/**
 * A writer of XLSX. Each batch is compressed separately and ends on a whole byte, so that the batches in sequence form
 * one compressed stream. Writing can resume after any batch with only a checksum and two lengths.
 */
export function sheetWriter(ask: FileAsk, resumed: SheetState | null): FileWriter {
  const { entries, bytes: fixed } = fixedParts(ask.now);
  const sheet: ZipEntry = {
    name: ROWS_PART,
    crc: 0,
    bytes: 0,
    packed_bytes: 0,
    is_packed: true,
    offset: fixed.length,
  };
  Object.assign(sheet, resumed);
  const header = localHeader(sheet, ask.now);

  const pack = async (content: Buffer, finishFlush: number): Promise<Buffer> => {
    const packed = await compress(content, { level: LEVEL, finishFlush });
    sheet.crc = crc32(content, sheet.crc);
    sheet.bytes += content.length;
    sheet.packed_bytes += packed.length;
    if (sheet.bytes > MOST_ZIP_BYTES) throw tooLarge();
    return packed;
  };

  return {
    encoder: sheetEncoder(ask, ask.now),
    head: async () =>
      Buffer.concat([fixed, header, await pack(Buffer.from(sheetHead(ask.columns)), constants.Z_SYNC_FLUSH)]),
    pack: (rows) => pack(rows, constants.Z_SYNC_FLUSH),
    tail: async (rows) => {
      const last = await pack(Buffer.from(SHEET_TAIL), constants.Z_FINISH);
      const behind = fixed.length + header.length + sheet.packed_bytes;
      const descriptor = dataDescriptor(sheet);
      const about = storedEntry(ABOUT_PART, aboutSheet(ask, rows), behind + descriptor.length, ask.now);
      const offset = about.entry.offset + about.bytes.length;
      const directory = zipDirectory([...entries, sheet, about.entry], offset, ask.now);
      return Buffer.concat([last, descriptor, about.bytes, directory]);
    },
    state: () => ({ crc: sheet.crc, bytes: sheet.bytes, packed_bytes: sheet.packed_bytes }),
  };
}

function fixedParts(at: Date): { entries: ZipEntry[]; bytes: Buffer } {
  const entries: ZipEntry[] = [];
  let bytes = Buffer.alloc(0);
  for (const [name, content] of FIXED_PARTS) {
    const part = storedEntry(name, content, bytes.length, at);
    entries.push(part.entry);
    bytes = Buffer.concat([bytes, part.bytes]);
  }
  return { entries, bytes };
}

function tooLarge(): JobRefused {
  return new JobRefused(
    "too_large",
    "The sheet grows beyond the 4 GB an XLSX file takes. Nothing was left out: no file was made. Choose CSV, fewer columns, or add a filter.",
  );
}
