"use client";

import { type FailedPage, LoadFailed } from "@/components/ui/page/load-failed";

export default function AuditError(props: FailedPage) {
  return <LoadFailed {...props} what="The audit log" isFilterKept />;
}
