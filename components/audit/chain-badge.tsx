"use client";

import { LoaderCircle, ShieldAlert, ShieldCheck, ShieldQuestion } from "lucide-react";
import Link from "next/link";
import { chainWords, shortHash } from "./chain-words";
import { useAuditState } from "./use-audit-state";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/value/copy-button";
import { Facts } from "@/components/ui/value/key-value-list";
import { KeyValue } from "@/components/ui/value/key-value";
import { Popover } from "@/components/ui/overlay/popover";
import { useOpening } from "@/components/ui/overlay/use-opening";
import { formatCount, formatTime } from "@/lib/format";
import type { AuditState } from "@/lib/audit/chain/audit-state";

type ChainBadgeProps = { first: AuditState; zone: string; now: string };

const LOOKS = {
  ok: { look: "bg-ok-bg text-ok-fg", Icon: ShieldCheck },
  warn: { look: "bg-warn-bg text-warn-fg", Icon: ShieldQuestion },
  bad: { look: "bg-bad-bg text-bad-fg", Icon: ShieldAlert },
  info: { look: "bg-info-bg text-info-fg", Icon: LoaderCircle },
} as const;

export function ChainBadge({ first, zone, now }: ChainBadgeProps) {
  const { state, isAsking, verify } = useAuditState(first);
  const { opener, isOpen, setOpen, buttonProps } = useOpening();
  const { tone, text } = chainWords(state);
  const { look, Icon } = LOOKS[tone];
  return (
    <>
      <span role="status" className="inline-flex">
        <button
          type="button"
          {...buttonProps}
          onClick={() => setOpen(!isOpen)}
          className={cn(
            "inline-flex h-7 items-center gap-1.5 rounded-control px-2.5 text-12 font-medium tabular-nums hover:brightness-97 max-md:h-11 forced-colors:border",
            look,
          )}
        >
          <Icon aria-hidden className={cn("size-3.5", tone === "info" && "animate-spin")} />
          {text}
        </button>
      </span>
      <Popover
        anchor={opener}
        isOpen={isOpen}
        onOpenChange={setOpen}
        label="Verification of the audit log"
        align="end"
        isPadded
        className="w-84 max-w-[calc(100vw-24px)]"
      >
        <ChainFacts state={state} zone={zone} now={now} />
        <div className="mt-3 flex items-center justify-between gap-3 border-t pt-3">
          <span className="text-12 text-ink-3">Every night, and when asked.</span>
          <Button
            size="sm"
            working={isAsking}
            disabled={state.running !== null}
            onClick={() => void verify()}
          >
            Verify now
          </Button>
        </div>
      </Popover>
    </>
  );
}

function ChainFacts({
  state: { stopped, check, sealed, waiting, running },
  zone,
  now,
}: { state: AuditState } & Omit<ChainBadgeProps, "first">) {
  const at = (iso: string) => formatTime(iso, { zone, now: new Date(now) });
  return (
    <>
      {(stopped ?? check?.problem) ? <p className="mb-2 text-bad-fg">{stopped ?? check?.problem}</p> : null}
      {check?.first_bad_id ? (
        <p className="mb-2">
          <Link prefetch={false} className="link rounded-tag" href={`/audit?entry=${check.first_bad_id}`}>
            Show entry {check.first_bad_id}
          </Link>
        </p>
      ) : null}
      <Facts className="[&>div]:grid-cols-[96px_minmax(0,1fr)]">
        <KeyValue label="Last check">{check ? `${at(check.on)}, ${check.by}` : "None yet"}</KeyValue>
        {check ? <KeyValue label="Entries read">{formatCount(check.entries)}</KeyValue> : null}
        {running ? <KeyValue label="This check">{runningText(running)}</KeyValue> : null}
        <KeyValue label="Sealed up to">
          {sealed ? `Link ${formatCount(Number(sealed.seq))}, ${at(sealed.on)}` : "Nothing yet"}
        </KeyValue>
        <KeyValue label="Waiting">{formatCount(waiting)}</KeyValue>
        {sealed ? (
          <KeyValue label="End of chain">
            <CopyButton value={`${sealed.seq}:${sealed.hash}`} name="End of the chain">
              <span className="mono">{shortHash(sealed.hash)}</span>
            </CopyButton>
          </KeyValue>
        ) : null}
      </Facts>
    </>
  );
}

function runningText({ state, done, total }: NonNullable<AuditState["running"]>): string {
  if (state === "queued") return "Waits for the worker";
  return done === null || total === null ? "Begins" : `${formatCount(done)} of ${formatCount(total)}`;
}
