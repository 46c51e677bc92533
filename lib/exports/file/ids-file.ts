import "server-only";
import { type FileHandle, open } from "node:fs/promises";
import { type PartFile, sizeOf } from "./part-file";

/* Ids of passes one after another, four bytes each, little-endian. */
const ID_BYTES = 4;
const CHUNK_IDS = 65_536;

/** Writes ids in chunks as they arrive, so that ten million of them need little memory. */
export class IdsWriter {
  count = 0;
  #chunk = Buffer.allocUnsafe(CHUNK_IDS * ID_BYTES);
  #at = 0;
  #written: Promise<void> = Promise.resolve();

  constructor(private readonly file: PartFile) {}

  add(id: number): void {
    this.#chunk.writeUInt32LE(id, this.#at);
    this.#at += ID_BYTES;
    this.count += 1;
    if (this.#at === this.#chunk.length) this.#flush();
  }

  /** Closes the file; resolves once every id is on disk. */
  async end(): Promise<void> {
    this.#flush();
    try {
      await this.#written;
      await this.file.sync();
    } finally {
      await this.file.close();
    }
  }

  #flush(): void {
    const chunk = this.#chunk.subarray(0, this.#at);
    this.#chunk = Buffer.allocUnsafe(CHUNK_IDS * ID_BYTES);
    this.#at = 0;
    this.#written = this.#written.then(() => this.file.append(chunk));
    // `end` awaits this promise.
    this.#written.catch(() => undefined);
  }
}

/** Reads ids from a file, piece by piece. */
export class IdsReader {
  private constructor(
    private readonly handle: FileHandle,
    readonly count: number,
  ) {}

  /** Null if the file does not exist. */
  static async open(path: string): Promise<IdsReader | null> {
    const bytes = await sizeOf(path);
    return bytes < 0 ? null : new IdsReader(await open(path, "r"), Math.floor(bytes / ID_BYTES));
  }

  /** Up to `most` ids, starting at the `from`th. */
  async read(from: number, most: number): Promise<Uint32Array> {
    const ids = new Uint32Array(Math.max(0, Math.min(most, this.count - from)));
    const bytes = Buffer.alloc(ids.length * ID_BYTES);
    await this.handle.read(bytes, 0, bytes.length, from * ID_BYTES);
    for (let at = 0; at < ids.length; at++) ids[at] = bytes.readUInt32LE(at * ID_BYTES);
    return ids;
  }

  close(): Promise<void> {
    return this.handle.close();
  }
}
