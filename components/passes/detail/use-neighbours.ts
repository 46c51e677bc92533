"use client";

import { useEffect, useState } from "react";
import type { OpenedList } from "@/components/passes/query/opened-list";
import { askApi, type Data } from "@/components/api/ask-api";
import { neighboursInList } from "./walk-opened-list";

interface Neighbours {
  prev: string | null;
  next: string | null;
}

/**
 * The passes before and after the open one: at first as they were when the list was read, then as the server answers.
 * If the server cannot be reached, the first ones stay.
 */
export function useNeighbours(opened: OpenedList): Neighbours {
  const { passId, search } = opened;
  const [answer, setAnswer] = useState<Neighbours | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    const path = `/api/v1/passes/${passId}/neighbours${search === "" ? "" : `?${search}`}`;
    void askApi<Data<Neighbours>>(path, { signal: stop.signal }).then((outcome) => {
      if (outcome.kind === "done" && !stop.signal.aborted) setAnswer(outcome.answer.data);
    });
    return () => stop.abort();
  }, [passId, search]);
  return answer ?? neighboursInList(opened);
}
