"use client";

import { Check } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { BulkFoot } from "@/components/bulk/bulk-frame";
import { expectedText, passes } from "@/components/bulk/bulk-words";
import { useCommandEnter } from "@/components/bulk/use-command-enter";
import type { BulkViewer } from "@/components/bulk/bulk-viewer";
import type { BulkModel } from "@/components/bulk/use-bulk";
import { useOnline } from "@/components/ui/browser/use-online";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { CopyButton } from "@/components/ui/value/copy-button";
import { Input } from "@/components/ui/form/input";
import { typedCount } from "@/components/ui/form/typed-count";
import { formatCount } from "@/lib/format";

type BulkConfirmProps = { model: BulkModel; viewer: BulkViewer; address: string };

/** The foot of a plan: type the count to confirm, or see who has to approve first. */
export function BulkConfirm({ model, viewer, address }: BulkConfirmProps) {
  const { bulk } = model;
  const isWaiting = bulk.needs_approval && bulk.approved === null;
  if (bulk.counts.will_change === 0) {
    return (
      <BulkFoot label="Next">
        <span className="flex-1 text-ink-2">There is nothing to run: no pass would change.</span>
        {viewer.canPlan ? <Back model={model} /> : null}
      </BulkFoot>
    );
  }
  if (bulk.state === "cancelled" || bulk.state === "failed") {
    return (
      <BulkFoot label="Next">
        <span className="flex-1 text-ink-2">
          {bulk.state === "failed"
            ? `The passes could not be checked. ${bulk.error ?? ""} Nothing was changed.`
            : "This plan was discarded. Nothing was changed."}
        </span>
        {viewer.canPlan ? <Back model={model} /> : null}
      </BulkFoot>
    );
  }
  if (isWaiting) return <Approval model={model} viewer={viewer} address={address} />;
  if (!viewer.canRun) {
    return (
      <BulkFoot label="Next">
        <span className="flex-1 text-ink-2">
          {bulk.approved === null ? "" : `Approved by ${bulk.approved.by.name}. `}An admin runs it.
        </span>
      </BulkFoot>
    );
  }
  return <Confirm model={model} />;
}

function Back({ model: { bulk } }: { model: BulkModel }) {
  return bulk.undo_of === null ? (
    <ButtonLink href={`/corrections/new?from=${bulk.id}`} prefetch={false}>
      Back
    </ButtonLink>
  ) : (
    <ButtonLink href={`/corrections/bulk/${bulk.undo_of}`} prefetch={false}>
      Back
    </ButtonLink>
  );
}

function Confirm({ model }: { model: BulkModel }) {
  const { bulk, acting, act } = model;
  const id = useId();
  const [typed, setTyped] = useState("");
  const isOnline = useOnline();
  const count = bulk.counts.will_change;
  const isRight = typedCount(typed) === count;
  const isWrong = !isRight && typed.replaceAll(/\D/g, "").length >= String(count).length;
  const run = () => {
    if (isRight && isOnline && acting === null) void act("run", { confirm_count: count });
  };
  const byKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    run();
  };
  useCommandEnter(run);
  const verb = bulk.undo_of === null ? "Correct" : "Undo";
  return (
    <BulkFoot label="Confirm">
      <label htmlFor={id} className="font-medium">
        Type <span className="tabular-nums">{formatCount(count)}</span> to confirm
      </label>
      <span className="relative w-33">
        <Input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          invalid={isWrong}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={byKey}
          className="pr-8 tabular-nums"
        />
        {isRight ? (
          <Check
            aria-hidden
            className="pointer-events-none absolute top-1/2 right-2.5 size-3.5 -translate-y-1/2 text-ok-fg"
          />
        ) : null}
      </span>
      <span className="min-w-0 flex-1 text-12 text-ink-3">
        Takes {expectedText(count)}. You can stop at any time.
      </span>
      <Button variant="ghost" working={acting === "cancel"} onClick={() => void act("cancel")}>
        Discard plan
      </Button>
      <Back model={model} />
      <Button
        variant="primary"
        disabled={!isRight || !isOnline}
        working={acting === "run"}
        onClick={run}
        className="tabular-nums"
      >
        {isOnline ? `${verb} ${passes(count)}` : "Offline: reconnect to run"}
      </Button>
    </BulkFoot>
  );
}

function Approval({ model, viewer, address }: BulkConfirmProps) {
  const { bulk, acting, act } = model;
  const isOwn = bulk.actor.id === viewer.id;
  const count = passes(bulk.counts.will_change);
  return (
    <BulkFoot label="Approval">
      <span className="min-w-0 flex-1">
        <b>
          {isOwn || !viewer.canApprove ? "Needs a second person." : `${bulk.actor.name} needs your approval.`}
        </b>{" "}
        <span className="text-ink-2">
          {isOwn
            ? "Ask a manager or another admin: send them the link to this page."
            : `Approving changes nothing yet. Then ${bulk.actor.name} confirms the count.`}
        </span>
      </span>
      <CopyButton variant="button" value={address} name="Link">
        Copy link
      </CopyButton>
      {isOwn && viewer.canPlan ? <Back model={model} /> : null}
      {!isOwn && viewer.canApprove ? (
        <Button variant="primary" working={acting === "approve"} onClick={() => void act("approve")}>
          Approve {count}
        </Button>
      ) : (
        <Button variant="primary" disabled>
          Waiting for approval
        </Button>
      )}
    </BulkFoot>
  );
}
