"use client";

import { ListChecks } from "lucide-react";
import { JOB_TABLE } from "./job-columns";
import { jobsHref, jobTabs } from "./job-words";
import type { JobList } from "./send-job";
import { useJobs } from "./use-jobs";
import { StaleBanner } from "@/components/api/stale-banner";
import { Table } from "@/components/data-table/table";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";
import { PageTabs } from "@/components/ui/page/page-tabs";
import { Pager } from "@/components/ui/page/pager";
import { useServerNow } from "@/components/ui/time/use-server-now";
import { formatCount } from "@/lib/format";
import { JOB_QUERY, type JobQuery } from "@/lib/jobs/job-query";

const TICK_MS = 1_000;

type JobsBoardProps = { first: JobList; query: JobQuery; zone: string; now: string };

export function JobsBoard({ first, query, zone, now }: JobsBoardProps) {
  const { list, failure, reload } = useJobs(first, JOB_QUERY.toSearch(query).toString());
  const clock = useServerNow(now, TICK_MS);
  const isDead = query.state.length === 1 && query.state[0] === "dead";
  return (
    <>
      <PageTabs label="Jobs by state" tabs={jobTabs(query, list.counts)} />
      {failure ? <StaleBanner failure={failure} className="mx-6 mt-3 max-md:mx-4" /> : null}
      {list.counts.dead > 0 && !isDead ? <DeadLetters count={list.counts.dead} /> : null}
      <Table
        {...JOB_TABLE}
        caption="Jobs, newest first"
        rows={list.data}
        rowKey={(job) => job.id}
        given={{ now: clock, zone, onActed: reload }}
        whenEmpty={<NoJobs isFiltered={jobsHref(query) !== "/jobs"} />}
      />
      <Pager
        newerHref={list.page.prev === null ? null : jobsHref({ ...query, cursor: list.page.prev })}
        olderHref={list.page.next === null ? null : jobsHref({ ...query, cursor: list.page.next })}
      >
        <span className="tabular-nums">
          {formatCount(list.data.length)} {list.data.length === 1 ? "job" : "jobs"} on this page
        </span>
      </Pager>
    </>
  );
}

function DeadLetters({ count }: { count: number }) {
  return (
    <Banner
      tone="bad"
      className="mx-6 my-3 items-center max-md:mx-4"
      title={count === 1 ? "1 job was given up." : `${formatCount(count)} jobs were given up.`}
      action={
        <ButtonLink href="/jobs?state=dead" size="sm">
          Show them
        </ButtonLink>
      }
    >
      Nothing tries again by itself. Read why, then retry.
    </Banner>
  );
}

function NoJobs({ isFiltered }: { isFiltered: boolean }) {
  return (
    <EmptyState
      icon={<ListChecks strokeWidth={1.5} />}
      title={isFiltered ? "No job is in this state" : "No jobs"}
      body="Bulk corrections, exports and archiving show here while they run and for 30 days after."
      action={isFiltered ? <ButtonLink href="/jobs">All jobs</ButtonLink> : undefined}
      className="my-6"
    />
  );
}
