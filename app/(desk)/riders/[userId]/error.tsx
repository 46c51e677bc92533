"use client";

import { type FailedPage, LoadFailed } from "@/components/ui/load-failed";

export default function RiderError(props: FailedPage) {
  return <LoadFailed {...props} what="The rider" />;
}
