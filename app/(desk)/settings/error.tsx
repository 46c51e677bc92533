"use client";

import { useTransition } from "react";
import { ErrorState } from "@/components/ui/error-state";

/** What stands where the settings would be when the server could not answer. */
export default function SettingsError({ error, retry }: { error: unknown; retry: () => void }) {
  const [isRetrying, startTransition] = useTransition();
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <ErrorState
      heading="h1"
      title="The settings did not load"
      body="The portal database did not answer in time. Nothing was changed."
      onRetry={() => startTransition(retry)}
      isRetrying={isRetrying}
      reference={reference}
      className="m-auto"
    />
  );
}
