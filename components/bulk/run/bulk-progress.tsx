"use client";

import { CirclePause, CirclePlay, Download, Square } from "lucide-react";
import { useRef, useState } from "react";
import { BulkStopDialog } from "./bulk-stop-dialog";
import { doneOf, isBusy, passes, percentOf, waitingOf } from "@/components/bulk/bulk-words";
import { resultsHref } from "@/components/bulk/send-bulk";
import { aboutText, waitSentence } from "@/components/jobs/wait-words";
import type { BulkModel } from "@/components/bulk/use-bulk";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { cn } from "@/components/ui/class-names";
import type { BulkDetail } from "@/lib/bulk/bulk";
import { formatCount, formatDuration, formatTime } from "@/lib/format";

type BulkProgressProps = { model: BulkModel; canRun: boolean; clock: { zone: string; now: Date } };

export function BulkProgress({ model, canRun, clock }: BulkProgressProps) {
  const { bulk } = model;
  const { counts } = bulk;
  const done = doneOf(counts);
  const percent = percentOf(counts);
  return (
    <section aria-label="Progress" className="rounded-card border bg-surface p-5 max-md:p-4">
      <div className="flex flex-wrap items-end gap-x-3 gap-y-2">
        <div>
          <p className="text-12 text-ink-3">Done</p>
          <p className="text-24 font-semibold tracking-tight tabular-nums">
            {formatCount(done)}{" "}
            <span className="text-16 font-normal text-ink-3">of {formatCount(counts.will_change)}</span>
          </p>
        </div>
        <span className="ml-auto flex gap-2 max-md:ml-0">
          <Acts model={model} canRun={canRun} />
        </span>
      </div>
      <ProgressBar bulk={bulk} percent={percent} />
      <div className="flex flex-wrap gap-x-4 gap-y-1 text-12 text-ink-2 tabular-nums">
        <span>{[`${percent}%`, ...paceOf(bulk)].join(" · ")}</span>
        <span className="ml-auto text-ink-3 max-md:ml-0">{storyOf(bulk, clock)}</span>
      </div>
      <span role="status" className="sr-only">
        {spoken(bulk, percent)}
      </span>
    </section>
  );
}

function ProgressBar({ bulk, percent }: { bulk: BulkDetail; percent: number }) {
  const { changed, skipped, failed } = bulk.counts;
  const parts = [
    { name: "changed", count: changed, look: "bg-accent" },
    { name: "failed", count: failed, look: "bg-bad-dot" },
    { name: "skipped", count: skipped, look: "bg-warn-dot" },
    { name: "waiting", count: waitingOf(bulk.counts), look: "bg-transparent" },
  ];
  return (
    <div
      role="progressbar"
      aria-label={bulk.undo_of === null ? "Correcting passes" : "Undoing corrections"}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="mt-3.5 mb-2.5 flex h-2 gap-0.5 overflow-hidden rounded-tag bg-sunken forced-colors:border"
    >
      {parts.map(({ name, count, look }) =>
        count === 0 ? null : (
          <span
            key={name}
            className={cn("basis-0", name === "waiting" ? "" : "min-w-1 forced-colors:bg-[Highlight]", look)}
            style={{ flexGrow: count }}
          />
        ),
      )}
    </div>
  );
}

function Acts({ model, canRun }: { model: BulkModel; canRun: boolean }) {
  const { bulk, acting, act } = model;
  const [isStopping, setStopping] = useState(false);
  const stop = useRef<HTMLButtonElement>(null);
  const { state } = bulk;
  if (state === "done" || state === "cancelled" || state === "failed") {
    return (
      <>
        {state === "failed" && canRun ? <Resume model={model} /> : null}
        <a href={resultsHref(bulk.id)} download className={buttonStyle()}>
          <Download aria-hidden />
          Result file
        </a>
      </>
    );
  }
  if (!canRun) return null;
  return (
    <span className="flex gap-2 max-md:hidden">
      {state === "paused" ? (
        <Resume model={model} />
      ) : (
        <Button
          icon={<CirclePause aria-hidden />}
          disabled={state === "cancelling"}
          working={acting === "pause" || state === "pausing"}
          onClick={() => void act("pause")}
        >
          Pause
        </Button>
      )}
      <Button
        ref={stop}
        variant="danger-line"
        icon={<Square aria-hidden />}
        working={acting === "cancel" || state === "cancelling"}
        onClick={() => setStopping(true)}
      >
        Stop
      </Button>
      <BulkStopDialog
        bulk={bulk}
        opener={stop}
        isOpen={isStopping}
        onClose={() => setStopping(false)}
        onStop={() => void act("cancel")}
      />
    </span>
  );
}

function Resume({ model: { acting, act } }: { model: BulkModel }) {
  return (
    <Button
      variant="primary"
      icon={<CirclePlay aria-hidden />}
      working={acting === "resume"}
      onClick={() => void act("resume")}
      className="max-md:hidden"
    >
      Resume
    </Button>
  );
}

function paceOf({ state, rows_per_s, seconds_left }: BulkDetail): string[] {
  if (state !== "running") return [];
  return [
    ...(rows_per_s === null ? [] : [`${formatCount(Math.round(rows_per_s))} passes/s`]),
    ...(seconds_left === null ? [] : [`${aboutText(seconds_left)} left`]),
  ];
}

function storyOf(bulk: BulkDetail, clock: { zone: string; now: Date }): string {
  const { state, started_on, finished_on } = bulk;
  if (isBusy(state) && bulk.waits_for !== null) return waitSentence(bulk.waits_for, "");
  const started = started_on === null ? "" : `Started ${formatTime(started_on, clock)}. `;
  switch (state) {
    case "queued":
      return "Starts by itself.";
    case "paused":
      return `${started}Paused; ${passes(waitingOf(bulk.counts))} wait.`;
    case "pausing":
      return `${started}Pauses after the passes in hand.`;
    case "cancelling":
      return `${started}Stops after the passes in hand.`;
    case "done":
    case "cancelled":
    case "failed": {
      if (started_on === null || finished_on === null) return started;
      const took_ms = Math.max(1000, Date.parse(finished_on) - Date.parse(started_on));
      return `${started}${state === "done" ? "Took" : "Stopped after"} ${formatDuration(took_ms)}.`;
    }
    default:
      return `${started}Keeps running if you leave this page.`;
  }
}

const QUARTER = 25;

/* Announced at each quarter and at the end, not at every change of a number. */
function spoken(bulk: BulkDetail, percent: number): string {
  if (bulk.state === "done") return `Done. ${passes(bulk.counts.changed)} corrected.`;
  if (bulk.state === "paused") return "Paused";
  if (bulk.state === "cancelled") return "Stopped";
  const quarter = Math.floor(percent / QUARTER) * QUARTER;
  return quarter === 0 ? "" : `${quarter}% done`;
}
