"use client";

import { useCallback, useRef, useState } from "react";
import { isBusy } from "./bulk-words";
import { actOnBulk, type BulkAct, readBulk } from "./send-bulk";
import type { ApiFailure } from "@/components/api/api-failure";
import { useChangeKey } from "@/components/api/use-change-key";
import { usePolling } from "@/components/ui/browser/use-polling";
import type { Bulk, BulkDetail } from "@/lib/bulk/bulk";

const BUSY_MS = 1_000;
const WAITING_MS = 5_000;

export interface BulkFailed {
  act: BulkAct;
  failure: ApiFailure;
}

export interface BulkModel {
  bulk: BulkDetail;
  /** Why the last refresh failed; what is shown is older. Null if it worked. */
  stale: ApiFailure | null;
  acting: BulkAct | null;
  failed: BulkFailed | null;
  /** Answers the result; null if it was refused, with the reason in `failed`. */
  act: (act: BulkAct, body?: object) => Promise<Bulk | null>;
  isSampling: boolean;
  showAnotherSample: () => void;
}

/** A bulk correction, kept up to date: polled while its state can change, and not while the tab is hidden. */
export function useBulk(first: BulkDetail): BulkModel {
  const [bulk, setBulk] = useState(first);
  const [stale, setStale] = useState<ApiFailure | null>(null);
  const [acting, setActing] = useState<BulkAct | null>(null);
  const [failed, setFailed] = useState<BulkFailed | null>(null);
  const [isSampling, setSampling] = useState(false);
  const sample = useRef(0);
  const keys = useChangeKey();
  const { id } = first;

  const refresh = useCallback(async () => {
    const outcome = await readBulk(id, sample.current);
    setStale(outcome.kind === "done" ? null : outcome);
    if (outcome.kind === "done") setBulk(outcome.answer);
  }, [id]);
  usePolling(refresh, pauseOf(bulk));

  const act = async (name: BulkAct, body?: object) => {
    setActing(name);
    setFailed(null);
    const outcome = await actOnBulk(id, { act: name, body, key: keys.of([name, body]) });
    await refresh();
    setActing(null);
    if (outcome.kind !== "done") {
      setFailed({ act: name, failure: outcome });
      return null;
    }
    keys.forget();
    return outcome.answer;
  };
  const showAnotherSample = async () => {
    sample.current += 1;
    setSampling(true);
    await refresh();
    setSampling(false);
  };
  return { bulk, stale, acting, failed, act, isSampling, showAnotherSample: () => void showAnotherSample() };
}

/* A plan that needs approval is polled too, because somebody else may approve it at any moment. */
function pauseOf(bulk: Bulk): number | null {
  if (isBusy(bulk.state)) return BUSY_MS;
  return bulk.state === "planned" && bulk.needs_approval && bulk.approved === null ? WAITING_MS : null;
}
