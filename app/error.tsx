"use client";

import { ErrorState } from "@/components/ui/page/error-state";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <main id="content" className="grid min-h-dvh place-items-center bg-surface">
      <ErrorState
        heading="h1"
        title="This page did not load"
        body="Nothing was changed. Try again, or give the reference to the people who run PassDesk."
        onRetry={reset}
        reference={error.digest}
      />
    </main>
  );
}
