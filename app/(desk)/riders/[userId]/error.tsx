"use client";

import { type FailedPage, LoadFailed } from "@/components/ui/page/load-failed";

export default function RiderError(props: FailedPage) {
  return <LoadFailed {...props} what="The rider" />;
}
