"use client";

import { ArchiveRestore } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { ArchivePlanText } from "./archive-plan-text";
import { passesText } from "./archive-words";
import { ConfirmRun } from "./confirm-run";
import { useArchivePlan } from "./use-archive-plan";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";

type RestoreCardProps = {
  /** The list's query, as URL parameters. */
  search: string;
  clock: { zone: string; now: Date };
  onStarted: () => void;
};

export function RestoreCard({ search, clock, onStarted }: RestoreCardProps) {
  const router = useRouter();
  const opener = useRef<HTMLButtonElement>(null);
  const [isAsking, setAsking] = useState(false);
  const asked = { direction: "restore" as const, query: { search } };
  const counted = useArchivePlan(asked);
  const count = counted?.kind === "done" ? counted.answer.data.will_move : 0;
  return (
    <Card title="Restore these passes">
      <div className="flex flex-col gap-3">
        <ArchivePlanText counted={counted} clock={clock} />
        <div className="flex flex-wrap gap-2">
          <Button
            ref={opener}
            variant="primary"
            icon={<ArchiveRestore aria-hidden />}
            disabled={count === 0}
            onClick={() => setAsking(true)}
          >
            {count > 0 ? `Restore ${passesText(count)}…` : "Restore"}
          </Button>
          <ButtonLink href={`/passes?${search}`} prefetch={false}>
            Back to the list
          </ButtonLink>
        </div>
      </div>
      {isAsking ? (
        <ConfirmRun
          asked={asked}
          count={count}
          opener={opener}
          isOpen
          onClose={() => setAsking(false)}
          onStarted={() => {
            setAsking(false);
            onStarted();
            router.replace("/archive");
          }}
        >
          They come back to the list with every value they had. The policy may archive them again: leave a
          note on those that should stay.
        </ConfirmRun>
      ) : null}
    </Card>
  );
}
