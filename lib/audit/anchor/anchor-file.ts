import "server-only";
import { type FileHandle, open } from "node:fs/promises";
import { resolve } from "node:path";
import { env } from "@/lib/env";
import type { SignedHead } from "@/lib/audit/chain/head";

/** Longer than any line. */
const TAIL_BYTES = 4096;

/** A place outside the database that keeps the heads of the log, one a line, and is only appended to. */
export interface AnchorFile {
  /** The last head that was written whole; null in an empty file, "unreadable" in one that has none. */
  last: () => Promise<unknown>;
  /** The last head that has at most the number `n`, for a copy of the database; null if there is none. */
  lastUpTo: (n: number) => Promise<unknown>;
  /** Writes a head and waits until the disk has it. */
  append: (head: SignedHead) => Promise<void>;
}

/** The anchor that `AUDIT_ANCHOR_FILE` names, or null. */
export function configuredAnchor(): AnchorFile | null {
  const { AUDIT_ANCHOR_FILE } = env();
  return AUDIT_ANCHOR_FILE === undefined ? null : anchorFile(AUDIT_ANCHOR_FILE);
}

/** The anchor in a file that exists. Its functions reject with what the file system answers. */
export function anchorFile(path: string): AnchorFile {
  const file = resolve(/*turbopackIgnore: true*/ path);
  const within = async <T>(flags: string, work: (handle: FileHandle) => Promise<T>): Promise<T> => {
    const handle = await open(file, flags);
    try {
      return await work(handle);
    } finally {
      await handle.close();
    }
  };
  return {
    last: () =>
      within("r", async (handle) => {
        const tail = await tailOf(handle);
        if (tail === "") return null;
        return wholeLines(tail).map(jsonOf).findLast(isHead) ?? "unreadable";
      }),
    lastUpTo: (n) =>
      within("r", async (handle) => {
        let found: unknown = null;
        for await (const line of handle.readLines({ autoClose: false })) {
          const head = jsonOf(line);
          if (isHead(head) && head.n <= n) found = head;
        }
        return found;
      }),
    append: (head) =>
      // Opened to read and append, never to create: a missing file may be a disk that is not mounted.
      within(
        "r",
        async (before) => (await tailOf(before)).endsWith("\n") || (await before.stat()).size === 0,
      ).then((isEnded) => appendTo(file, `${isEnded ? "" : "\n"}${JSON.stringify(head)}\n`)),
  };
}

async function appendTo(file: string, text: string): Promise<void> {
  const handle = await open(file, "a");
  try {
    await handle.appendFile(text);
    await handle.datasync();
  } finally {
    await handle.close();
  }
}

async function tailOf(handle: FileHandle): Promise<string> {
  const { size } = await handle.stat();
  const bytes = Buffer.alloc(Math.min(size, TAIL_BYTES));
  await handle.read(bytes, 0, bytes.length, size - bytes.length);
  return bytes.toString("utf8");
}

/* What follows the last line end was cut off by a crash while it was written. */
function wholeLines(text: string): string[] {
  return text.split("\n").slice(0, -1);
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/* A line that was torn by a crash is none, and is passed over. */
function isHead(line: unknown): line is { n: number } {
  return typeof line === "object" && line !== null && "n" in line && typeof line.n === "number";
}

/** Writes a head unless a later one stands there: another process may have been faster. */
export async function appendHead(anchor: AnchorFile, head: SignedHead): Promise<void> {
  const last = await anchor.last();
  if (isHead(last) && last.n >= head.n) return;
  await anchor.append(head);
}
