import type { CorrectionKind } from "@/db/audit/corrections";
import { invalidParameter } from "@/lib/errors";
import { resolveTime } from "@/lib/time/time-expression";
import { REASON_CODES, type ReasonCode } from "./correction-rules";

/** The state of the list of corrections, closed and serializable. Times stay as written (`now-7d`). */
export interface CorrectionsQuery {
  kind: CorrectionKind | null;
  pass_id: string | null;
  actor_id: string | null;
  reason_code: ReasonCode | null;
  case_ref: string | null;
  bulk_id: string | null;
  undone: boolean | null;
  /** Inclusive. */
  from: string | null;
  /** Exclusive. */
  to: string | null;
  limit: number;
  cursor: string | null;
}

const DEFAULT_LIMIT = 50;
const MOST_ROWS = 200;
const NOTHING: CorrectionsQuery = {
  kind: null, pass_id: null, actor_id: null, reason_code: null, case_ref: null, bulk_id: null, undone: null, from: null,
  to: null, limit: DEFAULT_LIMIT, cursor: null,
}; // prettier-ignore

type Options = { now: Date; zone: string };
type Parse<T> = (text: string, name: string, options: Options) => T;

const PARAMETERS: { readonly [K in keyof CorrectionsQuery]: Parse<CorrectionsQuery[K]> } = {
  kind: (text, name) => oneOf(text, ["correct", "undo"] as const, name),
  pass_id: rowId,
  actor_id: rowId,
  reason_code: (text, name) => oneOf(text, REASON_CODES, name),
  case_ref: (text, name) => {
    if (!/^[A-Za-z0-9-]{1,64}$/.test(text)) {
      throw invalidParameter(name, `${name} may hold letters, digits and hyphens.`);
    }
    return text;
  },
  bulk_id: rowId,
  undone: (text, name) => oneOf(text, ["true", "false"], name) === "true",
  from: time,
  to: time,
  limit: (text, name) => {
    if (!/^[1-9]\d{0,2}$/.test(text) || Number(text) > MOST_ROWS) {
      throw invalidParameter(name, `limit must be a whole number from 1 to ${MOST_ROWS}.`);
    }
    return Number(text);
  },
  cursor: (text, name) => {
    if (text === "" || text.length > 4096) throw invalidParameter(name, "cursor is empty or too long.");
    return text;
  },
};

/** Parses the parameters of the list of corrections. Throws 400 naming the first that is unknown, repeated or impossible. */
export function parseCorrectionsQuery(search: URLSearchParams, options: Options): CorrectionsQuery {
  const query: CorrectionsQuery = { ...NOTHING };
  const seen = new Set<string>();
  for (const [name, text] of search) {
    const shown = name.slice(0, 64);
    if (!isParameter(name)) throw invalidParameter(shown, `Unknown parameter ${shown}.`, "unknown");
    if (seen.has(name)) throw invalidParameter(name, `${name} is given more than once.`, "repeated");
    seen.add(name);
    Object.assign(query, { [name]: PARAMETERS[name](text, name, options) });
  }
  return query;
}

/** The same query as parameters in one fixed order, defaults left out. */
export function correctionsQueryToSearch(query: CorrectionsQuery): URLSearchParams {
  const search = new URLSearchParams();
  for (const name of Object.keys(NOTHING) as (keyof CorrectionsQuery)[]) {
    if (query[name] !== NOTHING[name]) search.set(name, String(query[name]));
  }
  return search;
}

function isParameter(name: string): name is keyof CorrectionsQuery {
  return Object.hasOwn(PARAMETERS, name);
}

function oneOf<T extends string>(text: string, allowed: readonly T[], name: string): T {
  const found = allowed.find((value) => value === text);
  if (found === undefined) throw invalidParameter(name, `${name} must be one of ${allowed.join(", ")}.`);
  return found;
}

function rowId(text: string, name: string): string {
  if (!/^[1-9]\d{0,17}$/.test(text)) throw invalidParameter(name, `${name} must be digits.`);
  return text;
}

function time(text: string, name: string, { now, zone }: Options): string {
  if (resolveTime(text, now, zone) === null) {
    throw invalidParameter(name, `${name} must be a time such as 2026-11-22T15:04:05Z, now-7d or today.`);
  }
  return text;
}
