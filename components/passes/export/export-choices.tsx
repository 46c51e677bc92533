"use client";

import type { ReactNode } from "react";
import type { ExportChoice } from "./export-href";
import { Segmented } from "@/components/ui/form/segmented";
import { zoneLabel } from "@/lib/format";
import { EXPORT_FORMATS, type ExportFormat } from "@/lib/passes/export/export-request";
import type { ReadingClock } from "@/lib/time/reading-clock";

/* Null: programs alone ask for it. */
const FORMAT_LABEL: Record<ExportFormat, string | null> = {
  csv: "CSV",
  "csv-excel": "CSV for Excel",
  ndjson: null,
};
const OFFERED = EXPORT_FORMATS.flatMap((value) => {
  const label = FORMAT_LABEL[value];
  return label === null ? [] : [{ value, label }];
});

interface ExportChoicesProps {
  choice: ExportChoice;
  clock: ReadingClock;
  onChoose: (change: Partial<ExportChoice>) => void;
}

export function ExportChoices({ choice, clock, onChoose }: ExportChoicesProps) {
  return (
    <>
      <Choice label="Columns">
        <Segmented
          label="Columns"
          value={choice.columns}
          onChange={(value) => onChoose({ columns: value })}
          options={[
            { value: "shown", label: "On screen" },
            { value: "all", label: "All" },
          ]}
        />
      </Choice>
      <Choice label="Format">
        <Segmented
          label="Format"
          value={choice.format}
          onChange={(value) => onChoose({ format: value })}
          options={OFFERED}
        />
      </Choice>
      <Choice label="Times in">
        <Segmented
          label="Times in"
          value={choice.time_zone}
          onChange={(value) => onChoose({ time_zone: value })}
          options={[
            { value: clock.zone, label: zoneLabel(clock.zone, clock.now) },
            ...(clock.zone === "UTC" ? [] : [{ value: "UTC", label: "UTC" }]),
          ]}
        />
      </Choice>
    </>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1">
      <span aria-hidden className="w-18 text-ink-2">
        {label}
      </span>
      {children}
    </div>
  );
}
