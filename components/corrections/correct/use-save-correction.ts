"use client";

import { useRef, useState } from "react";
import {
  type CorrectionOutcome,
  type CorrectionRequest,
  sendCorrection,
} from "@/components/corrections/send-correction";
import { newIdempotencyKey } from "@/components/api/idempotency-key";

type Failure = Exclude<CorrectionOutcome, { kind: "saved" } | { kind: "conflict" }>;

/**
 * Sends a correction and keeps what went wrong. The same request keeps its key until it is answered for good, so that a
 * retry after a lost answer never changes twice.
 */
export function useSaveCorrection(passId: string) {
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const sent = useRef<{ content: string; key: string } | null>(null);

  async function save(etag: string, body: CorrectionRequest["body"]): Promise<CorrectionOutcome> {
    const content = JSON.stringify([etag, body]);
    if (sent.current?.content !== content) sent.current = { content, key: newIdempotencyKey() };
    setSaving(true);
    setFailure(null);
    const outcome = await sendCorrection({ passId, etag, key: sent.current.key, body });
    setSaving(false);
    if (outcome.kind !== "saved" && outcome.kind !== "conflict") setFailure(outcome);
    return outcome;
  }

  return { save, isSaving, failure, clearFailure: () => setFailure(null) };
}
