import type { ApiFailure } from "@/components/api/api-failure";
import { askApi, type ApiOutcome } from "@/components/api/ask-api";
import type { Correction, StaleDetails } from "@/lib/corrections/correction";
import type { Pass } from "@/lib/passes/pass";
import type { CorrectionReason, PassState } from "@/lib/corrections/correction-rules";

export interface CorrectionRequest {
  passId: string;
  etag: string;
  key: string;
  body: {
    changes: Partial<PassState>;
    reason?: CorrectionReason;
    pin_until?: string | null;
    dry_run?: true;
  };
}

/** Corrects a pass. Never throws. */
export function sendCorrection(
  request: CorrectionRequest,
): Promise<ApiOutcome<{ data: Pass; correction: Correction }>> {
  const { passId, ...ask } = request;
  return askApi(`/api/v1/passes/${encodeURIComponent(passId)}`, { method: "PATCH", ...ask });
}

/** What somebody else saved meanwhile; null if the correction failed for another reason. */
export function staleOf({ status, problem }: ApiFailure): StaleDetails | null {
  return status === 412 && "current" in problem ? (problem as unknown as StaleDetails) : null;
}
