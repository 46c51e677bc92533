import { inDatabase, inProcess, refusal, type Share } from "./share";

const BUSY = refusal("unavailable", 1, "The desk is busy. Try again in a second.");
const later = (sentence: string, retry_after_s: number | "told" = 10) =>
  refusal("too_many_requests", retry_after_s, sentence);
const GIVES_WAY = "one whose reader takes nothing for 5 s gives way";

/**
 * What one of each holder may have of everything that is bounded, so that nobody takes what others need. The code that
 * enforces a share reads its number and its refusal here; the runbook prints this table.
 */
export const SHARES = {
  open_requests: inProcess("process", 128, "requests being answered, not counting files being sent", BUSY),
  api_requests: inProcess("process", 64, "requests to the API being answered", BUSY),
  pages: inProcess("process", 64, "pages being answered, until their first byte", BUSY),
  page_connections: inProcess(
    "process",
    16,
    "database connections for pages and the API",
    "waits 2 s for one, then 503",
  ),
  writes: inProcess("process", 8, "of these, connections that write", BUSY, 56),
  counts: inProcess(
    "process",
    6,
    "of these, connections that count beside the rows of a list",
    "waits for what is left of its time; without a place the count is left out",
  ),
  export_connections: inProcess(
    "process",
    7,
    "database connections for exact counts and exports, which keep one each for their instant",
    "waits 2 s for one, then 503",
  ),
  side_connections: inProcess(
    "process",
    1,
    "database connections that end what was begun for somebody who no longer waits",
    "waits its turn",
  ),
  changes_of_one_thing: inProcess(
    "thing",
    1,
    "changes of one pass, rider, plan or other thing being made",
    refusal(
      "unavailable",
      1,
      "Several others are changing this at the moment. Nothing of yours was saved; try again in a second.",
    ),
    7,
  ),
  password_hashes: inProcess(
    "process",
    2,
    "passwords being checked",
    later("Too many people are signing in. Try again in a moment.", 2),
    20,
  ),
  account_failures: inDatabase(
    "account",
    5,
    "failed sign-ins in 15 minutes; the right password waits too",
    later("Too many attempts to sign in. Wait, then try again.", "told"),
  ),
  address_failures: inDatabase(
    "address",
    50,
    "failed sign-ins in 15 minutes; the right password waits too",
    later("Too many attempts to sign in. Wait, then try again.", "told"),
  ),
  sessions: inDatabase("person", 5, "sessions", "the oldest ends"),
  own_export_streams: inProcess(
    "person",
    1,
    "exports sent while they are made",
    later("Your other export is still running. Wait for it or cancel it."),
  ),
  export_streams: inProcess(
    "process",
    3,
    `exports sent while they are made; ${GIVES_WAY}`,
    later("Too many exports are running. Try again in a few seconds."),
  ),
  own_file_streams: inProcess(
    "person",
    4,
    "files being downloaded",
    later("You are downloading {most} files already. Wait for one or cancel it."),
  ),
  file_streams: inProcess(
    "process",
    64,
    `files being downloaded; ${GIVES_WAY}`,
    later("Too many files are being downloaded. Try again in a few seconds."),
  ),
  background_exports: inDatabase(
    "person",
    3,
    "background exports queued or running",
    later("{most} of {whose} exports are queued or running. Wait for one or cancel it.", 15),
  ),
  unused_plans: inDatabase(
    "person",
    10,
    "plans of bulk corrections neither run nor approved",
    "the oldest is cancelled, and deleted within two hours",
  ),
  planned_passes: inDatabase(
    "person",
    2_000_000,
    "passes in plans that were not run, asked before another plan is made",
    later(
      "Your plans that were not run hold {most} passes or more. Run them, or cancel them: they are deleted within two hours.",
      600,
    ),
  ),
  reveals: inDatabase(
    "person",
    30,
    "reveals of contact data in 15 minutes",
    later("You have revealed contact data {most} times in 15 minutes. Wait, then try again.", "told"),
  ),
  own_views: inDatabase(
    "person",
    100,
    "saved views; the team as a whole has as many",
    refusal("conflict", null, "There are {most} views already. Remove one that nobody needs."),
  ),
  schedules: inDatabase(
    "installation",
    200,
    "schedules that people made",
    refusal("conflict", null, "There are {most} schedules already. Remove one first."),
  ),
  lane_jobs: inProcess("worker", 2, "jobs at once in each lane", "waits in the queue"),
  work_connections: inProcess(
    "worker",
    10,
    "database connections for jobs",
    "waits 2 s, then the job is retried",
  ),
  reading_connections: inProcess(
    "worker",
    4,
    "database connections for reading what an export or a plan holds",
    "waits 2 s, then the job is retried",
  ),
  control_connections: inProcess(
    "worker",
    4,
    "database connections for leases and the queue",
    "waits 2 s, then asks again",
  ),
} as const satisfies Record<string, Share>;

/** What the reader of a stream must take in a span of waiting for it, or the stream is cut. */
export const STREAM_PACE = { span_ms: 60_000, least_bytes: 512 * 1024 } as const;

/** A connection on which nothing moves for so long is closed; after twice as long if bytes wait to be taken. */
export const SILENT_MS = 45_000;
