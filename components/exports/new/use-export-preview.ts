"use client";

import { askApi, type Data } from "@/components/api/ask-api";
import { useEffect, useState } from "react";
import type { ExportField } from "@/lib/passes/pass-fields";
import { type PassQuery, passQueryIdentity } from "@/lib/passes/query/pass-query";

interface Preview {
  columns: readonly ExportField[];
  rows: readonly (readonly (string | null)[])[];
  bytes_per_row: number | null;
}

export type PreviewState =
  | { state: "loading" }
  | { state: "none" }
  | ({ state: "shown" } & Preview)
  | { state: "refused"; message: string };

interface Asked {
  format: string;
  columns: readonly ExportField[];
  time_zone: string;
}

const WAIT_MS = 150;

/** The first rows as they will be in the file; loaded again shortly after the last change. */
export function useExportPreview(query: PassQuery, { format, columns, time_zone }: Asked): PreviewState {
  const search = new URLSearchParams(passQueryIdentity(query));
  search.set("format", format);
  search.set("columns", columns.join(","));
  search.set("time_zone", time_zone);
  search.set("count", "none");
  const address = `/api/v1/exports/preview?${search}`;
  const [shown, setShown] = useState<PreviewState>({ state: "loading" });
  const isEmpty = columns.length === 0;
  useEffect(() => {
    if (isEmpty) return;
    const gone = new AbortController();
    const timer = setTimeout(() => {
      void ask(address, gone.signal).then((state) => {
        if (!gone.signal.aborted) setShown(state);
      });
    }, WAIT_MS);
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, [address, isEmpty]);
  return isEmpty ? { state: "none" } : shown;
}

async function ask(address: string, signal: AbortSignal): Promise<PreviewState> {
  const outcome = await askApi<Data<Preview>>(address, { signal });
  if (outcome.kind === "done") return { state: "shown", ...outcome.answer.data };
  const { kind, sentence } = outcome;
  // A refusal applies to the export as well; any other failure only costs the preview.
  const message = kind === "refused" ? sentence : `${sentence} The export can be started without a preview.`;
  return { state: "refused", message };
}
