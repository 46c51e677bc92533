"use client";

import { useCallback, useRef, useState } from "react";
import { isBusy } from "./bulk-words";
import { actOnBulk, type BulkAct, type BulkProblem, readBulk } from "./send-bulk";
import { usePolling } from "@/components/ui/browser/use-polling";
import type { Bulk, BulkDetail } from "@/lib/bulk/bulk";

const BUSY_MS = 1_000;
const WAITING_MS = 5_000;

export interface BulkFailed {
  act: BulkAct;
  problem: BulkProblem;
}

export interface BulkModel {
  bulk: BulkDetail;
  /** The server could not be asked lately; what is shown is from before. */
  isOld: boolean;
  /** What is being asked for right now. */
  acting: BulkAct | null;
  failed: BulkFailed | null;
  /** Answers what came of it; null where it was refused, which `failed` then says. */
  act: (act: BulkAct, body?: object) => Promise<Bulk | null>;
  isSampling: boolean;
  showAnotherSample: () => void;
}

/** A bulk correction that stays as it is on the server: asked again while it moves, and not while nobody looks. */
export function useBulk(first: BulkDetail): BulkModel {
  const [bulk, setBulk] = useState(first);
  const [isOld, setOld] = useState(false);
  const [acting, setActing] = useState<BulkAct | null>(null);
  const [failed, setFailed] = useState<BulkFailed | null>(null);
  const [isSampling, setSampling] = useState(false);
  const sample = useRef(0);
  const { id } = first;

  const refresh = useCallback(async () => {
    const answer = await readBulk(id, sample.current);
    setOld(!answer.ok);
    if (answer.ok) setBulk(answer.value);
  }, [id]);
  usePolling(refresh, pauseOf(bulk));

  const act = async (name: BulkAct, body?: object) => {
    setActing(name);
    setFailed(null);
    const answer = await actOnBulk(id, name, body);
    await refresh();
    setActing(null);
    if (answer.ok) return answer.value;
    setFailed({ act: name, problem: answer.problem });
    return null;
  };
  const showAnotherSample = async () => {
    sample.current += 1;
    setSampling(true);
    await refresh();
    setSampling(false);
  };
  return { bulk, isOld, acting, failed, act, isSampling, showAnotherSample: () => void showAnotherSample() };
}

/* Somebody else may approve it at any moment. */
function pauseOf(bulk: Bulk): number | null {
  if (isBusy(bulk.state)) return BUSY_MS;
  return bulk.state === "planned" && bulk.needs_approval && bulk.approved === null ? WAITING_MS : null;
}
