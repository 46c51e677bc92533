import { crc32 } from "node:zlib";

/*
 * The few records of a ZIP file that an export needs, little-endian throughout (APPNOTE 6.3): stored entries, and one
 * compressed entry whose size and checksum are known only after its data.
 */

/** An entry as the directory at the end lists it. */
export interface ZipEntry {
  name: string;
  crc: number;
  bytes: number;
  packed_bytes: number;
  is_packed: boolean;
  /** Where its record starts, in bytes. */
  offset: number;
}

const [STORED, DEFLATED] = [0, 8];
/** Flag: size and checksum follow the data. */
const FLAG_BEHIND = 8;
/** Flag: names are UTF-8. */
const FLAG_UTF8 = 0x0800;
const VERSION = 20;
/** The greatest number a four-byte record can hold. */
export const MOST_ZIP_BYTES = 0xffff_ffff;

/** A stored entry with its data, for writing at `offset`. */
export function storedEntry(
  name: string,
  content: string,
  offset: number,
  at: Date,
): { entry: ZipEntry; bytes: Buffer } {
  const body = Buffer.from(content);
  const entry = {
    name,
    crc: crc32(body),
    bytes: body.length,
    packed_bytes: body.length,
    is_packed: false,
    offset,
  };
  return { entry, bytes: Buffer.concat([localHeader(entry, at), body]) };
}

/** The record before the data of an entry. */
export function localHeader(entry: ZipEntry, at: Date): Buffer {
  const name = Buffer.from(entry.name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x0403_4b50, 0);
  header.writeUInt16LE(VERSION, 4);
  writeCommon(header, entry, at, 6);
  if (entry.is_packed) header.fill(0, 14, 26);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

/** The record after the data of a compressed entry. */
export function dataDescriptor({ crc, bytes, packed_bytes }: ZipEntry): Buffer {
  const record = Buffer.alloc(16);
  record.writeUInt32LE(0x0807_4b50, 0);
  record.writeUInt32LE(crc, 4);
  record.writeUInt32LE(packed_bytes, 8);
  record.writeUInt32LE(bytes, 12);
  return record;
}

/** The directory of all entries and the end record, for writing at `offset`. */
export function zipDirectory(entries: readonly ZipEntry[], offset: number, at: Date): Buffer {
  const records = Buffer.concat(entries.map((entry) => directoryRecord(entry, at)));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(records.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([records, end]);
}

function directoryRecord(entry: ZipEntry, at: Date): Buffer {
  const name = Buffer.from(entry.name);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x0201_4b50, 0);
  record.writeUInt16LE(VERSION, 4);
  record.writeUInt16LE(VERSION, 6);
  writeCommon(record, entry, at, 8);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt32LE(entry.offset, 42);
  return Buffer.concat([record, name]);
}

function writeCommon(record: Buffer, entry: ZipEntry, at: Date, from: number): void {
  record.writeUInt16LE(FLAG_UTF8 | (entry.is_packed ? FLAG_BEHIND : 0), from);
  record.writeUInt16LE(entry.is_packed ? DEFLATED : STORED, from + 2);
  record.writeUInt16LE(
    (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    from + 4,
  );
  record.writeUInt16LE(
    ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    from + 6,
  );
  record.writeUInt32LE(entry.crc, from + 8);
  record.writeUInt32LE(entry.packed_bytes, from + 12);
  record.writeUInt32LE(entry.bytes, from + 16);
}
