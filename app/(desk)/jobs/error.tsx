"use client";

import { type FailedPage, LoadFailed } from "@/components/ui/page/load-failed";

export default function JobsError(props: FailedPage) {
  return <LoadFailed {...props} what="The list of jobs" isFilterKept />;
}
