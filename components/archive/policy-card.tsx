"use client";

import { Archive } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { ArchivePlanText } from "./archive-plan-text";
import { isSamePolicy, passesText } from "./archive-words";
import { ConfirmRun } from "./confirm-run";
import { type PolicyDraft, PolicyFields, typedDays } from "./policy-fields";
import { sendPolicy } from "./send-archive";
import { useArchivePlan } from "./use-archive-plan";
import { FailureBanner } from "@/components/api/failure-banner";
import { useSending } from "@/components/api/use-sending";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { toast } from "@/components/ui/overlay/toast";
import type { ArchivePolicy } from "@/lib/archive/archive";

type PolicyCardProps = {
  saved: ArchivePolicy;
  clock: { zone: string; now: Date };
  /** A run that archives is under way, so the server would refuse a second one. */
  isBusy: boolean;
  /** Changes when a run ends, so that the passes are counted again. */
  round: number;
  onStarted: () => void;
};

const draftOf = (policy: ArchivePolicy): PolicyDraft => ({
  ...policy,
  age_days: String(policy.age_days),
  recent_order_days: String(policy.recent_order_days),
});

/* Null while a field holds an impossible value. */
function policyOf(draft: PolicyDraft): ArchivePolicy | null {
  const age_days = typedDays(draft.age_days);
  const recent_order_days = typedDays(draft.recent_order_days);
  if (age_days === null || recent_order_days === null || draft.statuses.length === 0) return null;
  return { age_days, recent_order_days, statuses: draft.statuses, exclusions: draft.exclusions };
}

export function PolicyCard({ saved, clock, isBusy, round, onStarted }: PolicyCardProps) {
  const router = useRouter();
  const [draft, setDraft] = useState(() => draftOf(saved));
  const { isSending: isSaving, failure, send } = useSending();
  const policy = policyOf(draft);
  const isChanged = policy === null || !isSamePolicy(policy, saved);
  const save = async () => {
    if (policy === null || isSaving) return;
    const outcome = await send(sendPolicy(policy));
    if (outcome.kind !== "done") return;
    toast.success("Archive policy saved");
    router.refresh();
  };
  return (
    <Card title="Policy">
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,320px)] gap-6 max-lg:grid-cols-1">
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <PolicyFields draft={draft} saved={saved} onChange={setDraft} />
          {failure ? <FailureBanner title="Nothing was saved." failure={failure} /> : null}
          <div className="flex gap-2">
            <Button type="submit" disabled={!isChanged || policy === null} working={isSaving}>
              Save policy
            </Button>
            {isChanged ? (
              <Button variant="ghost" onClick={() => setDraft(draftOf(saved))}>
                Discard changes
              </Button>
            ) : null}
          </div>
        </form>
        <RightNow policy={policy} isChanged={isChanged} {...{ clock, isBusy, round, onStarted }} />
      </div>
    </Card>
  );
}

type RightNowProps = Omit<PolicyCardProps, "saved"> & { policy: ArchivePolicy | null; isChanged: boolean };

function RightNow({ policy, isChanged, clock, isBusy, round, onStarted }: RightNowProps) {
  const counted = useArchivePlan(policy && { direction: "archive", policy }, round);
  return (
    <div className="flex flex-col gap-3 border-l pl-6 max-lg:border-t max-lg:border-l-0 max-lg:pt-4 max-lg:pl-0">
      <h3 className="text-12 font-medium text-ink-3">Right now</h3>
      {policy === null ? (
        <p className="text-ink-2">Mend the policy to see what it would archive.</p>
      ) : (
        <ArchivePlanText counted={counted} clock={clock} />
      )}
      <RunNow
        count={counted?.kind === "done" ? counted.answer.data.will_move : null}
        policy={policy}
        why={isBusy ? "A run is on" : isChanged ? "Save the policy first" : null}
        onStarted={onStarted}
      />
    </div>
  );
}

interface RunNowProps {
  count: number | null;
  policy: ArchivePolicy | null;
  /** Why the run cannot start; null if it can. */
  why: string | null;
  onStarted: () => void;
}

function RunNow({ count, policy, why, onStarted }: RunNowProps) {
  const opener = useRef<HTMLButtonElement>(null);
  const [isAsking, setAsking] = useState(false);
  const isPossible = why === null && count !== null && count > 0 && policy !== null;
  return (
    <div>
      <Button
        ref={opener}
        variant="primary"
        icon={<Archive aria-hidden />}
        disabled={!isPossible}
        onClick={() => setAsking(true)}
      >
        {why ?? (count ? `Archive ${passesText(count)}…` : "Archive now")}
      </Button>
      {isAsking && isPossible ? (
        <ConfirmRun
          asked={{ direction: "archive", policy }}
          count={count}
          opener={opener}
          isOpen
          onClose={() => setAsking(false)}
          onStarted={() => {
            setAsking(false);
            onStarted();
          }}
        >
          They leave the list and can be found with the filter Archived. Each can be restored at any time. You
          can stop the run while it goes.
        </ConfirmRun>
      ) : null}
    </div>
  );
}
