"use client";

import { askedText, isMoving, passesText, percentOf, STATE_WORDS, DIRECTION_WORDS } from "./archive-words";
import { sendCancel } from "./send-archive";
import { sayFailure } from "@/components/api/say-failure";
import { useSending } from "@/components/api/use-sending";
import { waitSentence } from "@/components/jobs/wait-words";
import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/value/progress-bar";
import { Tag } from "@/components/ui/value/tag";
import { TimeText } from "@/components/ui/time/time-text";
import { besideWord } from "@/lib/fields/stored-word";
import type { ArchiveRun } from "@/lib/archive/archive";
import { formatCount, formatDuration, formatTime, formatTimeTitle } from "@/lib/format";

type RunListProps = {
  runs: readonly ArchiveRun[];
  /** Id of the run that the address links to. */
  linkedId: string | null;
  clock: { zone: string; now: Date };
  onActed: () => void;
};

export function RunList({ runs, linkedId, clock, onActed }: RunListProps) {
  if (runs.length === 0) return <p className="text-ink-2">Nothing was archived yet.</p>;
  return (
    <ul className="divide-y rounded-card border bg-surface">
      {runs.map((run) => (
        <li
          key={run.id}
          id={`run-${run.id}`}
          aria-current={run.id === linkedId ? "true" : undefined}
          className="grid grid-cols-[minmax(0,1fr)_minmax(0,260px)_auto] items-center gap-x-6 gap-y-2 px-4 py-3 aria-[current]:bg-accent-soft max-lg:grid-cols-1"
        >
          <Story run={run} clock={clock} />
          <Progress run={run} />
          <Cancel run={run} onActed={onActed} />
        </li>
      ))}
    </ul>
  );
}

function Story({ run, clock }: Pick<RunListProps, "clock"> & { run: ArchiveRun }) {
  const { label, tone } = besideWord(STATE_WORDS, run.state, { label: run.state, tone: "neutral" });
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <b className="font-medium">{besideWord(DIRECTION_WORDS, run.direction, run.direction)}</b>
        <Tag tone={tone}>{label}</Tag>
        <span className="text-ink-2">{askedText(run)}</span>
      </p>
      <p className="text-12 text-ink-3 tabular-nums">
        Run {run.id} by {run.actor.name}
        {run.schedule_id === null ? "" : ", scheduled"},{" "}
        <TimeText
          iso={run.created_on}
          text={formatTime(run.created_on, clock)}
          title={formatTimeTitle(run.created_on, clock)}
        />
        {run.started_on && run.finished_on
          ? `, took ${formatDuration(Math.max(1000, Date.parse(run.finished_on) - Date.parse(run.started_on)))}`
          : ""}
      </p>
      {run.error ? <p className="text-12 text-pretty text-bad-fg">{run.error}</p> : null}
    </div>
  );
}

function whyLeft({ direction }: ArchiveRun): string {
  const changing = "somebody was changing them";
  return direction === "restore" ? `${changing}, or their number is taken` : changing;
}

function Progress({ run }: { run: ArchiveRun }) {
  const percent = percentOf(run);
  const moved = `${passesText(run.rows_done)} ${run.direction === "archive" ? "archived" : "restored"}`;
  const kept = run.rows_kept > 0 ? `, ${formatCount(run.rows_kept)} left: ${whyLeft(run)}` : "";
  return (
    <div className="grid gap-1 text-12 text-ink-2 tabular-nums">
      {isMoving(run) ? <ProgressBar label={`Progress of run ${run.id}`} percent={percent} /> : null}
      <span>
        {run.state === "queued" || run.waits_for !== null
          ? waitSentence(run.waits_for, "Starts as soon as the worker is free")
          : `${moved}${kept}`}
        {run.state === "running" && run.rows_total !== null ? ` of ${formatCount(run.rows_total)}` : ""}
        {run.state === "running" && run.rows_per_s ? ` · ${formatCount(run.rows_per_s)} passes/s` : ""}
      </span>
    </div>
  );
}

function Cancel({ run, onActed }: { run: ArchiveRun; onActed: () => void }) {
  const { isSending, send } = useSending();
  if (!isMoving(run)) return <span />;
  const cancel = async () => {
    const outcome = await send(sendCancel(run.id));
    if (outcome.kind !== "done") sayFailure(outcome);
    onActed();
  };
  return (
    <Button size="sm" working={isSending || run.state === "cancelling"} onClick={() => void cancel()}>
      Stop<span className="sr-only"> run {run.id}</span>
    </Button>
  );
}
