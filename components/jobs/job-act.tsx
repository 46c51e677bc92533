"use client";

import { useState } from "react";
import { actOnJob } from "./send-job";
import { sayFailure } from "@/components/api/say-failure";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/overlay/toast";
import type { ListedJob } from "@/lib/jobs/listed-job";

type JobActProps = { job: ListedJob; onActed: () => Promise<void> };

/** The one act that a job offers, to a reader who may do it. */
export function JobAct({ job, onActed }: JobActProps) {
  const [isWorking, setWorking] = useState(false);
  if (!job.can_retry && !job.can_cancel) return null;
  const act = job.can_retry ? "retry" : "cancel";
  const run = async () => {
    setWorking(true);
    const outcome = await actOnJob(job.id, act);
    await onActed();
    setWorking(false);
    if (outcome.kind !== "done") sayFailure(outcome);
    else
      toast.success(act === "retry" ? `Job ${job.id} is queued again` : `Job ${job.id} is being cancelled`);
  };
  return (
    <Button size="sm" working={isWorking} onClick={() => void run()}>
      {act === "retry" ? "Retry" : "Cancel"}
      <span className="sr-only"> job {job.id}</span>
    </Button>
  );
}
