"use client";

import { CloudOff, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/value/copy-button";
import { EmptyState } from "./empty-state";

type ErrorStateProps = {
  title: string;
  body?: ReactNode;
  onRetry?: () => void;
  isRetrying?: boolean;
  /** Request id or error digest, to copy into a report. */
  reference?: string;
  heading?: "h1" | "h2";
  className?: string;
};

/** An error that screen readers announce: what happened, what is safe, and what to do. */
export function ErrorState({
  title,
  body,
  onRetry,
  isRetrying,
  reference,
  heading,
  className,
}: ErrorStateProps) {
  const action =
    onRetry || reference ? (
      <>
        {onRetry ? (
          <Button icon={<RotateCw aria-hidden />} working={isRetrying} onClick={onRetry}>
            Try again
          </Button>
        ) : null}
        {reference ? (
          <CopyButton variant="button" value={reference} name="Reference">
            Copy reference
          </CopyButton>
        ) : null}
      </>
    ) : undefined;
  return (
    <div role="alert" className={className}>
      <EmptyState
        title={title}
        body={body}
        action={action}
        heading={heading}
        icon={<CloudOff strokeWidth={1.5} />}
      />
    </div>
  );
}
