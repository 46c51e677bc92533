"use client";

import { type FailedPage, LoadFailed } from "@/components/ui/page/load-failed";

export default function ExportsError(props: FailedPage) {
  return <LoadFailed {...props} what="Exports" />;
}
