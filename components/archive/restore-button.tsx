"use client";

import { ArchiveRestore } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { sendRestore } from "./send-archive";
import { sayFailure } from "@/components/api/say-failure";
import { useChangeKey } from "@/components/api/use-change-key";
import { useSending } from "@/components/api/use-sending";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/overlay/toast";

export function RestoreButton({ passId }: { passId: string }) {
  const router = useRouter();
  const { isSending, send } = useSending();
  const keys = useChangeKey();
  const [isRefreshing, startTransition] = useTransition();
  const restore = async () => {
    const outcome = await send(sendRestore(passId, keys.of(passId)));
    if (outcome.kind !== "done") return sayFailure(outcome, "The pass was not restored.");
    keys.forget();
    // An answer without a direction is the restored pass; one with a direction is the run that will restore it.
    if (outcome.answer.data.direction === undefined) toast.success("Restored to the list");
    else toast.info("The worker is busy. The pass comes back as soon as it is free.");
    startTransition(() => router.refresh());
    return undefined;
  };
  return (
    <Button
      icon={<ArchiveRestore aria-hidden />}
      working={isSending || isRefreshing}
      onClick={() => void restore()}
      className="shrink-0 max-md:h-11 max-md:w-full"
    >
      Restore
    </Button>
  );
}
