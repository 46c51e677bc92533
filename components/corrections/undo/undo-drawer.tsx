"use client";

import { Undo2 } from "lucide-react";
import type { KeyboardEvent } from "react";
import { stateOf } from "@/components/corrections/correction-draft";
import { CorrectionFooter } from "@/components/corrections/form/correction-footer";
import { CorrectionReason } from "@/components/corrections/form/correction-reason";
import { CorrectionFailure } from "@/components/corrections/form/correction-failure";
import { UndoChanged } from "./undo-changed";
import { UndoChanges } from "./undo-changes";
import { useUndo } from "./use-undo";
import { ButtonLink } from "@/components/ui/button-link";
import { Drawer, DrawerContent } from "@/components/ui/overlay/drawer";
import { EmptyState } from "@/components/ui/page/empty-state";
import { formatTime } from "@/lib/format";
import type { PastCorrection, UndoDifference } from "@/lib/corrections/correction";
import type { Pass } from "@/lib/passes/pass";

export type UndoDrawerProps = {
  pass: Pass;
  correction: PastCorrection;
  /** The label of every field of a pass. */
  labels: Readonly<Record<string, string>>;
  zone: string;
  /** The server's clock when the pass was read. */
  now: string;
  actorName: string;
};

export function UndoDrawer(props: UndoDrawerProps) {
  const { pass, correction, labels, zone } = props;
  const now = new Date(props.now);
  const undo = useUndo(pass, correction, zone);
  const isOver = correction.undone_by !== null || undo.already !== null;
  const differing = undo.refusal?.differing ?? overwritten(pass, correction);
  const isRefused = undo.refusal ? !undo.refusal.can_repeat : differing.length > 0;
  const canSave = !isOver && !isRefused;
  const saveByKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey) || undo.isSaving || !canSave) return;
    event.preventDefault();
    void undo.save();
  };
  return (
    <Drawer open onOpenChange={(open) => (open ? undefined : undo.leave())}>
      <DrawerContent
        title={correction.kind === "undo" ? "Undo this undoing" : "Undo this correction"}
        description={`${correction.actor.name}, ${formatTime(correction.at, { zone, now })}`}
        onKeyDown={saveByKey}
        onOpenAutoFocus={focusNote}
        footer={
          canSave ? (
            <CorrectionFooter
              actorName={props.actorName}
              saveLabel={undo.refusal ? "Undo anyway" : "Undo correction"}
              cancelLabel="Cancel"
              obstacle={undo.obstacle}
              isSaving={undo.isSaving}
              onSave={() => void undo.save()}
              onCancel={undo.leave}
            />
          ) : undefined
        }
      >
        <CorrectionFailure
          title="The correction was not undone."
          failure={undo.failure}
          onRetry={() => void undo.save()}
          isRetrying={undo.isSaving}
        />
        {isOver ? (
          <AlreadyUndone {...{ pass, correction, zone, now }} detail={undo.already} />
        ) : (
          <>
            {differing.length > 0 ? (
              <UndoChanged {...{ pass, differing, labels, zone, now }} refusal={undo.refusal} />
            ) : null}
            {isRefused ? null : (
              <>
                <UndoChanges {...{ pass, correction, labels, zone, now }} />
                <CorrectionReason model={undo.model} caseHint="As the correction had it" />
              </>
            )}
          </>
        )}
      </DrawerContent>
    </Drawer>
  );
}

/* The category is already chosen, so focus the note; without a note field, the focus stays on the close button. */
function focusNote(event: Event): void {
  const note = document.getElementById("correct-note");
  if (!note) return;
  event.preventDefault();
  note.focus();
}

/* The fields that changed since the correction: the page may know them before the server refuses. */
function overwritten(pass: Pass, { changes }: PastCorrection): UndoDifference[] {
  const state = stateOf(pass);
  return changes
    .filter(({ field, after }) => state[field] !== after)
    .map((change) => ({ ...change, current: state[change.field] }));
}

type AlreadyUndoneProps = Pick<UndoDrawerProps, "pass" | "correction" | "zone"> & {
  now: Date;
  detail: string | null;
};

function AlreadyUndone({ pass, correction, zone, now, detail }: AlreadyUndoneProps) {
  const { undone_by } = correction;
  return (
    <EmptyState
      icon={<Undo2 strokeWidth={1.5} />}
      title="This correction is undone already"
      body={
        undone_by
          ? `${undone_by.name} undid it, ${formatTime(undone_by.at, { zone, now })}. To bring it back, undo that entry.`
          : `${detail ?? ""} Load the pass again to see it.`
      }
      action={
        <ButtonLink
          href={`/passes/${pass.id}${undone_by ? `#entry-audit-${undone_by.id}` : ""}`}
          scroll={false}
          replace
        >
          {undone_by ? "Show the entry" : "Back to the pass"}
        </ButtonLink>
      }
    />
  );
}
