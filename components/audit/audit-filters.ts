import { actLabel, AUDIT_ACTIONS } from "@/lib/acts";
import { AUDIT_QUERY, type AuditQuery } from "@/lib/audit/audit-query";
import { formatDay } from "@/lib/format";

export type AuditFilterKey = "time" | "action" | "actor" | "pass" | "case";

export interface AuditChip {
  key: AuditFilterKey;
  label: string;
  verb: string;
  value: string;
}

/* An act belongs to the first group with a prefix that matches it. */
const ACTION_GROUPS: readonly [label: string, ...beginnings: string[]][] = [
  ["Exports", "export.", "pass.export.", "audit.export"],
  ["Archive", "archive.", "pass.archive", "pass.restore"],
  ["Passes", "pass."],
  ["Bulk corrections", "bulk."],
  ["Riders and notes", "rider.", "note."],
  ["Views", "view."],
  ["Schedules and jobs", "schedule.", "job.", "audit."],
  ["Settings and people", "setting.", "fare_rule.", "user."],
  ["Sign-in", "session."],
];

/** The acts to filter by, in groups; an act that matches no group is under "Others". */
export const ACTION_OPTIONS = [...ACTION_GROUPS.map(([label]) => label), "Others"].flatMap((label) => {
  const actions = AUDIT_ACTIONS.filter((action) => groupOf(action) === label);
  if (actions.length === 0) return [];
  return { label, actions: actions.map((value) => ({ value, label: actLabel(value) })) };
});

function groupOf(action: string): string {
  const [label = "Others"] =
    ACTION_GROUPS.find(([, ...beginnings]) => beginnings.some((begin) => action.startsWith(begin))) ?? [];
  return label;
}

export const TIME_PRESETS = [
  { label: "today", from: "today" },
  { label: "the last 24 hours", from: "now-24h" },
  { label: "the last 7 days", from: "now-7d" },
  { label: "the last 30 days", from: "now-30d" },
] as const;

/** The address of the log for the query with `change` applied, at its first page. */
export function auditHref(query: AuditQuery, change: Partial<AuditQuery>): string {
  const search = AUDIT_QUERY.toSearch({ ...query, cursor: null, entry: null, ...change }).toString();
  return search === "" ? "/audit" : `/audit?${search}`;
}

const SUBJECT_LABEL: Readonly<Record<string, string>> = {
  pass: "Pass",
  rider: "Rider",
  user: "Person",
  bulk: "Bulk correction",
  export: "Export",
  archive_run: "Archive run",
  job: "Job",
};

/** The filters in force, in words. `names`: people by user id, as far as they are known. Pure. */
export function auditChips(
  query: AuditQuery,
  names: Readonly<Record<string, string>>,
  clock: { zone: string; now: Date },
): AuditChip[] {
  const chips: AuditChip[] = [];
  const time = timeChip(query, clock);
  if (time) chips.push(time);
  if (query.action.length > 0) {
    const isMany = query.action.length > 2;
    const value = isMany ? `${query.action.length} actions` : query.action.map(actLabel).join(" or ");
    chips.push({ key: "action", label: "Action", verb: "is", value });
  }
  if (query.actor_id !== null) {
    chips.push({
      key: "actor",
      label: "Who",
      verb: "is",
      value: names[query.actor_id] ?? `person ${query.actor_id}`,
    });
  }
  if (query.subject_id !== null) {
    const label = SUBJECT_LABEL[query.subject_type ?? ""] ?? "Subject";
    chips.push({ key: "pass", label, verb: "is", value: query.subject_id });
  }
  if (query.case_ref !== null) chips.push({ key: "case", label: "Case", verb: "is", value: query.case_ref });
  return chips;
}

function timeChip({ from, to }: AuditQuery, clock: { zone: string; now: Date }): AuditChip | null {
  if (from === null && to === null) return null;
  const preset = to === null ? TIME_PRESETS.find((each) => each.from === from) : undefined;
  if (preset) return { key: "time", label: "Time", verb: "is", value: preset.label };
  const day = (text: string) => (/^\d{4}-/.test(text) ? dayText(text, clock) : text);
  if (from === null) return { key: "time", label: "Time", verb: "before", value: day(to ?? "") };
  return to === null
    ? { key: "time", label: "Time", verb: "from", value: day(from) }
    : { key: "time", label: "Time", verb: "between", value: `${day(from)} and ${day(to)}` };
}

/* A bare date is a day of the agency, whatever zone times are shown in; an instant is shown in the zone of `clock`. */
function dayText(text: string, clock: { zone: string; now: Date }): string {
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
  return isDate ? formatDay(`${text}T12:00:00Z`, { ...clock, zone: "UTC" }) : formatDay(text, clock);
}

/** The change that removes this filter from a query. */
export function withoutFilter(key: AuditFilterKey): Partial<AuditQuery> {
  switch (key) {
    case "time":
      return { from: null, to: null };
    case "action":
      return { action: [] };
    case "actor":
      return { actor_id: null };
    case "pass":
      return { subject_type: null, subject_id: null };
    case "case":
      return { case_ref: null };
  }
}
