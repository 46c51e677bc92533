import { useEffect, useState } from "react";
import type { Explanation } from "@/lib/explain/explain-facts";

type Outcome = { kind: "explained"; explanation: Explanation } | { kind: "failed"; detail: string };

const PATIENCE_MS = 8_000;

/** The explanation of a pass at a past instant; null until it is known. A new instant forgets the answer to the last. */
export function useExplanationAt(passId: string, at: string): { outcome: Outcome | null; retry: () => void } {
  const [answer, setAnswer] = useState<{ key: string; outcome: Outcome } | null>(null);
  const [tries, setTries] = useState(0);
  const key = `${passId} ${at} ${tries}`;
  useEffect(() => {
    let isWanted = true;
    void ask(passId, at).then((outcome) => {
      if (isWanted) setAnswer({ key, outcome });
    });
    return () => {
      isWanted = false;
    };
  }, [passId, at, key]);
  return {
    outcome: answer?.key === key ? answer.outcome : null,
    retry: () => setTries((count) => count + 1),
  };
}

async function ask(passId: string, at: string): Promise<Outcome> {
  try {
    const answer = await fetch(
      `/api/v1/passes/${encodeURIComponent(passId)}/explain?at=${encodeURIComponent(at)}`,
      { credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) },
    );
    const body: unknown = await answer.json();
    if (answer.ok) return { kind: "explained", explanation: (body as { data: Explanation }).data };
    return {
      kind: "failed",
      detail: (body as { detail?: string }).detail ?? "The desk refused the question.",
    };
  } catch {
    return { kind: "failed", detail: "The desk did not answer. The pass itself was not touched." };
  }
}
