import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/value/copy-button";
import type { CorrectionOutcome } from "@/components/corrections/send-correction";

type Failure = Exclude<CorrectionOutcome, { kind: "saved" } | { kind: "conflict" }>;
type SaveFailureProps = { failure: Failure; onRetry: () => void; isRetrying: boolean };

/** Why a correction was not saved. What was typed is still in the form. */
export function SaveFailure({ failure, onRetry, isRetrying }: SaveFailureProps) {
  const canRetry = failure.kind === "unavailable" || failure.kind === "offline";
  const reference = "reference" in failure ? failure.reference : null;
  return (
    <Banner
      tone="bad"
      isAlert
      title={titleOf(failure)}
      className="mb-4"
      action={
        <span className="flex items-center gap-1 self-center">
          {reference ? (
            <CopyButton value={reference} name="Reference" className="text-12">
              Reference
            </CopyButton>
          ) : null}
          {canRetry ? (
            <Button size="sm" onClick={onRetry} working={isRetrying}>
              Retry
            </Button>
          ) : null}
        </span>
      }
    >
      {bodyOf(failure)}
    </Banner>
  );
}

function titleOf(failure: Failure): string {
  if (failure.kind === "offline") return "No answer arrived.";
  if (failure.kind === "refused" && failure.status === 401) return "You are signed out.";
  if (failure.kind === "refused" && failure.status === 403) return "You may not correct passes.";
  if (failure.kind === "refused" && failure.status === 404) return "This pass is gone.";
  return "The correction was not saved.";
}

function bodyOf(failure: Failure): string {
  switch (failure.kind) {
    case "offline":
      return "Your changes are still here. Retry is safe: it never saves twice.";
    case "unavailable":
      return `${failure.detail} Your changes are still here.`;
    case "invalid":
      return failure.errors.length > 0 ? "Check the fields that are marked." : failure.detail;
    case "refused":
      return failure.status === 401
        ? "Sign in again in another tab, then save. Your changes are still here."
        : `${failure.detail} Nothing was changed.`;
  }
}
