"use client";

import { Check, ClockAlert, EqualNot } from "lucide-react";
import Link from "next/link";
import { Empty, Lines, TimeCell } from "./plain-cells";
import { useRowLook } from "./row-context";
import { SyncedAge } from "./synced-age";
import { timeLeft, validityOf } from "@/components/passes/validity";
import { cn } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/value/copy-button";
import { NoRiderFlag } from "@/components/passes/no-rider";
import { StatusPill } from "@/components/ui/value/status-pill";
import { ValidityBar } from "@/components/ui/value/validity-bar";
import { formatMoney, formatTimeTitle, shortId } from "@/lib/format";
import type { Pass } from "@/lib/passes/pass";
import { passStatus } from "@/lib/passes/pass-status";
import { paymentTypeText } from "@/lib/passes/words/price-words";
import { isStaleAnswer } from "@/lib/passes/stale-after";
import { providerName } from "@/lib/passes/words/provider-name";
import type { ReadingClock } from "@/lib/time/reading-clock";

export interface CellProps {
  row: Pass;
}

/** Product, short id and flags; holds the link of the row. */
export function PassCell({ row: pass }: CellProps) {
  const { isCompact, isTabStop, onOpen } = useRowLook();
  const id = pass.pass_uuid ?? pass.id;
  return (
    <span
      className={cn(
        "flex min-w-0 max-md:items-center max-md:gap-2",
        isCompact ? "items-center gap-2" : "md:flex-col",
      )}
    >
      <Link
        href={`/passes/${pass.id}`}
        prefetch={false}
        data-row-link
        onNavigate={() => onOpen(pass.id)}
        tabIndex={isTabStop(pass.id) ? 0 : -1}
        className="truncate leading-4.5 font-medium text-ink hover:underline hover:underline-offset-3 max-md:text-14 max-md:leading-5 max-md:after:absolute max-md:after:inset-0"
      >
        {pass.product_name ?? "Unknown product"}
        <span className="sr-only">, pass {shortId(id)}</span>
      </Link>
      <span className="flex min-w-0 items-center gap-1.5 leading-4 text-ink-3">
        <span className="mono text-12 max-md:hidden">{shortId(id)}</span>
        {pass.duplicate ? <SmallFlag>Duplicate</SmallFlag> : null}
        {pass.pinned.length > 0 ? <SmallFlag>Pinned</SmallFlag> : null}
        {pass.device_locked ? <SmallFlag>Locked</SmallFlag> : null}
        {pass.archived ? <SmallFlag>Archived</SmallFlag> : null}
        {pass.drift === null ? null : <DriftWord className="md:hidden" />}
      </span>
    </span>
  );
}

function SmallFlag({ children }: { children: string }) {
  return (
    <span className="rounded-tag border border-line-strong px-1 text-11 leading-3.5 font-medium text-ink-2">
      {children}
    </span>
  );
}

function DriftWord({ className }: { className?: string }) {
  return (
    <span className={cn("flex items-center gap-0.75 text-12 font-medium text-drift-fg", className)}>
      <EqualNot aria-hidden className="size-3" />
      Drift
    </span>
  );
}

export function RiderCell({ row: pass }: CellProps) {
  if (pass.user_id === null) return <NoRiderFlag pass={pass} />;
  if (pass.rider === null) return <Lines main={`Rider ${pass.user_id}`} detail="not in the portal" />;
  return <Lines main={pass.rider.display_name} detail={pass.rider.email_masked} />;
}

export function StatusCell({ row: pass }: CellProps) {
  const { clock } = useRowLook();
  return <StatusPill status={passStatus(pass, clock.now)} left={timeLeft(pass, clock.now)} />;
}

export function ValidityCell({ row: pass }: CellProps) {
  const { clock, isCompact } = useRowLook();
  const { bar, main, detail } = validityOf(pass, clock);
  const [head, tail] = main.startsWith("expires ") ? ["expires ", main.slice(8)] : ["", main];
  return (
    <span className="flex items-center gap-3 max-md:gap-2">
      {bar ? (
        <ValidityBar {...bar} className="w-26 max-lg:w-16 max-md:w-14" />
      ) : (
        <span aria-hidden className="h-3.5 w-26 shrink-0 max-lg:w-16 max-md:hidden" />
      )}
      <span
        className="min-w-0 max-md:min-w-22 max-md:text-right max-md:text-ink-2"
        title={timesTitle(pass, clock)}
      >
        <span className="block truncate leading-4.5">
          <span className="max-md:hidden">{head}</span>
          {tail}
        </span>
        {detail && !isCompact ? (
          <span className="block truncate text-12 leading-4 text-ink-3 tabular-nums max-md:hidden">
            {detail}
          </span>
        ) : null}
      </span>
    </span>
  );
}

function timesTitle(pass: Pass, { zone }: ReadingClock): string {
  const times = [
    ["Created", pass.time_created],
    ["First used", pass.time_used],
    ["Expiration", pass.expiration],
  ] as const;
  return times
    .map(([name, iso]) => `${name}: ${iso === null ? "not recorded" : formatTimeTitle(iso, { zone })}`)
    .join("\n");
}

export function PaymentCell({ row: pass }: CellProps) {
  if (pass.payment === null) return <Empty name="Not recorded" />;
  const { price, passes } = pass.payment;
  const type = paymentTypeText(pass.payment.type);
  // The price is for the whole order, so an order of several passes shows their number.
  return <Lines main={formatMoney(price)} detail={passes > 1 ? `${type}, ${passes} passes` : type} />;
}

/** The provider and whether it agrees. An answer too old to rely on shows its age instead. */
export function ProviderCell({ row: pass }: CellProps) {
  const { isCompact, clock } = useRowLook();
  const agreement =
    pass.drift !== null ? (
      <DriftWord />
    ) : isStaleAnswer(pass.synced_on, passStatus(pass, clock.now), clock.now) ? (
      <span className="flex items-center gap-1.5 text-12 leading-4 whitespace-nowrap text-warn-fg">
        <ClockAlert aria-hidden className="size-3 shrink-0" />
        <span className="sr-only">Checked</span>
        <SyncedAge row={pass} />
      </span>
    ) : (
      <span className="flex items-center gap-1.5 text-12 leading-4 text-ink-3">
        {pass.synced_on === null ? null : <Check aria-hidden className="size-3" />}
        {pass.synced_on === null ? "Not checked" : "In sync"}
      </span>
    );
  if (isCompact) return agreement;
  return (
    <span className="flex flex-col">
      <span className="truncate leading-4.5">{providerName(pass.provider)}</span>
      {agreement}
    </span>
  );
}

/** When the row last changed; on hover or focus, a button to copy its id. */
export function UpdatedCell({ row: pass }: CellProps) {
  return (
    <>
      <TimeCell iso={pass.modified_on} isRelative />
      <span className="absolute inset-y-0 right-6 my-auto hidden h-8 items-center rounded-control bg-raised px-2 shadow-popover group-focus-within/row:flex group-hover/row:flex max-md:hidden!">
        <CopyButton value={pass.pass_uuid ?? pass.id} name="Pass ID" />
      </span>
    </>
  );
}
