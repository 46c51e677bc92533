"use client";

import { useTransition } from "react";
import { ErrorState } from "./error-state";

/** The props that Next.js passes to an error page. */
export type FailedPage = { error: unknown; retry: () => void };

/** Shown in place of a page of the desk if the server could not answer. */
export function LoadFailed(props: FailedPage & { what: string; isFilterKept?: boolean }) {
  const { error, retry, what, isFilterKept } = props;
  const [isRetrying, startTransition] = useTransition();
  const reference = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  const unchanged = isFilterKept ? "Nothing was changed, and your filters are kept." : "Nothing was changed.";
  return (
    <ErrorState
      heading="h1"
      title={`${what} did not load`}
      body={`The portal database did not answer in time. ${unchanged}`}
      onRetry={() => startTransition(retry)}
      isRetrying={isRetrying}
      reference={reference}
      className="m-auto"
    />
  );
}
