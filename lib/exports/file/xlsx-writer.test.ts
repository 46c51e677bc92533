import { expect, test } from "vitest";
import { sheetWriter } from "./xlsx-writer";

const ask = {
  format: "xlsx",
  columns: ["id"],
  time_zone: "UTC",
  name: "Passes",
  search: "",
  now: new Date("2026-11-22T12:00:00Z"),
} as const;
const MOST = 2 ** 32 - 1;
/* A writer resumed after an earlier attempt wrote this many bytes. */
const writtenSoFar = (bytes: number) => sheetWriter(ask, { crc: 0, bytes, packed_bytes: 1000 });

test("a sheet takes 4 GB less one byte, and one byte more is refused with what to do", async () => {
  const row = Buffer.from("<row/>");
  const full = writtenSoFar(MOST - row.length);
  await full.pack(row);
  expect(full.state()).toMatchObject({ bytes: MOST });
  const refused = writtenSoFar(MOST - row.length + 1).pack(row);
  await expect(refused).rejects.toMatchObject({
    code: "too_large",
    message: expect.stringMatching(/4 GB.*Choose CSV/) as string,
  });
});
