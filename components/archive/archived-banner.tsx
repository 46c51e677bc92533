import Link from "next/link";
import { RestoreButton } from "./restore-button";
import { Banner } from "@/components/ui/banner";
import { TimeText } from "@/components/ui/time/time-text";
import { formatTime, formatTimeTitle } from "@/lib/format";
import type { Archiving } from "@/lib/archive/get-archiving";

type ArchivedBannerProps = {
  passId: string;
  archiving: Archiving;
  canRestore: boolean;
  clock: { zone: string; now: Date };
};

export function ArchivedBanner({ passId, archiving, canRestore, clock }: ArchivedBannerProps) {
  const { archived_on, run } = archiving;
  return (
    <Banner
      title="This pass is archived."
      action={canRestore ? <RestoreButton passId={passId} /> : undefined}
      className="my-3 items-center max-md:flex-wrap"
    >
      Since{" "}
      <TimeText
        iso={archived_on}
        text={formatTime(archived_on, clock)}
        title={formatTimeTitle(archived_on, clock)}
      />
      {run ? (
        <>
          , by {run.actor_name}{" "}
          {canRestore ? (
            <Link href={`/archive?run=${run.id}`} prefetch={false} className="link">
              {run.is_policy ? "under the archive policy" : `in run ${run.id}`}
            </Link>
          ) : run.is_policy ? (
            "under the archive policy"
          ) : (
            `in run ${run.id}`
          )}
        </>
      ) : null}
      . It cannot be corrected{canRestore ? " until it is restored" : "; an admin can restore it"}.
    </Banner>
  );
}
