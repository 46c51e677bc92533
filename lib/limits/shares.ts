import { AppError, type ErrorCode } from "@/lib/errors";

/** Who holds a share: each of them may hold that much. */
type Holder = "person" | "account" | "address" | "thing" | "process" | "worker" | "team" | "installation";

export interface Share {
  /** What is held, in the words of the runbook. */
  what: string;
  holder: Holder;
  most: number;
  /** How many wait in line beyond that, each for as long as its request may take; default none. */
  waiting?: number;
  /** Where it is counted: by each process for itself, or in the database for all processes. */
  counted: "process" | "database";
  /** What one beyond gets: a refusal, or what gives way in its place. */
  beyond: Refusal | string;
}

export interface Refusal {
  code: Extract<ErrorCode, "too_many_requests" | "unavailable" | "conflict">;
  /** Seconds until asking again makes sense; "told" if each refusal says its own; null if something must be done first. */
  retry_after_s: number | "told" | null;
  sentence: string;
}

const BUSY: Refusal = {
  code: "unavailable",
  retry_after_s: 1,
  sentence: "The desk is busy. Try again in a second.",
};

/**
 * What one of each holder may have of everything that is bounded, so that nobody takes what others need. The code that
 * enforces a share reads its number and its refusal here, and the runbook prints this table.
 */
export const SHARES = {
  open_requests: {
    what: "requests being answered, files being sent not counted",
    holder: "process",
    most: 128,
    counted: "process",
    beyond: BUSY,
  },
  api_requests: {
    what: "API requests being answered",
    holder: "process",
    most: 64,
    counted: "process",
    beyond: BUSY,
  },
  page_connections: {
    what: "database connections for pages and the API",
    holder: "process",
    most: 16,
    counted: "process",
    beyond: "waits 2 s for one, then 503",
  },
  writes: {
    what: "of these, connections that are writing",
    holder: "process",
    most: 8,
    waiting: 56,
    counted: "process",
    beyond: BUSY,
  },
  changes_of_one_thing: {
    what: "changes of one pass, rider, plan or other thing being made",
    holder: "thing",
    most: 1,
    waiting: 7,
    counted: "process",
    beyond: {
      code: "unavailable",
      retry_after_s: 1,
      sentence:
        "Several others are changing this at the moment. Nothing of yours was saved; try again in a second.",
    },
  },
  own_export_streams: {
    what: "exports being sent while they are made",
    holder: "person",
    most: 1,
    counted: "process",
    beyond: {
      code: "too_many_requests",
      retry_after_s: 10,
      sentence: "Your other export is still running. Wait for it or cancel it.",
    },
  },
  export_streams: {
    what: "exports being sent while they are made; one whose reader takes nothing for 5 s gives way",
    holder: "process",
    most: 3,
    counted: "process",
    beyond: {
      code: "too_many_requests",
      retry_after_s: 10,
      sentence: "Too many exports are running. Try again in a few seconds.",
    },
  },
  own_file_streams: {
    what: "finished files being downloaded",
    holder: "person",
    most: 4,
    counted: "process",
    beyond: {
      code: "too_many_requests",
      retry_after_s: 10,
      sentence: "You are downloading four files already. Wait for one or cancel it.",
    },
  },
  file_streams: {
    what: "finished files being downloaded; one whose reader takes nothing for 5 s gives way",
    holder: "process",
    most: 64,
    counted: "process",
    beyond: {
      code: "too_many_requests",
      retry_after_s: 10,
      sentence: "Too many files are being downloaded. Try again in a few seconds.",
    },
  },
  unused_plans: {
    what: "plans of bulk corrections that were neither run nor approved",
    holder: "person",
    most: 10,
    counted: "database",
    beyond: "the oldest is cancelled, and deleted within two hours",
  },
  planned_passes: {
    what: "passes in plans that were not run",
    holder: "person",
    most: 2_000_000,
    counted: "database",
    beyond: {
      code: "too_many_requests",
      retry_after_s: 600,
      sentence:
        "Your plans that were not run hold two million passes or more. Run them, or cancel them: they are deleted within two hours.",
    },
  },
} as const satisfies Record<string, Share>;

/** What the reader of a stream must take in a span of waiting for it, or the stream is cut. */
export const STREAM_PACE = { span_ms: 60_000, least_bytes: 512 * 1024 } as const;

/** A connection on which nothing moves for so long is closed, whatever is on it; after twice as long if bytes wait to be taken. */
export const SILENT_MS = 45_000;

/** What one beyond a share is told. `wait_s`: seconds to wait, for a share whose refusals say their own. */
export function beyond({ beyond: refusal }: { beyond: Refusal }, wait_s?: number): AppError {
  const { code, retry_after_s, sentence } = refusal;
  const retryAfter_s = typeof retry_after_s === "number" ? retry_after_s : wait_s;
  return new AppError(code, sentence, retryAfter_s === undefined ? {} : { retryAfter_s });
}
