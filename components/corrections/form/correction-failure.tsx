import type { ApiFailure } from "@/components/api/api-failure";
import { FailureBanner } from "@/components/api/failure-banner";

type CorrectionFailureProps = {
  title: string;
  failure: ApiFailure | null;
  onRetry: () => void;
  isRetrying: boolean;
};

/** Shows why saving failed. What was typed is still in the form. */
export function CorrectionFailure({ failure, ...rest }: CorrectionFailureProps) {
  if (failure === null) return null;
  const isMarked = failure.errors.length > 0;
  return (
    <FailureBanner
      {...rest}
      failure={isMarked ? { ...failure, sentence: "Check the fields that are marked." } : failure}
      className="mb-4"
    >
      {isMarked ? null : "Your changes are still here."}
    </FailureBanner>
  );
}
