"use client";

import { useState } from "react";
import { EXPORT_TABLE, exportDetails } from "./export-columns";
import { ProgressSpeech } from "./progress-speech";
import { useExports } from "./use-exports";
import { StaleBanner } from "@/components/api/stale-banner";
import { Table } from "@/components/data-table/table";
import { useServerNow } from "@/components/ui/time/use-server-now";
import type { ExportDetail, ExportPage } from "@/lib/exports/export";
import type { FilterView } from "@/lib/passes/query/filter-views";

export type ExportsTableProps = {
  page: ExportPage;
  /** The list's own URL parameters. */
  search: string;
  /** The export that the address links to, if it is not on this page. */
  linked: ExportDetail | null;
  openId: string | null;
  filterViews: readonly FilterView[];
  zone: string;
  now: string;
};

const TICK_MS = 15_000;

/** Exports, newest first, kept up to date; a click on a name opens the details. */
export function ExportsTable(props: ExportsTableProps) {
  const { linked, openId, filterViews, zone } = props;
  const { page, ask, failure } = useExports(props.page, props.search);
  const [open, setOpen] = useState<string | null>(openId);
  const clock = { zone, now: useServerNow(props.now, TICK_MS) };
  const isElsewhere = linked !== null && !page.data.some(({ id }) => id === linked.id);
  const items = isElsewhere ? [linked, ...page.data] : page.data;
  const toggle = (id: string) => {
    const next = open === id ? null : id;
    setOpen(next);
    keepInAddress(next);
  };
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      {failure ? (
        <StaleBanner failure={failure} className="mx-6 my-2 max-md:mx-4">
          Exports go on without this page.
        </StaleBanner>
      ) : null}
      <ProgressSpeech items={items} />
      <Table
        {...EXPORT_TABLE}
        caption="Exports, newest first"
        rows={items}
        rowKey={({ id }) => id}
        given={{ filterViews, clock, openId: open, toggle, onChanged: () => void ask() }}
        details={exportDetails}
      />
    </div>
  );
}

/* Puts the open row into the address, so that it can be linked to, without a navigation. */
function keepInAddress(id: string | null): void {
  const address = new URL(window.location.href);
  if (id === null) address.searchParams.delete("export");
  else address.searchParams.set("export", id);
  window.history.replaceState(null, "", address);
}
