"use client";

import { Undo2 } from "lucide-react";
import Link from "next/link";
import { useRef, useState } from "react";
import { BulkUndoDialog } from "./bulk-undo-dialog";
import { hasRun, isBusy, passes } from "@/components/bulk/bulk-words";
import type { BulkModel } from "@/components/bulk/use-bulk";
import { AsidePart } from "@/components/ui/page/aside-part";
import { Button } from "@/components/ui/button";

export function BulkUndoPart({ model, canUndo }: { model: BulkModel; canUndo: boolean }) {
  const { bulk } = model;
  if (bulk.undo_of !== null) {
    return (
      <AsidePart title="Undoes">
        <Link href={`/corrections/bulk/${bulk.undo_of}`} prefetch={false} className="link rounded-tag">
          Bulk correction {bulk.undo_of}
        </Link>
      </AsidePart>
    );
  }
  if (bulk.undone_by !== null) {
    return (
      <AsidePart title="Undo">
        <p className="text-ink-2">
          Undone by{" "}
          <Link href={`/corrections/bulk/${bulk.undone_by}`} prefetch={false} className="link rounded-tag">
            bulk correction {bulk.undone_by}
          </Link>
          .
        </p>
      </AsidePart>
    );
  }
  if (!hasRun(bulk)) {
    return (
      <AsidePart title="Undo">
        <p className="text-ink-2">
          A run can be undone as a whole. Passes that someone changes later are left alone and listed.
        </p>
      </AsidePart>
    );
  }
  return (
    <AsidePart title="Undo">
      <AfterRun model={model} canUndo={canUndo} />
    </AsidePart>
  );
}

function AfterRun({ model, canUndo }: { model: BulkModel; canUndo: boolean }) {
  const { bulk } = model;
  const opener = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const { changed } = bulk.counts;
  if (isBusy(bulk.state) || bulk.state === "paused") {
    return <p className="text-ink-2">Stop the run, or let it end, to undo what is corrected by then.</p>;
  }
  if (changed === 0) return <p className="text-ink-2">Nothing was changed, so there is nothing to undo.</p>;
  return (
    <>
      <p className="text-ink-2">
        Puts back the old values. Passes that someone changed since are left alone.
      </p>
      {canUndo ? (
        <>
          <Button
            ref={opener}
            variant="danger-line"
            icon={<Undo2 aria-hidden />}
            onClick={() => setOpen(true)}
            className="mt-2.5 w-full max-md:hidden"
          >
            Undo {passes(changed)}…
          </Button>
          <BulkUndoDialog model={model} opener={opener} isOpen={isOpen} onClose={() => setOpen(false)} />
        </>
      ) : (
        <p className="mt-2 text-12 text-ink-3">An admin can undo it.</p>
      )}
    </>
  );
}
