import { expect, test } from "vitest";
import type { ListedJob } from "@/lib/jobs/listed-job";
import { jobProgress } from "./job-words";

const job = (given: Partial<ListedJob>) =>
  ({
    state: "running",
    rows_done: 1_200_000,
    rows_total: 3_000_000,
    seconds_left: 360,
    ...given,
  }) as ListedJob;

test.each([
  [{}, "1.2M of 3M, about 6 min left", 0.4],
  [{ seconds_left: null }, "1.2M of 3M", 0.4],
  [{ rows_done: 950, rows_total: 1_000, seconds_left: 2 }, "950 of 1,000, about 2 s left", 0.95],
  [{ rows_total: null, seconds_left: null }, "1,200,000", null],
])("progress in words: %o", (given, text, share) => {
  const progress = jobProgress(job(given));
  expect(progress?.text.replaceAll("\u00a0", " ")).toBe(text);
  expect(progress?.share).toBe(share);
});
