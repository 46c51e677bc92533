"use client";

import { useEffect, useState } from "react";
import type { Trail } from "@/components/passes/query/opened-list";
import { neighboursInTrail } from "./walk-opened-list";

interface Neighbours {
  prev: string | null;
  next: string | null;
}

/**
 * The passes beside the open one: at once those that stood beside it when the list was read, then those that do now. What
 * cannot be asked leaves the first.
 */
export function useNeighbours(trail: Trail): Neighbours {
  const { passId, search } = trail;
  const [answer, setAnswer] = useState<Neighbours | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    void readNeighbours(passId, search, stop.signal).then((found) => {
      if (found && !stop.signal.aborted) setAnswer(found);
    });
    return () => stop.abort();
  }, [passId, search]);
  return answer ?? neighboursInTrail(trail);
}

async function readNeighbours(
  passId: string,
  search: string,
  signal: AbortSignal,
): Promise<Neighbours | null> {
  try {
    const query = search === "" ? "" : `?${search}`;
    const response = await fetch(`/api/v1/passes/${passId}/neighbours${query}`, { signal });
    return response.ok ? ((await response.json()) as { data: Neighbours }).data : null;
  } catch {
    return null;
  }
}
