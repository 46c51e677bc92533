"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { ExportCount } from "@/components/passes/export-count";
import { type ExportChoice, exportHref } from "@/components/passes/export-href";
import { useList } from "@/components/passes/list-context";
import { useExactCount } from "@/components/passes/use-exact-count";
import { Button } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { Dialog, DialogClose, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Segmented } from "@/components/ui/segmented";
import { zoneLabel } from "@/lib/format";

/** Takes the rows of the list out as CSV; says how many there are before it starts. */
export function ExportDialog() {
  const { query, columns, columnViews, clock } = useList();
  const exact = useExactCount(query);
  const [choice, setChoice] = useState<ExportChoice>({
    columns: "shown",
    format: "csv",
    time_zone: clock.zone,
  });
  const [isStarted, setStarted] = useState(false);
  const choose = (change: Partial<ExportChoice>) => {
    setChoice({ ...choice, ...change });
    setStarted(false);
  };
  const shown = columnViews.filter((view) => columns.includes(view.id));
  const isReady = exact.count.state === "counted" && exact.count.value > 0;
  return (
    <Dialog
      onOpenChange={(open) => {
        setStarted(false);
        if (open) void exact.start();
        else exact.stop();
      }}
    >
      <DialogTrigger asChild>
        <Button icon={<Download aria-hidden />}>Export</Button>
      </DialogTrigger>
      <DialogContent
        title="Export passes"
        description="The rows of this list in its order, as a file. The audit log keeps who took what."
        footer={
          <>
            <DialogClose asChild>
              <Button variant="ghost">{isStarted ? "Close" : "Cancel"}</Button>
            </DialogClose>
            {isReady ? (
              <a
                download
                href={exportHref(query, shown, choice)}
                onClick={() => setStarted(true)}
                className={buttonLook({ variant: "primary" })}
              >
                <Download aria-hidden />
                {isStarted ? "Download again" : "Download CSV"}
              </a>
            ) : (
              <Button variant="primary" disabled>
                {exact.count.state === "counting" ? "Counting…" : "Nothing to download"}
              </Button>
            )}
          </>
        }
      >
        <ExportCount exact={exact} isStarted={isStarted} />
        <Choice label="Columns">
          <Segmented
            label="Columns"
            value={choice.columns}
            onChange={(value) => choose({ columns: value })}
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
            onChange={(value) => choose({ format: value })}
            options={[
              { value: "csv", label: "CSV" },
              { value: "csv-excel", label: "CSV for Excel" },
            ]}
          />
        </Choice>
        <Choice label="Times in">
          <Segmented
            label="Times in"
            value={choice.time_zone}
            onChange={(value) => choose({ time_zone: value })}
            options={[
              { value: clock.zone, label: zoneLabel(clock.zone, clock.now) },
              { value: "UTC", label: "UTC" },
            ]}
          />
        </Choice>
      </DialogContent>
    </Dialog>
  );
}

function Choice({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1">
      <span aria-hidden className="w-18 text-ink-2">
        {label}
      </span>
      {children}
    </div>
  );
}
