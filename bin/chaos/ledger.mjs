/* Longer than anything the product promises: an answer that comes later counts as none. */
export const PATIENCE_MS = 15_000;

/** What the people of a run asked for, what was answered and how long it took. */
export class Ledger {
  /** Every change that somebody wanted: `{ id, kind, state, attempts, … }`; `state` is open, acknowledged or refused. */
  changes = [];
  answers = 0;
  refused = 0;
  /** Numbers of answers and of requests without one, by kind: "503", "503 without Retry-After", "no answer", …. */
  failures = new Map();
  /** Answers that nothing excuses, as sentences. */
  problems = [];
  /** Times at which a change was acknowledged, in milliseconds since `from`. */
  successes_ms = [];
  longest = { ms: 0, what: "" };

  constructor(from) {
    this.from = from;
  }

  now() {
    return Math.round(performance.now() - this.from);
  }

  change(kind, id, more = {}) {
    const entry = { kind, id, state: "open", attempts: 0, ...more };
    this.changes.push(entry);
    return entry;
  }

  /** Notes the answer to a request; `is_excused` if its web process was stopped or killed meanwhile. */
  note(what, { status, ms, headers, body }, is_excused) {
    if (status > 0) this.answers += 1;
    if (status >= 400 && status < 500) this.refused += 1;
    if (status > 0 && !is_excused && ms > this.longest.ms) this.longest = { ms, what };
    if (status > 0 && status < 500) return;
    const kind = status === 0 ? `no answer (${body})` : nameOf(status, headers);
    this.failures.set(kind, (this.failures.get(kind) ?? 0) + 1);
    const isRight = status === 0 ? is_excused : status === 503 && headers["retry-after"] !== undefined;
    if (!isRight)
      this.problems.push(
        `${what} at ${this.now()} ms: ${kind} after ${ms} ms ${status === 0 ? "" : body.slice(0, 200)}`,
      );
  }

  acknowledge(change) {
    change.state = "acknowledged";
    this.successes_ms.push(this.now());
  }

  count(kind, state) {
    return this.changes.filter((each) => (kind === null || each.kind === kind) && each.state === state)
      .length;
  }
}

const nameOf = (status, headers) =>
  status === 503 && headers["retry-after"] === undefined ? "503 without Retry-After" : String(status);
