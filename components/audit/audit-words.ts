import { formatCount, formatFull, formatTime, shortId } from "@/lib/format";
import { storedWord } from "@/lib/passes/words/code-words";
import type { AuditItem } from "@/lib/audit/audit-item";

export interface AuditWords {
  /** The label of every field of a pass. */
  labels: Readonly<Record<string, string>>;
  reasons: Readonly<Record<string, string>>;
  zone: string;
  now: Date;
}

/** The time of an entry: to the second if it is today, otherwise with its day. */
export function auditTime(iso: string, { zone, now }: Pick<AuditWords, "zone" | "now">): string {
  const full = formatFull(iso, { zone }).replace(/\u00a0\S+$/, "");
  const [clock = full] = full.split(", ").slice(-1);
  const short = formatTime(iso, { zone, now });
  // For another year, the short form is the day without a time.
  if (!/[AP]M/.test(short)) return full;
  return short.includes(",") ? `${short.split(", ")[0]}, ${clock}` : clock;
}

/** What the act was about, with a link to it. */
export function whatText(item: AuditItem): { text: string; href: string | null } {
  const { subject, data } = item;
  if (subject?.type === "note") return noteText(data);
  if (item.action.startsWith("view.")) return { text: viewText(item), href: null };
  if (item.action === "audit.export") return { text: `Audit log, ${formatText(data)}`, href: null };
  if (item.action.startsWith("pass.export")) return { text: `Passes, ${formatText(data)}`, href: null };
  if (typeof data?.account === "string") return { text: data.account, href: null };
  if (item.action.startsWith("session.") && typeof data?.address === "string") {
    return { text: `From ${data.address}`, href: null };
  }
  if (subject === null) return { text: "Nothing in particular", href: null };
  return (
    SUBJECT_TEXT[subject.type]?.(subject.id, item) ?? { text: `${subject.type} ${subject.id}`, href: null }
  );
}

type SubjectText = (id: string, item: AuditItem) => { text: string; href: string | null };

const SUBJECT_TEXT: Readonly<Record<string, SubjectText>> = {
  pass: (id) => ({ text: `Pass ${id}`, href: `/passes/${id}` }),
  rider: (id) => ({ text: `Rider ${id}`, href: `/riders/${id}` }),
  fare_rule: (id) => ({ text: `Product ${shortId(id)}`, href: "/settings" }),
  bulk: (id) => ({ text: `Bulk correction ${id}`, href: `/corrections/bulk/${id}` }),
  export: (id, { data }) => ({
    text: typeof data?.name === "string" ? data.name : `Export ${id}`,
    href: "/exports",
  }),
  archive_run: (id) => ({ text: `Archive run ${id}`, href: `/archive?run=${id}` }),
  job: (id) => ({ text: `Job ${id}`, href: "/jobs" }),
  schedule: (id, { before, after }) => {
    const name = after?.name ?? before?.name;
    return { text: typeof name === "string" ? `Schedule “${name}”` : `Schedule ${id}`, href: null };
  },
  setting: (id) => SETTING_TEXT[id] ?? { text: `Setting ${id}`, href: "/settings" },
  user: (id) => ({ text: `Person ${id}`, href: null }),
};

const SETTING_TEXT: Readonly<Record<string, { text: string; href: string }>> = {
  "archive.policy": { text: "What is archived", href: "/archive" },
  "bulk.approval_threshold": { text: "Approval of bulk corrections", href: "/settings" },
};

/* The entry of a note says what the note is about. */
function noteText(data: AuditItem["data"]): { text: string; href: string | null } {
  const id = typeof data?.about_id === "string" && /^\d+$/.test(data.about_id) ? data.about_id : null;
  if (id !== null && data?.about === "pass") {
    return { text: `Note on pass ${id}`, href: `/passes/${id}?show=notes` };
  }
  if (id !== null && data?.about === "rider") return { text: `Note on rider ${id}`, href: `/riders/${id}` };
  return { text: "Note", href: null };
}

function viewText({ subject, before, after }: AuditItem): string {
  const name = after?.name ?? before?.name;
  return typeof name === "string" ? `View “${name}”` : `View ${subject?.id ?? ""}`.trimEnd();
}

function formatText(data: AuditItem["data"]): string {
  return typeof data?.format === "string" ? data.format.toUpperCase() : "File";
}

const REFUSED: Readonly<Record<string, string>> = {
  unknown: "No such account",
  wrong_password: "Wrong password",
  disabled: "Account disabled",
  throttled: "Too many tries",
};

/** The reason in one line; empty if none was given. */
export function reasonText(item: AuditItem, { reasons }: Pick<AuditWords, "reasons">): string {
  const { reason, data } = item;
  if (reason) return [reasons[reason.code] ?? reason.code, reason.case_ref].filter(Boolean).join(", ");
  if (typeof data?.cause === "string") return REFUSED[data.cause] ?? data.cause;
  const counted = countsText(data);
  if (counted !== "") return counted;
  if (typeof data?.rows === "number") {
    const rows = `${formatCount(data.rows)} rows`;
    return typeof data.outcome === "string" && data.outcome !== "finished"
      ? `${rows}, ${data.outcome}`
      : rows;
  }
  return "";
}

const COUNTED: readonly [name: string, word: string][] = [
  ["changed", "changed"],
  ["skipped", "skipped"],
  ["failed", "failed"],
  ["rows_done", "rows"],
  ["rows_kept", "kept"],
];

/* What a long job came to, in numbers; counts of zero are left out. */
function countsText(data: AuditItem["data"]): string {
  return COUNTED.flatMap(([name, word]) => {
    const count = data?.[name];
    return typeof count === "number" && count > 0 ? [`${formatCount(count)} ${word}`] : [];
  }).join(", ");
}

export interface AuditChange {
  field: string;
  label: string;
  before: string | null;
  after: string | null;
}

/** The fields that an entry changed, each before and after; null is an empty value. */
export function changesOf(item: AuditItem, words: AuditWords): AuditChange[] {
  const fields = [...new Set([...Object.keys(item.before ?? {}), ...Object.keys(item.after ?? {})])];
  return fields.map((field) => ({
    field,
    label: words.labels[field] ?? field,
    before: storedText(field, item.before?.[field], words),
    after: storedText(field, item.after?.[field], words),
  }));
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

function storedText(field: string, value: unknown, { zone }: AuditWords): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== "string") return JSON.stringify(value);
  return INSTANT.test(value) ? formatFull(value, { zone }) : storedWord(field, value);
}
