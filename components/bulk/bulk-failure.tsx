import type { BulkProblem } from "./send-bulk";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/value/copy-button";

type BulkFailureProps = {
  /** What is so now, as in "Nothing was started." */
  title: string;
  problem: BulkProblem;
  onRetry?: () => void;
  isRetrying?: boolean;
};

/** Why the desk did not do what was asked, read out when it appears. */
export function BulkFailure({ title, problem, onRetry, isRetrying }: BulkFailureProps) {
  const canRetry = onRetry && (problem.status === null || problem.status === 429 || problem.status >= 500);
  const [first] = problem.errors;
  return (
    <Banner
      tone="bad"
      isAlert
      title={title}
      className="mb-4"
      action={
        <span className="flex items-center gap-1 self-center">
          {problem.reference ? (
            <CopyButton value={problem.reference} name="Reference" className="text-12">
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
      {first && problem.errors.length === 1 ? first.message : problem.message}
    </Banner>
  );
}
