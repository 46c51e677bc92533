"use client";

import { useRef } from "react";
import { isMoving } from "./archive-words";
import { PolicyCard } from "./policy-card";
import { RestoreCard } from "./restore-card";
import { RunList } from "./run-list";
import { RunSpeech } from "./run-speech";
import { ScheduleCard } from "./schedule-card";
import { useArchiveRuns } from "./use-archive-runs";
import { StaleBanner } from "@/components/api/stale-banner";
import type { ArchivePolicy, ArchiveRun } from "@/lib/archive/archive";
import type { Schedule } from "@/lib/jobs/schedules/schedule";

export type ArchiveBoardProps = {
  /** The policy, or why it cannot be shown. */
  policy: ArchivePolicy | string;
  runs: readonly ArchiveRun[];
  schedules: readonly Schedule[];
  /** The query whose archived passes are to be restored; null if the address names none. */
  restore: string | null;
  linkedId: string | null;
  zone: string;
  agencyZone: string;
  now: string;
};

export function ArchiveBoard(props: ArchiveBoardProps) {
  const { policy, schedules, restore, linkedId, agencyZone } = props;
  const { runs, failure, reload } = useArchiveRuns(props.runs);
  const list = useRef<HTMLHeadingElement>(null);
  const clock = { zone: props.zone, now: new Date(props.now) };
  const started = () => {
    void reload();
    list.current?.focus();
  };
  const over = runs.filter((run) => !isMoving(run)).length;
  return (
    <div className="flex flex-col gap-5 px-6 pt-3 pb-8 max-md:px-4">
      <RunSpeech runs={runs} />
      {restore === null ? null : <RestoreCard search={restore} clock={clock} onStarted={started} />}
      {typeof policy === "string" ? (
        <p className="text-pretty text-ink-2">{policy}</p>
      ) : (
        <PolicyCard
          key={JSON.stringify(policy)}
          saved={policy}
          clock={clock}
          isBusy={runs.some((run) => isMoving(run) && run.direction === "archive")}
          round={over}
          onStarted={started}
        />
      )}
      <section aria-labelledby="archive-runs" className="flex flex-col gap-2">
        <h2 id="archive-runs" ref={list} tabIndex={-1}>
          Runs
        </h2>
        {failure ? <StaleBanner failure={failure} /> : null}
        <RunList runs={runs} linkedId={linkedId} clock={clock} onActed={() => void reload()} />
      </section>
      <ScheduleCard schedules={schedules} agencyZone={agencyZone} clock={clock} />
    </div>
  );
}
