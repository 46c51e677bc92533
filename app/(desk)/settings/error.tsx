"use client";

import { type FailedPage, LoadFailed } from "@/components/ui/page/load-failed";

export default function SettingsError(props: FailedPage) {
  return <LoadFailed {...props} what="The settings" />;
}
