"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { type BulkProblem, planBulk, readPicked } from "@/components/bulk/send-bulk";
import { newIdempotencyKey } from "@/components/api/idempotency-key";
import type { Bulk } from "@/lib/bulk/bulk";

/** Makes a new plan with the same ask, over the passes as they are now, and goes there. */
export function usePlanAgain(bulk: Bulk) {
  const router = useRouter();
  const [problem, setProblem] = useState<BulkProblem | null>(null);
  const [isWorking, setWorking] = useState(false);
  const plan = async () => {
    setWorking(true);
    const made = await planAgain(bulk);
    if (made.ok) {
      router.push(`/corrections/bulk/${made.value.id}`);
      return;
    }
    setWorking(false);
    setProblem(made.problem);
  };
  return { problem, isWorking, plan: () => void plan() };
}

async function planAgain(bulk: Bulk): ReturnType<typeof planBulk> {
  const { changes, reason, search } = bulk;
  const pin = bulk.is_pinned ? { pin_until: bulk.pin_until } : {};
  if (search !== null) return planBulk({ query: { search }, changes, reason, ...pin }, newIdempotencyKey());
  const picked = await readPicked(bulk.id);
  if (!picked.ok) return picked;
  return planBulk({ pass_ids: picked.value, changes, reason, ...pin }, newIdempotencyKey());
}
