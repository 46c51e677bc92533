import Link from "next/link";
import { catchUpText } from "./rider-words";
import { Banner } from "@/components/ui/banner";
import { RiderPassKeys } from "./rider-pass-keys";
import { RiderPassRow } from "./rider-pass-row";
import { NothingHere, RiderSection } from "./rider-section";
import { formatCount } from "@/lib/format";
import type { CatchUp } from "@/lib/passes/catch-up/catch-up";
import type { RiderRecord } from "@/lib/riders/get-rider-record";
import type { RiderCounts } from "@/lib/riders/rider";

type RiderPassesProps = {
  userId: string;
  groups: RiderRecord["passes"];
  counts: RiderCounts;
  catchUp: CatchUp | null;
  zone: string;
  now: Date;
};

export function RiderPasses({ userId, groups, counts, catchUp, zone, now }: RiderPassesProps) {
  const all = `/passes?user_id=${userId}`;
  const { active, ready, past } = groups;
  if (counts.total.value === 0) {
    return (
      <RiderSection id="passes" title="Passes" count="0">
        <NothingHere>
          {catchUp === null
            ? "No pass on record leads to this rider."
            : `No pass is linked to this rider yet. ${catchUpText(catchUp)}`}
        </NothingHere>
      </RiderSection>
    );
  }
  const group = { zone, now, all };
  return (
    <RiderPassKeys>
      {catchUp === null ? null : <Banner className="mt-4">More passes may appear here. {catchUpText(catchUp)}</Banner>}
      <Group {...group} id="active" title="Active now" passes={active} nothing="No pass is in use." />
      <Group {...group} id="ready" title="Ready to use" passes={ready} nothing="No pass is ready to use." />
      <Group {...group} id="past" title="Past" passes={past} nothing="No pass has ended yet." isCut={counts.total.relation === "gte"} />
    </RiderPassKeys>
  ); // prettier-ignore
}

type GroupProps = {
  id: string;
  title: string;
  passes: RiderRecord["passes"]["past"];
  nothing: string;
  /** Link to the list of all passes of this rider. */
  all: string;
  /** There are more passes than were counted. */
  isCut?: boolean;
  zone: string;
  now: Date;
};

function Group({ id, title, passes, nothing, all, isCut = false, zone, now }: GroupProps) {
  const total = formatCount(passes.total, { relation: isCut ? "gte" : "eq" });
  const isAll = passes.data.length === passes.total && !isCut;
  return (
    <RiderSection
      id={id}
      title={title}
      count={total}
      aside={passes.total > 1 ? "Newest first" : null}
    >
      {passes.total === 0 ? <NothingHere>{nothing}</NothingHere> : null}
      <ul>
        {passes.data.map((pass) => (
          <li key={pass.id} className="border-b">
            <RiderPassRow pass={pass} zone={zone} now={now} />
          </li>
        ))}
      </ul>
      {isAll ? null : (
        <Link href={all} prefetch={false} className="link mt-2 inline-flex min-h-6 items-center rounded-tag max-md:min-h-11">
          Show all {title.toLowerCase() === "past" ? total : "passes"}
        </Link>
      )}
    </RiderSection>
  ); // prettier-ignore
}
