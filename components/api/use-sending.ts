import { useState } from "react";
import type { ApiFailure } from "./api-failure";
import type { ApiOutcome } from "./ask-api";

/** Whether a change is being sent, and why the last one failed. Buttons are disabled meanwhile; nothing else stops a second one. */
export function useSending() {
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const send = async <T>(asked: Promise<ApiOutcome<T>>): Promise<ApiOutcome<T>> => {
    setSending(true);
    setFailure(null);
    const outcome = await asked;
    setSending(false);
    setFailure(outcome.kind === "done" ? null : outcome);
    return outcome;
  };
  return { isSending, failure, send, clearFailure: () => setFailure(null) };
}
