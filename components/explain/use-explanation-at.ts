import { useEffect, useState } from "react";
import { askApi, type ApiOutcome, type Data } from "@/components/api/ask-api";
import type { Explanation } from "@/lib/explain/explain-facts";

type Outcome = ApiOutcome<Data<Explanation>>;

/** The explanation of a pass at a past instant; null until it has loaded. A new instant discards the old answer. */
export function useExplanationAt(passId: string, at: string): { outcome: Outcome | null; retry: () => void } {
  const [answer, setAnswer] = useState<{ key: string; outcome: Outcome } | null>(null);
  const [tries, setTries] = useState(0);
  const key = `${passId} ${at} ${tries}`;
  useEffect(() => {
    const gone = new AbortController();
    const path = `/api/v1/passes/${encodeURIComponent(passId)}/explain?at=${encodeURIComponent(at)}`;
    void askApi<Data<Explanation>>(path, { signal: gone.signal }).then((outcome) => {
      if (!gone.signal.aborted) setAnswer({ key, outcome });
    });
    return () => gone.abort();
  }, [passId, at, key]);
  return {
    outcome: answer?.key === key ? answer.outcome : null,
    retry: () => setTries((count) => count + 1),
  };
}
