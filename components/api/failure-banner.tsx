import type { ReactNode } from "react";
import type { ApiFailure } from "./api-failure";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/value/copy-button";

type FailureBannerProps = {
  failure: ApiFailure;
  /**
   * What the failure means for the reader, as in "Nothing was started."; shown only if the server refused, because
   * otherwise nobody knows.
   */
  title?: string;
  /** Sends the request again; leave it out if a retry cannot help. */
  onRetry?: () => void;
  isRetrying?: boolean;
  /** Anything else worth knowing, such as that nothing typed is lost. */
  children?: ReactNode;
  className?: string;
};

/** Shows why a request failed. Screen readers announce it when it appears. */
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
