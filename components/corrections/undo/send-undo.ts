import type { ApiFailure } from "@/components/api/api-failure";
import { askApi, type ApiOutcome } from "@/components/api/ask-api";
import type { UndoAnswer, UndoRefusal } from "@/lib/corrections/correction";
import type { CorrectionReason } from "@/lib/corrections/correction-rules";

interface UndoAsk {
  correctionId: string;
  reason: CorrectionReason;
  key: string;
  /** The version of the pass that was shown after a refusal. */
  etag?: string;
}

/** Undoes a correction. Never throws. */
export function sendUndo({ correctionId, reason, ...ask }: UndoAsk): Promise<ApiOutcome<UndoAnswer>> {
  const path = `/api/v1/corrections/${encodeURIComponent(correctionId)}/undo`;
  return askApi(path, { method: "POST", body: { reason }, ...ask });
}

/** How the pass differs from what the correction left; null if the undo failed for another reason. */
export function undoRefusalOf({ code, problem }: ApiFailure): UndoRefusal | null {
  return code === "changed_since" || code === "stale" ? (problem as unknown as UndoRefusal) : null;
}
