import { askApi, type ApiOutcome, type Data } from "@/components/api/ask-api";
import type { BackgroundExport, ExportDetail, ExportPage } from "@/lib/exports/export";

const EXPORTS = "/api/v1/exports";

/** Reads a page of the list. Never throws. */
export function readExports(search: string, signal?: AbortSignal): Promise<ApiOutcome<ExportPage>> {
  return askApi(`${EXPORTS}${search === "" ? "" : `?${search}`}`, { signal });
}

/** Reads an export, with who downloaded its file. Never throws. */
export function readExport(id: string, signal: AbortSignal): Promise<ApiOutcome<Data<ExportDetail>>> {
  return askApi(`${EXPORTS}/${encodeURIComponent(id)}`, { signal });
}

/** Starts an export. `key` makes a retry harmless. Never throws. */
export function sendExport(body: object, key: string): Promise<ApiOutcome<Data<BackgroundExport>>> {
  return askApi(EXPORTS, { method: "POST", body, key });
}

/** Runs one of the acts that a row offers. `key` makes a retry harmless. Never throws. */
export function sendAct(
  id: string,
  act: "cancel" | "resume" | "repeat",
  key: string,
): Promise<ApiOutcome<unknown>> {
  return askApi(`${EXPORTS}/${encodeURIComponent(id)}/${act}`, { method: "POST", key });
}

/** Deletes the file of an export. Never throws. */
export function sendRemoval(id: string): Promise<ApiOutcome<unknown>> {
  return askApi(`${EXPORTS}/${encodeURIComponent(id)}`, { method: "DELETE" });
}
