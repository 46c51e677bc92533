"use client";

import "./globals.css";
import { ErrorState } from "@/components/ui/page/error-state";

type GlobalErrorProps = { error: Error & { digest?: string } };

/** Replaces the root layout if the layout itself failed. */
export default function GlobalError({ error }: GlobalErrorProps) {
  return (
    <html lang="en" data-theme="system">
      <body>
        <title>PassDesk did not load</title>
        <main id="content" className="grid min-h-dvh place-items-center bg-surface">
          <ErrorState
            heading="h1"
            title="PassDesk did not load"
            body="Nothing was changed. Try again, or give the reference to the people who run PassDesk."
            onRetry={() => location.reload()}
            reference={error.digest}
          />
        </main>
      </body>
    </html>
  );
}
