import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "prettier";
import { expect, test } from "vitest";
import { TABLE_ENDS } from "@/db/schema/wanted/table-ends";
import { beyond, type Refusal, sentenceOf, type Share } from "./share";
import { SHARES, STREAM_PACE } from "./shares";

/* Written by `npx vitest run --project unit lib/limits -u`. */
const RUNBOOK = join(import.meta.dirname, "../../docs/runbook.md");
const [BEGIN, END] = ["<!-- begin: lib/limits/share-page.test.ts -->", "<!-- end -->"];

const ALL: Share[] = Object.values(SHARES);
const number = (count: number) => count.toLocaleString("en-US");
const STATUS = { unavailable: 503, too_many_requests: 429, conflict: 409 } as const;

function isRefusal(share: Share): share is Share<Refusal> {
  return typeof share.beyond !== "string";
}

function beyondWords(share: Share): string {
  if (typeof share.beyond === "string") return share.beyond;
  if (!isRefusal(share)) throw new Error("neither words nor a refusal");
  const { code, retry_after_s } = share.beyond;
  const after =
    retry_after_s === null
      ? ""
      : retry_after_s === "told"
        ? ", Retry-After as long as it takes"
        : `, Retry-After ${number(retry_after_s)} s`;
  const line = share.waiting > 0 ? `${number(share.waiting)} wait; then ` : "";
  return `${line}${STATUS[code]}${after}: ${sentenceOf(share).replace("{whose}", "your")}`;
}

const SHARE_ROWS = ALL.map(
  (share) =>
    `| ${share.holder} | ${number(share.most)} | ${share.what} | ${beyondWords(share)} | ${share.counted} |`,
);
const END_ROWS = Object.entries(TABLE_ENDS).map(
  ([table, { goes, stays }]) => `| \`${table}\` | ${goes?.what ?? ""} | ${stays ?? ""} |`,
);

const BLOCK = `## Shares

What each may have of what is bounded, and what one beyond gets. A person's place is counted by each web process, unless the last column says database. A stream is cut if its reader
takes less than ${number(STREAM_PACE.least_bytes / 1024)} KB in ${STREAM_PACE.span_ms / 1000} s of waiting for it.

| each | may have | of | one beyond gets | counted in |
| --- | --- | --- | --- | --- |
${SHARE_ROWS.join("\n")}

## How each table ends

The worker deletes hourly, at most 1,000 rows a transaction, by the database's clock; sessions and failed sign-ins go when people sign in.

| table | what is deleted, and when | what stays |
| --- | --- | --- |
${END_ROWS.join("\n")}`;

test("the runbook's table of shares and of the ends of tables is what the code says", async () => {
  const page = await readFile(RUNBOOK, "utf8");
  const [before, , after] = page.split(new RegExp(`(?<=${BEGIN}\n)([^]*)(?=${END})`));
  expect(after, "the runbook has its marks").toBeDefined();
  const block = await format(BLOCK, { parser: "markdown", printWidth: 110 });
  await expect(`${before}\n${block}\n${after}`).toMatchFileSnapshot(RUNBOOK);
});

test("every refusal is a sentence with what to do, and says when unless something must be done first", () => {
  for (const share of ALL.filter(isRefusal)) {
    const { message, retryAfter_s, status } = beyond(share, { wait_s: 7 });
    expect(message).toMatch(/^[A-Z\d].*\.$/);
    expect(message).not.toMatch(/[{}]/);
    expect([share.what, status === 409 ? retryAfter_s === 7 : (retryAfter_s ?? 0) > 0]).toEqual([
      share.what,
      true,
    ]);
    expect(share.most).toBeGreaterThan(0);
  }
});

test("what many hold never takes all of what others need", () => {
  expect(SHARES.writes.most).toBeLessThanOrEqual(SHARES.page_connections.most / 2);
  expect(SHARES.counts.most).toBeLessThanOrEqual(SHARES.page_connections.most / 2);
  expect(SHARES.export_streams.most).toBeLessThanOrEqual(SHARES.export_connections.most / 2);
  expect(SHARES.own_file_streams.most * 8).toBeLessThanOrEqual(SHARES.file_streams.most);
  expect(SHARES.api_requests.most).toBeLessThan(SHARES.open_requests.most);
});
