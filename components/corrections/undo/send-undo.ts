import { type ActFailure, sendAct } from "@/components/corrections/send-act";
import type { UndoAnswer, UndoRefusal } from "@/lib/corrections/correction";
import type { CorrectionReason } from "@/lib/corrections/correction-rules";

/** What became of an undoing that was asked for. `changed`: the pass is not what the correction left. */
export type UndoOutcome =
  | { kind: "done"; answer: UndoAnswer }
  | { kind: "changed"; refusal: UndoRefusal }
  | { kind: "already"; detail: string }
  | ActFailure;

interface UndoAsk {
  correctionId: string;
  reason: CorrectionReason;
  key: string;
  /** The version seen after a refusal. */
  etag?: string;
}

/** Asks the API to take a correction back. Never throws. */
export async function sendUndo({ correctionId, reason, key, etag }: UndoAsk): Promise<UndoOutcome> {
  const path = `/api/v1/corrections/${encodeURIComponent(correctionId)}/undo`;
  const outcome = await sendAct({ path, method: "POST", body: { reason }, key, etag });
  if (outcome.kind === "done") return { kind: "done", answer: outcome.body as UndoAnswer };
  if (outcome.kind !== "problem") return outcome;
  const { body } = outcome;
  if (body.code === "changed_since" || body.code === "stale") {
    return { kind: "changed", refusal: body as unknown as UndoRefusal };
  }
  if (body.code === "already_done") {
    return { kind: "already", detail: body.detail ?? "This correction is undone already." };
  }
  const detail = body.detail ?? "The correction was not undone.";
  return { kind: "refused", status: 409, detail, reference: null };
}
