"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { planBulk, readPicked } from "@/components/bulk/send-bulk";
import { newIdempotencyKey } from "@/components/api/idempotency-key";
import type { ApiFailure } from "@/components/api/api-failure";
import type { Bulk } from "@/lib/bulk/bulk";

/** Makes a new plan with the same changes over the passes as they are now, and opens it. */
export function usePlanAgain(bulk: Bulk) {
  const router = useRouter();
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [isWorking, setWorking] = useState(false);
  const plan = async () => {
    setWorking(true);
    const made = await planAgain(bulk);
    if (made.kind === "done") {
      router.push(`/corrections/bulk/${made.answer.id}`);
      return;
    }
    setWorking(false);
    setFailure(made);
  };
  return { failure, isWorking, plan: () => void plan() };
}

async function planAgain(bulk: Bulk): ReturnType<typeof planBulk> {
  const { changes, reason, search } = bulk;
  const pin = bulk.is_pinned ? { pin_until: bulk.pin_until } : {};
  if (search !== null) return planBulk({ query: { search }, changes, reason, ...pin }, newIdempotencyKey());
  const picked = await readPicked(bulk.id);
  if (picked.kind !== "done") return picked;
  return planBulk({ pass_ids: picked.answer, changes, reason, ...pin }, newIdempotencyKey());
}
