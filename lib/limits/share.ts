import { AppError, type ErrorCode } from "@/lib/errors";

/** Who holds a share: each of them may hold that much. */
type Holder = "person" | "account" | "address" | "thing" | "process" | "worker" | "team" | "installation";

export interface Refusal {
  code: Extract<ErrorCode, "too_many_requests" | "unavailable" | "conflict">;
  /** Seconds until asking again makes sense; "told": each refusal says its own; null: something must be done first. */
  retry_after_s: number | "told" | null;
  /** For people. `{most}` stands for the number, `{whose}` for whom it is counted of. */
  sentence: string;
}

/** What each holder may have of something that is bounded. */
export interface Share<Beyond extends Refusal | string = Refusal | string> {
  holder: Holder;
  most: number;
  /** How many wait in line beyond that, for as long as their request may take. */
  waiting: number;
  /** What is held, in the words of the runbook. */
  what: string;
  /** What one beyond gets: a refusal, or what happens instead. */
  beyond: Beyond;
  /** Counted by each process for itself, or in the database for all of them. */
  counted: "process" | "database";
}

export function inProcess<B extends Refusal | string>(
  holder: Holder,
  most: number,
  what: string,
  refusal: B,
  waiting = 0,
): Share<B> {
  return { holder, most, waiting, what, beyond: refusal, counted: "process" };
}

export function inDatabase<B extends Refusal | string>(
  holder: Holder,
  most: number,
  what: string,
  refusal: B,
): Share<B> {
  return { holder, most, waiting: 0, what, beyond: refusal, counted: "database" };
}

export function refusal(
  code: Refusal["code"],
  retry_after_s: Refusal["retry_after_s"],
  sentence: string,
): Refusal {
  return { code, retry_after_s, sentence };
}

/** The error that one beyond a share gets. `wait_s`: for a share whose refusals say their own. */
export function beyond(
  share: Share<Refusal>,
  { wait_s, whose = "your" }: { wait_s?: number; whose?: string } = {},
): AppError {
  const { code, retry_after_s } = share.beyond;
  const retryAfter_s = typeof retry_after_s === "number" ? retry_after_s : wait_s;
  const sentence = sentenceOf(share).replace("{whose}", whose);
  return new AppError(code, sentence, retryAfter_s === undefined ? {} : { retryAfter_s });
}

/** The sentence of a refusal with its number. Pure. */
export function sentenceOf({ beyond: { sentence }, most }: Share<Refusal>): string {
  return sentence.replace("{most}", most.toLocaleString("en-US"));
}
