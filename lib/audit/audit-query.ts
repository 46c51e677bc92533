import { AUDIT_ACTIONS, type AuditAction, type Subject, SUBJECTS } from "@/lib/acts";
import { invalidParameter } from "@/lib/errors";
import { resolveTime } from "@/lib/time/time-expression";

/** The state of the audit page, closed and serializable. Times stay as written (`now-7d`). */
export interface AuditQuery {
  actions: AuditAction[];
  actor_id: string | null;
  subject_type: Subject | null;
  subject_id: string | null;
  case_ref: string | null;
  /** Inclusive. */
  from: string | null;
  /** Exclusive. */
  to: string | null;
  limit: number;
  cursor: string | null;
  /** The entry a page starts with, shown in full. */
  entry: string | null;
}

const DEFAULT_LIMIT = 50;
const MOST_ROWS = 200;

type Options = { now: Date; zone: string };
type Parameter = (query: AuditQuery, text: string, name: string, options: Options) => void;

const PARAMETERS: Readonly<Record<string, Parameter>> = {
  action: (query, text, name) => {
    query.actions = [...new Set(text.split(","))].map((action) => oneOf(action, AUDIT_ACTIONS, name));
  },
  actor_id: (query, text, name) => (query.actor_id = word(text, name)),
  subject_type: (query, text, name) => (query.subject_type = oneOf(text, SUBJECTS, name)),
  subject_id: (query, text, name) => (query.subject_id = word(text, name)),
  case_ref: (query, text, name) => {
    if (text.trim() === "" || text.length > 64)
      throw invalidParameter(name, `${name} must be 1 to 64 characters.`);
    query.case_ref = text;
  },
  from: (query, text, name, options) => (query.from = time(text, name, options)),
  to: (query, text, name, options) => (query.to = time(text, name, options)),
  limit: (query, text, name) => {
    if (!/^[1-9]\d{0,2}$/.test(text) || Number(text) > MOST_ROWS) {
      throw invalidParameter(name, `limit must be a whole number from 1 to ${MOST_ROWS}.`);
    }
    query.limit = Number(text);
  },
  cursor: (query, text, name) => {
    if (text === "" || text.length > 4096) throw invalidParameter(name, "cursor is empty or too long.");
    query.cursor = text;
  },
  entry: (query, text, name) => {
    if (!/^[1-9]\d{0,17}$/.test(text))
      throw invalidParameter(name, `${name} must be the number of an entry.`);
    query.entry = text;
  },
};

/** Parses the parameters of the audit log. Throws 400 naming the first that is unknown, repeated or impossible. */
export function parseAuditQuery(search: URLSearchParams, options: Options): AuditQuery {
  const query: AuditQuery = {
    actions: [],
    actor_id: null,
    subject_type: null,
    subject_id: null,
    case_ref: null,
    from: null,
    to: null,
    limit: DEFAULT_LIMIT,
    cursor: null,
    entry: null,
  };
  const seen = new Set<string>();
  for (const [name, text] of search) {
    const parameter = Object.hasOwn(PARAMETERS, name) ? PARAMETERS[name] : undefined;
    const shown = name.slice(0, 64);
    if (!parameter) throw invalidParameter(shown, `Unknown parameter ${shown}.`, "unknown");
    if (seen.has(name)) throw invalidParameter(name, `${name} is given more than once.`, "repeated");
    seen.add(name);
    parameter(query, text, name, options);
  }
  return query;
}

/** The same query as parameters in one fixed order, defaults left out. */
export function auditQueryToSearch(query: AuditQuery): URLSearchParams {
  const search = new URLSearchParams();
  if (query.actions.length > 0) search.set("action", query.actions.join(","));
  for (const name of ["actor_id", "subject_type", "subject_id", "case_ref", "from", "to", "entry"] as const) {
    const text = query[name];
    if (text !== null) search.set(name, text);
  }
  if (query.limit !== DEFAULT_LIMIT) search.set("limit", String(query.limit));
  if (query.cursor !== null) search.set("cursor", query.cursor);
  return search;
}

function oneOf<T extends string>(text: string, allowed: readonly T[], name: string): T {
  const found = allowed.find((value) => value === text);
  if (found === undefined) throw invalidParameter(name, `${name} must be one of ${allowed.join(", ")}.`);
  return found;
}

function word(text: string, name: string): string {
  if (!/^[\x21-\x7e]{1,64}$/.test(text)) {
    throw invalidParameter(name, `${name} must be 1 to 64 printable characters.`);
  }
  return text;
}

function time(text: string, name: string, { now, zone }: Options): string {
  if (resolveTime(text, now, zone) === null) {
    throw invalidParameter(name, `${name} must be a time such as 2026-11-22T15:04:05Z, now-7d or today.`);
  }
  return text;
}
