import type { PageLinks } from "@/lib/fields/cursor-page";
import type { NewerWord } from "@/lib/fields/stored-word";
import type { JobWait } from "@/lib/jobs/job";
import type { ExportField } from "@/lib/passes/pass-fields";

/* A background export as the API shows it. queued → running → ready → expired; or failed, cancelled. */
export const EXPORT_STATES = ["queued", "running", "ready", "failed", "cancelled", "expired"] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

export const FILE_FORMATS = ["csv", "csv-excel", "ndjson", "xlsx"] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** The most rows one XLSX sheet takes, without the header. */
export const MOST_XLSX_ROWS = 1_048_575;
/** Days until the file of a finished export is deleted. */
export const KEPT_DAYS = 7;
export const LONGEST_EXPORT_NAME = 120;

export interface BackgroundExport {
  id: string;
  name: string;
  state: ExportState | NewerWord;
  owner: { id: string; name: string };
  format: FileFormat | NewerWord;
  /** The list's query as parameters. */
  search: string;
  columns: ExportField[];
  time_zone: string;
  schedule_id: string | null;
  rows_done: number;
  /** Exact once the rows are frozen; null before. */
  rows_total: number | null;
  /** Null unless it is running. */
  rows_per_s: number | null;
  seconds_left: number | null;
  bytes: number | null;
  sha256: string | null;
  error: string | null;
  downloads: number;
  created_on: string;
  started_on: string | null;
  finished_on: string | null;
  expires_on: string | null;
  /** What it has been waiting for longer than ten seconds; null if it is not waiting. */
  waits_for: JobWait | null;
  /** True if it is running and was asked to stop. */
  is_cancelling: boolean;
  can_download: boolean;
  can_cancel: boolean;
  can_resume: boolean;
  /** Whether the reader may delete its file, or the part written so far. */
  can_remove: boolean;
}

export interface ExportDetail extends BackgroundExport {
  /** Downloads, newest first, at most 50. */
  taken: { by: string; on: string }[];
}

export interface ExportCounts {
  all: number;
  mine: number;
  scheduled: number;
  /** Queued and running exports of everybody. */
  open: number;
}

export interface ExportPage {
  data: BackgroundExport[];
  page: PageLinks;
  counts: ExportCounts;
}
