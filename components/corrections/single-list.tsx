import { PencilLine } from "lucide-react";
import Link from "next/link";
import { type CorrectionWords, SINGLE_TABLE } from "./single-columns";
import { Table } from "@/components/data-table/table";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";
import { Pager } from "@/components/ui/page/pager";
import { formatCount } from "@/lib/format";
import type { PastCorrection } from "@/lib/corrections/correction";

export type SingleListProps = {
  corrections: readonly PastCorrection[];
  /** The address narrows the list to one pass, one bulk correction, one person and so on. */
  isFiltered: boolean;
  newerHref: string | null;
  olderHref: string | null;
  canUndo: boolean;
  words: CorrectionWords;
};

export function SingleList({
  corrections,
  isFiltered,
  newerHref,
  olderHref,
  canUndo,
  words,
}: SingleListProps) {
  if (corrections.length === 0 && newerHref === null) return <NoCorrection isFiltered={isFiltered} />;
  return (
    <>
      <div className="min-h-0 flex-1 overflow-auto">
        <Table
          {...SINGLE_TABLE}
          caption="Corrections of single passes, newest first"
          rows={corrections}
          rowKey={({ id }) => id}
          given={{ canUndo, words }}
        />
      </div>
      <Pager newerHref={newerHref} olderHref={olderHref}>
        <span className="tabular-nums">{formatCount(corrections.length)} on this page</span>
        {isFiltered ? (
          <Link href="/corrections?tab=single" prefetch={false} className="link rounded-tag">
            Show all
          </Link>
        ) : null}
      </Pager>
    </>
  );
}

function NoCorrection({ isFiltered }: { isFiltered: boolean }) {
  return (
    <EmptyState
      icon={<PencilLine strokeWidth={1.5} />}
      title={isFiltered ? "No correction matches this address" : "No corrections yet"}
      body={
        isFiltered
          ? "The filters in the address leave nothing."
          : "When somebody corrects a pass, its values before and after appear here."
      }
      action={isFiltered ? <ButtonLink href="/corrections?tab=single">Show all</ButtonLink> : undefined}
      className="m-auto"
    />
  );
}
