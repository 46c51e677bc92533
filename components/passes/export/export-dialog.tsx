"use client";

import { Download } from "lucide-react";
import Link from "next/link";
import { type RefObject, useEffect, useState } from "react";
import { shownViews } from "@/components/passes/table/column-order";
import { ExportChoices } from "./export-choices";
import { ExportCount } from "./export-count";
import { backgroundHref, type ExportChoice, exportHref } from "./export-href";
import { useList } from "@/components/passes/query/list-context";
import { type ExactCount, useExactCount } from "@/components/passes/query/use-exact-count";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/overlay/dialog";

interface ExportDialogProps {
  opener: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** Exports the rows of the list as CSV; says how many there are before the export starts. */
export function ExportDialog({ opener, isOpen, onOpenChange }: ExportDialogProps) {
  const { query, columns, columnViews, clock, view } = useList();
  const exact = useExactCount(query);
  const [choice, setChoice] = useState<ExportChoice>({
    columns: "shown",
    format: "csv",
    time_zone: clock.zone,
  });
  const [isStarted, setStarted] = useState(false);
  const choose = (change: Partial<ExportChoice>) => {
    setChoice({ ...choice, ...change });
    setStarted(false);
  };
  const { start, stop } = exact;
  useEffect(() => {
    if (!isOpen) return;
    void start();
    return stop;
  }, [isOpen, start, stop]);
  const shown = shownViews(columnViews, columns);
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        opener={opener}
        title="Export passes"
        description="The rows of this list in its order, as a file. The audit log keeps who took what."
        footer={
          <>
            <DialogClose asChild>
              <Button variant="ghost">{isStarted ? "Close" : "Cancel"}</Button>
            </DialogClose>
            <DownloadLink
              count={exact.count}
              href={exportHref(query, shown, choice)}
              isStarted={isStarted}
              onStart={() => setStarted(true)}
            />
          </>
        }
      >
        <ExportCount exact={exact} isStarted={isStarted} />
        <ExportChoices choice={choice} clock={clock} onChoose={choose} />
        <p className="mt-3 text-ink-2">
          A download that takes over five minutes breaks off. Long lists, XLSX and schedules:{" "}
          <Link
            href={backgroundHref(query, shown, choice, view)}
            className="link inline-flex min-h-6 items-center"
          >
            Run in background…
          </Link>
        </p>
      </DialogContent>
    </Dialog>
  );
}

type DownloadLinkProps = { count: ExactCount; href: string; isStarted: boolean; onStart: () => void };

function DownloadLink({ count, href, isStarted, onStart }: DownloadLinkProps) {
  if (count.state !== "counted" || count.value === 0) {
    return (
      <Button variant="primary" disabled>
        {count.state === "counting" ? "Counting…" : "Nothing to download"}
      </Button>
    );
  }
  return (
    <a download href={href} onClick={onStart} className={buttonStyle({ variant: "primary" })}>
      <Download aria-hidden />
      {isStarted ? "Download again" : "Download CSV"}
    </a>
  );
}
