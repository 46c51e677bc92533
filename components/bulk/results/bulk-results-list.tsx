"use client";

import { useEffect, useState } from "react";
import { BulkItems, type BulkWords } from "./bulk-items";
import { BulkPanel } from "./bulk-panel";
import { readResults } from "@/components/bulk/send-bulk";
import type { ApiFailure } from "@/components/api/api-failure";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/page/error-state";
import { Skeleton } from "@/components/ui/page/skeleton";
import type { BulkItem, BulkOutcome } from "@/lib/bulk/bulk";
import { formatCount } from "@/lib/format";

type BulkResultsListProps = {
  bulkId: string;
  outcome: BulkOutcome;
  title: string;
  /** How many passes have this outcome, by the counts of the page. */
  total: number;
  words: BulkWords;
  onClose?: () => void;
};

interface Loaded {
  items: readonly BulkItem[];
  next: string | null;
}

/** The passes of one outcome, page by page. Remount it for another outcome. */
export function BulkResultsList({ bulkId, outcome, title, total, words, onClose }: BulkResultsListProps) {
  const { loaded, failure, isLoading, more } = useResults(bulkId, outcome);
  const shown = loaded?.items.length ?? 0;
  return (
    <BulkPanel
      title={title}
      note={loaded ? `${formatCount(shown)} of ${formatCount(Math.max(total, shown))}` : null}
      className="mt-4"
      action={
        onClose ? (
          <Button size="sm" variant="ghost" onClick={onClose}>
            Close
          </Button>
        ) : null
      }
    >
      {loaded && shown > 0 ? <BulkItems caption={title} items={loaded.items} words={words} /> : null}
      {loaded && shown === 0 ? <p className="px-4 py-6 text-center text-ink-2">No pass is here.</p> : null}
      {loaded === null && failure === null ? <LoadingRows /> : null}
      {failure ? (
        <ErrorState
          title="The passes did not load"
          body={failure.sentence}
          reference={failure.reference ?? undefined}
          onRetry={more}
          isRetrying={isLoading}
        />
      ) : null}
      {loaded?.next && failure === null ? (
        <div className="border-t px-4 py-2">
          <Button size="sm" working={isLoading} onClick={more}>
            Show more
          </Button>
        </div>
      ) : null}
    </BulkPanel>
  );
}

function useResults(bulkId: string, outcome: BulkOutcome) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [asked, setAsked] = useState<{ cursor: string | null; nth: number }>({ cursor: null, nth: 0 });
  const [answered, setAnswered] = useState(-1);
  useEffect(() => {
    let isOver = false;
    void readResults(bulkId, outcome, asked.cursor).then((read) => {
      if (isOver) return;
      setAnswered(asked.nth);
      setFailure(read.kind === "done" ? null : read);
      if (read.kind !== "done") return;
      const { data, page } = read.answer;
      setLoaded((known) => ({ items: [...(known?.items ?? []), ...data], next: page.next }));
    });
    return () => {
      isOver = true;
    };
  }, [bulkId, outcome, asked]);
  return {
    loaded,
    failure,
    isLoading: answered < asked.nth,
    more: () => setAsked(({ nth }) => ({ cursor: loaded?.next ?? null, nth: nth + 1 })),
  };
}

function LoadingRows() {
  return (
    <div role="status" className="animate-fade [animation-delay:150ms] [animation-fill-mode:backwards]">
      <span className="sr-only">Loading passes</span>
      {[0, 1, 2, 3].map((row) => (
        <div
          key={row}
          className="flex h-12 items-center gap-12 border-b border-line-soft px-4 last:border-b-0"
        >
          <Skeleton className="w-36" />
          <Skeleton className="w-28" />
          <Skeleton className="w-56 max-md:hidden" />
        </div>
      ))}
    </div>
  );
}
