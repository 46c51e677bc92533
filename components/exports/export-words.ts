import { filterWords } from "@/components/passes/filters/filter-words";
import { activeFilters } from "@/components/passes/query/query-edit";
import { sortWords } from "@/components/passes/query/sort-words";
import { AppError } from "@/lib/errors";
import type { BackgroundExport, FileFormat } from "@/lib/exports/export";
import { formatCount, formatDuration } from "@/lib/format";
import type { FilterView } from "@/lib/passes/query/filter-views";
import { parsePassQuery, type PassQuery } from "@/lib/passes/query/pass-query";
import type { ReadingClock } from "@/lib/time/reading-clock";

export const FORMAT_TAG: Record<FileFormat, string> = {
  csv: "CSV",
  "csv-excel": "CSV",
  ndjson: "NDJSON",
  xlsx: "XLSX",
};

export const FORMAT_WORDS: Record<FileFormat, { name: string; what: string }> = {
  csv: { name: "CSV", what: "Opens anywhere" },
  "csv-excel": { name: "CSV for Excel", what: "Marked as UTF-8, so Excel reads every letter" },
  xlsx: { name: "XLSX", what: "Excel, up to 1,048,575 rows" },
  ndjson: { name: "NDJSON", what: "One JSON object per line" },
};

/** A number of bytes as people read it: "24.6 MB", "48 KB". */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${Math.round(bytes)}\u00a0B`;
  const units = ["KB", "MB", "GB", "TB"];
  let value = bytes / 1000;
  let at = 0;
  while (value >= 999.5 && at < units.length - 1) {
    value /= 1000;
    at++;
  }
  const text = value >= 99.95 || at === 0 ? Math.round(value) : Math.round(value * 10) / 10;
  return `${text}\u00a0${units[at]}`;
}

/** The passes that an export holds, in one line: its filters in words and, unless it is the default, its order. */
export function searchWords(search: string, views: readonly FilterView[], clock: ReadingClock): string {
  const query = storedQuery(search, clock);
  if (query === null) return "Filters that are no longer known";
  const words = queryWords(query, views, clock);
  return words.length === 0 ? "All passes" : words.join(" · ");
}

/** Each filter of a query as a short sentence: "Status is Usable, Using". */
export function queryWords(query: PassQuery, views: readonly FilterView[], clock: ReadingClock): string[] {
  return activeFilters(query).map((key) => {
    const { label, verb, value } = filterWords(query, key, views, clock);
    return `${label} ${verb} ${value}`;
  });
}

/** The order of the file in words; null if the query can no longer be read. */
export function orderWords(search: string, clock: ReadingClock): string | null {
  const query = storedQuery(search, clock);
  return query === null ? null : sortWords(query.sort);
}

/* A query stored by an older version may name a filter or column that no longer exists. */
function storedQuery(search: string, clock: ReadingClock): PassQuery | null {
  try {
    return parsePassQuery(new URLSearchParams(search), { now: clock.now, zone: clock.zone });
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Progress of a running export in percent, 0 to 100; null while its rows are not counted. */
export function percentOf({ rows_done, rows_total }: BackgroundExport): number | null {
  if (rows_total === null) return null;
  return rows_total === 0 ? 100 : Math.min(100, Math.floor((rows_done * 100) / rows_total));
}

/** "62%, 41,200 rows/s" and "1 min 12 s left"; what is not known yet is left out. */
export function speedWords(item: BackgroundExport): { done: string; left: string } {
  const percent = percentOf(item);
  const speed = item.rows_per_s === null ? "" : `${formatCount(item.rows_per_s)} rows/s`;
  const done = [percent === null ? "" : `${percent}%`, speed].filter(Boolean).join(", ");
  const left = item.seconds_left === null ? "" : `${formatDuration(item.seconds_left * 1000)} left`;
  return { done: done === "" ? "Finding the rows" : done, left };
}

/**
 * The rows of an export: how many of the total while it runs, how many are in the file when it is done, and nothing if
 * there are none yet.
 */
export function rowsWords(item: BackgroundExport): string {
  const { state, rows_done, rows_total } = item;
  if (state === "running" && rows_total !== null) {
    const short = { short: true } as const;
    return `${formatCount(rows_done, short)} of ${formatCount(rows_total, short)}`;
  }
  const hasFile = state === "ready" || state === "expired";
  return rows_done === 0 && !hasFile ? "—" : formatCount(rows_done);
}
