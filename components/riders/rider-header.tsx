import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { AddNoteButton } from "@/components/notes/add-note-button";
import { RiderCopyId } from "./rider-copy-id";
import { dayAndTime } from "./rider-words";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/class-names";
import { Tag } from "@/components/ui/value/tag";
import { formatDay } from "@/lib/format";
import type { Rider } from "@/lib/riders/rider";

type RiderHeaderProps = { rider: Rider; canWriteNotes: boolean; zone: string; now: Date };

export function RiderHeader({ rider, canWriteNotes, zone, now }: RiderHeaderProps) {
  const clock = { zone, now };
  return (
    <header className="shrink-0 border-b pt-3 pr-4 pb-3.5 pl-6 max-md:px-4 max-md:pt-1">
      <Link
        href="/riders"
        prefetch={false}
        className="inline-flex h-7 items-center gap-1 rounded-tag text-12 text-ink-3 hover:text-ink max-md:h-11 max-md:text-13"
      >
        <ChevronLeft aria-hidden className="size-3.5" />
        Riders
      </Link>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Avatar name={rider.state === "active" ? rider.display_name : "?"} size="lg" />
        <div className="min-w-0 flex-1 max-md:basis-2/3">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h1 className="break-words">{rider.display_name}</h1>
            <RiderTags rider={rider} />
          </div>
          <p className="flex flex-wrap gap-x-2 text-12 text-ink-2 tabular-nums">
            <span>Rider {rider.user_id}</span>
            <Dot />
            <span>{rider.created_on ? `Since ${formatDay(rider.created_on, clock)}` : "Start not recorded"}</span>
            <Dot className="max-md:hidden" />
            <span>
              {rider.last_ride_on ? `Last ride ${dayAndTime(rider.last_ride_on, clock)}` : "No ride recorded"}
            </span>
          </p>
        </div>
        <div className="ml-auto flex items-center gap-2 max-md:ml-0 max-md:w-full">
          {canWriteNotes ? <AddNoteButton /> : null}
          <RiderCopyId userId={rider.user_id} />
        </div>
      </div>
    </header>
  ); // prettier-ignore
}

const Dot = ({ className }: { className?: string }) => (
  <span aria-hidden className={cn("text-line-strong", className)}>
    ·
  </span>
);

function RiderTags({ rider }: { rider: Rider }) {
  return (
    <>
      {rider.state === "deleted" ? <Tag>Deleted</Tag> : null}
      {rider.state === "unknown" ? <Tag tone="warn">No account</Tag> : null}
      {rider.is_guest ? <Tag>Guest</Tag> : null}
      {rider.tags.map((tag) => (
        <Tag key={tag} tone="accent">
          {tag.charAt(0).toUpperCase() + tag.slice(1)}
        </Tag>
      ))}
    </>
  );
}
