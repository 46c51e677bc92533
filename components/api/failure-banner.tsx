import type { ReactNode } from "react";
import type { ApiFailure } from "./api-failure";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/value/copy-button";

type FailureBannerProps = {
  failure: ApiFailure;
  /** What is so now, as in "Nothing was started."; shown only where the server refused, because else nobody knows. */
  title?: string;
  /** Asks again; offered where that may help. */
  onRetry?: () => void;
  isRetrying?: boolean;
  /** What else to know, such as that nothing typed is lost. */
  children?: ReactNode;
  className?: string;
};

/** Why the API did not do what was asked, read out when it appears. */
export function FailureBanner({
  failure,
  title,
  onRetry,
  isRetrying,
  children,
  className,
}: FailureBannerProps) {
  const { kind, status, sentence, reference } = failure;
  const canRetry = onRetry !== undefined && (kind !== "refused" || status === 401);
  return (
    <Banner
      tone="bad"
      isAlert
      title={kind === "refused" ? title : undefined}
      className={className}
      action={
        reference !== null || canRetry ? (
          <span className="flex items-center gap-1 self-center">
            {reference === null ? null : (
              <CopyButton value={reference} name="Reference" className="text-12">
                Reference
              </CopyButton>
            )}
            {canRetry ? (
              <Button size="sm" onClick={onRetry} working={isRetrying}>
                Retry
              </Button>
            ) : null}
          </span>
        ) : undefined
      }
    >
      {sentence} {children}
    </Banner>
  );
}
