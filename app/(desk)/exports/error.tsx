"use client";

import { type FailedPage, LoadFailed } from "@/components/ui/load-failed";

export default function ExportsError(props: FailedPage) {
  return <LoadFailed {...props} what="Exports" />;
}
