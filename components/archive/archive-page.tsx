import { ArchiveBoard, type ArchiveBoardProps } from "./archive-board";
import { ButtonLink } from "@/components/ui/button-link";
import { LoadedAgo } from "@/components/ui/time/loaded-ago";

export function ArchivePage(props: ArchiveBoardProps) {
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-auto">
      <LoadedAgo now={props.now} />
      <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 px-6 pt-4 pb-2 max-md:px-4">
        <h1>Archive</h1>
        <span className="text-ink-3">Passes that are over, out of the list and never lost</span>
        <ButtonLink
          href="/passes?archived=only"
          prefetch={false}
          className="ml-auto max-md:ml-0 max-md:w-full"
        >
          Archived passes
        </ButtonLink>
      </div>
      <ArchiveBoard {...props} />
    </div>
  );
}
