import type { ExportRow } from "@/db/exports/exports";
import { may } from "@/lib/acts";
import type { Actor } from "@/lib/context";
import { storedWord } from "@/lib/fields/stored-word";
import { isoTime } from "@/lib/time/iso-time";
import { EXPORT_FIELDS } from "@/lib/passes/pass-fields";
import { type BackgroundExport, EXPORT_STATES, FILE_FORMATS } from "./export";

/* Milliseconds of running before a speed means anything. */
const LEAST_MS = 500;

/** Whether the actor may change or download this export: only its owner and admins. Pure. */
export function mayActOn(row: Pick<ExportRow, "owner_id">, actor: Pick<Actor, "id" | "role">): boolean {
  return String(row.owner_id) === actor.id || actor.role === "admin";
}

/** A stored export as `actor` sees it at `now`. Pure. */
export function exportOfRow(row: ExportRow, actor: Pick<Actor, "id" | "role">, now: Date): BackgroundExport {
  const state = storedWord(EXPORT_STATES, row.state);
  const isMine = mayActOn(row, actor);
  const mayAsk = isMine && may(actor.role, "export.request");
  const rows_done = Number(row.rows_done);
  const rows_total = row.rows_total === null ? null : Number(row.rows_total);
  const is_cancelling = state === "running" && row.cancel_asked_on !== null;
  return {
    id: row.id,
    name: row.name,
    state,
    owner: { id: String(row.owner_id), name: row.owner_name },
    format: storedWord(FILE_FORMATS, row.format),
    search: row.search,
    columns: fieldsOf(row.columns_list),
    time_zone: row.time_zone,
    schedule_id: row.schedule_id,
    rows_done,
    rows_total,
    ...(state === "running" ? speedOf(row, rows_done, rows_total, now) : STILL),
    bytes: row.bytes === null ? null : Number(row.bytes),
    sha256: row.sha256,
    error: row.error_message,
    downloads: row.downloads,
    created_on: isoTime(row.created_on),
    started_on: isoTime(row.started_on),
    finished_on: isoTime(row.finished_on),
    expires_on: isoTime(row.expires_on),
    waits_for: null,
    is_cancelling,
    can_download: state === "ready" && isMine && may(actor.role, "export.download"),
    can_cancel: (state === "queued" || state === "running") && mayAsk && !is_cancelling,
    can_resume: state === "failed" && mayAsk,
    can_remove: (state === "ready" || state === "failed") && mayAsk,
  };
}

/** Stored columns as fields; columns that no longer exist are left out. Pure. */
export function fieldsOf(columns_list: string): BackgroundExport["columns"] {
  return columns_list.split(",").flatMap((name) => EXPORT_FIELDS.find((field) => field === name) ?? []);
}

const STILL = { rows_per_s: null, seconds_left: null };

function speedOf(row: ExportRow, done: number, total: number | null, now: Date) {
  const started = isoTime(row.started_on);
  const passed_ms = started === null ? 0 : now.getTime() - Date.parse(started);
  if (passed_ms < LEAST_MS || done === 0) return STILL;
  const rows_per_s = Math.round((done * 1000) / passed_ms);
  const left = total === null || rows_per_s === 0 ? null : Math.ceil(Math.max(0, total - done) / rows_per_s);
  return { rows_per_s, seconds_left: left };
}
