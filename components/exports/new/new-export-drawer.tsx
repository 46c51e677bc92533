"use client";

import { Download } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ColumnChoice } from "./column-choice";
import { ExportFormats } from "./export-formats";
import { ExportPassesPart } from "./export-passes-part";
import { ExportPreviewPart } from "./export-preview-part";
import { queryWords } from "@/components/exports/export-words";
import { amountWords } from "@/components/exports/amount-words";
import { sendExport } from "@/components/exports/send-export";
import { FailureBanner } from "@/components/api/failure-banner";
import { useChangeKey } from "@/components/api/use-change-key";
import { useSending } from "@/components/api/use-sending";
import { useExportPreview } from "./use-export-preview";
import { ZoneSelect } from "@/components/exports/zone-select";
import { useExactCount } from "@/components/passes/query/use-exact-count";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Drawer, DrawerContent } from "@/components/ui/overlay/drawer";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { toast } from "@/components/ui/overlay/toast";
import { type FileFormat, LONGEST_EXPORT_NAME, MOST_XLSX_ROWS } from "@/lib/exports/export";
import type { FilterView } from "@/lib/passes/query/filter-views";
import type { ExportField } from "@/lib/passes/pass-fields";
import { passQueryIdentity, type PassQuery } from "@/lib/passes/query/pass-query";
import type { ReadingClock } from "@/lib/time/reading-clock";

export interface ExportDraft {
  name: string;
  format: FileFormat;
  columns: readonly ExportField[];
  time_zone: string;
}

export interface NewExportProps {
  start: {
    query: PassQuery;
    format: FileFormat;
    columns: ExportField[];
    time_zone: string;
    /** The name of the view that the list started from; null if there was none. */
    name: string | null;
    zones: { agency: string; shown: string };
    /** Why the address could not be read, in which case the form starts with all passes; null if it could. */
    refused: string | null;
  };
  filterViews: readonly FilterView[];
  clock: ReadingClock;
  onClose: () => void;
}

export function NewExportDrawer({ start, filterViews, clock, onClose }: NewExportProps) {
  const [draft, setDraft] = useState<ExportDraft>(() => draftOf(start, filterViews, clock));
  const { submit, isSending, failure } = useStartExport(start.query, draft, onClose);
  const exact = useCountAtOnce(start.query);
  const preview = useExportPreview(start.query, draft);
  const isTooLong = exact.state === "counted" && exact.value > MOST_XLSX_ROWS;
  const obstacle = obstacleOf(draft, isTooLong);
  const change = (part: Partial<ExportDraft>) => setDraft({ ...draft, ...part });
  return (
    <Drawer open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <DrawerContent
        title="New export"
        description="Runs in the background. The list says when the file is ready."
        onInteractOutside={(event) => event.preventDefault()}
        footer={
          <Footer
            words={amountWords(exact, preview.state === "shown" ? preview.bytes_per_row : null)}
            obstacle={obstacle}
            isSending={isSending}
            onCancel={onClose}
            onStart={() => (obstacle === null ? void submit() : undefined)}
          />
        }
      >
        {start.refused ? <RefusedBanner message={start.refused} /> : null}
        {failure ? (
          <FailureBanner title="The export was not started." failure={failure} className="mb-4" />
        ) : null}
        <Name draft={draft} onChange={change} />
        <ExportPassesPart query={start.query} filterViews={filterViews} clock={clock} />
        <ExportFormats
          format={draft.format}
          isTooLong={isTooLong}
          onChoose={(format) => change({ format })}
        />
        <ZoneSelect
          value={draft.time_zone}
          zones={start.zones}
          now={clock.now}
          onChoose={(time_zone) => change({ time_zone })}
        />
        <ColumnChoice
          columns={draft.columns}
          order={start.columns}
          onChange={(columns) => change({ columns })}
        />
        <ExportPreviewPart preview={preview} count={exact} />
      </DrawerContent>
    </Drawer>
  );
}

function useCountAtOnce(query: PassQuery) {
  const { count, start, stop } = useExactCount(query);
  useEffect(() => {
    void start();
    return stop;
  }, [start, stop]);
  return count;
}

function useStartExport(query: PassQuery, draft: ExportDraft, onStarted: () => void) {
  const router = useRouter();
  const { isSending, failure, send } = useSending();
  const keys = useChangeKey();
  const submit = async () => {
    if (isSending) return;
    const body = { ...draft, search: passQueryIdentity(query) };
    const outcome = await send(sendExport(body, keys.of(body)));
    if (outcome.kind !== "done") return;
    toast.success("Export started", { description: "It goes on when you leave this page." });
    onStarted();
    router.refresh();
  };
  return { submit, isSending, failure };
}

function draftOf(
  { query, format, columns, time_zone, name }: NewExportProps["start"],
  views: readonly FilterView[],
  clock: ReadingClock,
): ExportDraft {
  const words = queryWords(query, views, clock).join(", ");
  const proposed = name ?? (words === "" ? "All passes" : words);
  return { name: proposed.slice(0, LONGEST_EXPORT_NAME), format, columns, time_zone };
}

function obstacleOf({ name, columns, format }: ExportDraft, isTooLong: boolean): string | null {
  if (name.trim() === "") return "Name the export to start";
  if (columns.length === 0) return "Choose a column to start";
  return format === "xlsx" && isTooLong ? "Choose another format to start" : null;
}

function Name({ draft, onChange }: { draft: ExportDraft; onChange: (part: Partial<ExportDraft>) => void }) {
  return (
    <Field label="Name" htmlFor="export-name">
      <Input
        id="export-name"
        maxLength={LONGEST_EXPORT_NAME}
        value={draft.name}
        invalid={draft.name.trim() === ""}
        onChange={(event) => onChange({ name: event.target.value })}
      />
    </Field>
  );
}

function RefusedBanner({ message }: { message: string }) {
  return (
    <Banner tone="warn" isAlert title="The filters of this link were not understood." className="mb-4">
      {message} The form has all passes instead.
    </Banner>
  );
}

type FooterProps = {
  words: string;
  obstacle: string | null;
  isSending: boolean;
  onCancel: () => void;
  onStart: () => void;
};

function Footer({ words, obstacle, isSending, onCancel, onStart }: FooterProps) {
  return (
    <div className="flex w-full flex-wrap items-center gap-2">
      <span role="status" className="min-w-0 flex-1 text-12 text-ink-2 tabular-nums max-md:basis-full">
        {words}
      </span>
      <Button onClick={onCancel} className="max-md:flex-1">
        Cancel
      </Button>
      <Button
        variant="primary"
        icon={<Download aria-hidden />}
        disabled={obstacle !== null}
        working={isSending}
        onClick={onStart}
        className="max-md:flex-1"
      >
        {obstacle ?? "Start export"}
      </Button>
    </div>
  );
}
