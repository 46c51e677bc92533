import { Pencil } from "lucide-react";
import Link from "next/link";
import { AddNoteButton } from "@/components/notes/add-note-button";
import { CopyButton } from "@/components/ui/value/copy-button";
import { Button } from "@/components/ui/button";
import { Flag, type FlagKind } from "@/components/ui/value/flag";
import { PassBackLink } from "./pass-back-link";
import { PassCorrectLink } from "./pass-correct-link";
import { PassCopyLink } from "./pass-copy-link";
import { PassNeighbours } from "./pass-neighbours";
import { PassLiveStatus } from "@/components/passes/pass-live-status";
import { headTailId } from "@/lib/format";
import type { Pass } from "@/lib/passes/pass";
import { paidText, paymentTypeText } from "@/lib/passes/words/price-words";

export type PassHeaderProps = {
  pass: Pass;
  can: { correct: boolean };
  /** The reader's role, named where it may not do something. */
  role: string;
  now: Date;
};

export function PassHeader(props: PassHeaderProps) {
  const { pass, now } = props;
  return (
    <header className="shrink-0 border-b pt-3 pr-4 pb-3.5 pl-6 max-md:px-4 max-md:pt-1">
      <div className="flex items-center">
        <PassBackLink passId={pass.id} />
        <PassNeighbours passId={pass.id} />
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <h1>{pass.product_name ?? "Pass without a product"}</h1>
        <span className="flex flex-wrap items-center gap-1">
          <PassLiveStatus facts={pass} serverNow={now.toISOString()} />
          {flagsOf(pass).map((kind) => (
            <Flag key={kind} kind={kind} />
          ))}
        </span>
        <PassActions {...props} />
      </div>
      <Summary pass={pass} />
    </header>
  );
}

/* Acts on the pass: in the header, or on a phone in a bar above the tab bar, within reach of the thumb. */
function PassActions({ pass, can, role }: PassHeaderProps) {
  return (
    <div className="ml-auto flex items-center gap-2 max-md:fixed max-md:inset-x-0 max-md:bottom-15 max-md:z-20 max-md:grid max-md:grid-cols-3 max-md:border-t max-md:bg-surface max-md:px-4 max-md:py-2">
      {pass.archived ? (
        <Button disabled icon={<Pencil aria-hidden />} title="Restore it first">
          Correct…
        </Button>
      ) : can.correct ? (
        <PassCorrectLink passId={pass.id} />
      ) : (
        <>
          <span id="no-correct" className="text-12 text-ink-3 max-md:col-span-3">
            Admins correct passes. Your role is {role}.
          </span>
          <Button disabled icon={<Pencil aria-hidden />} aria-describedby="no-correct">
            Correct…
          </Button>
        </>
      )}
      <AddNoteButton />
      <PassCopyLink passId={pass.id} passUuid={pass.pass_uuid} />
    </div>
  );
}

function Summary({ pass }: { pass: Pass }) {
  const id = pass.pass_uuid ?? pass.id;
  return (
    <div className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-2">
      <CopyButton value={id} name="Pass ID">
        <span className="mono max-md:hidden">{id}</span>
        <span className="mono md:hidden">{headTailId(id)}</span>
      </CopyButton>
      <Dot />
      {pass.user_id === null ? (
        <span className="font-medium text-ink">{pass.rider_pending ? "Not linked yet" : "Unlinked"}</span>
      ) : (
        <Link
          href={`/riders/${pass.user_id}`}
          className="link inline-flex min-h-6 items-center rounded-tag font-medium"
        >
          {pass.rider?.display_name ?? `Rider ${pass.user_id}`}
        </Link>
      )}
      <Dot />
      <span className="tabular-nums">{pass.payment ? priceLine(pass.payment) : "Price not recorded"}</span>
    </div>
  );
}

/* A price in coins or tokens already says how it was paid. */
function priceLine(payment: NonNullable<Pass["payment"]>): string {
  const price = paidText(payment);
  return payment.price.unit === "dollars"
    ? `${price}, ${paymentTypeText(payment.type).toLowerCase()}`
    : price;
}

const Dot = () => (
  <span aria-hidden className="text-line-strong">
    ·
  </span>
);

function flagsOf(pass: Pass): FlagKind[] {
  const flags: [FlagKind, boolean][] = [
    ["drift", pass.drift !== null],
    ["unlinked", pass.user_id === null && !pass.rider_pending],
    ["not_linked_yet", pass.rider_pending],
    ["duplicate", pass.duplicate],
    ["pinned", pass.pinned.length > 0],
    ["device_locked", pass.device_locked],
    ["archived", pass.archived],
  ];
  return flags.flatMap(([kind, isSet]) => (isSet ? [kind] : []));
}
