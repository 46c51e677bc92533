import Link from "next/link";
import { PassLiveStatus } from "@/components/passes/pass-live-status";
import { validityOf } from "@/components/passes/validity";
import { passPrice } from "./rider-words";
import { Flag, type FlagKind } from "@/components/ui/value/flag";
import { StatusPill } from "@/components/ui/value/status-pill";
import { ValidityBar } from "@/components/ui/value/validity-bar";
import { shortId } from "@/lib/format";
import type { Pass } from "@/lib/passes/pass";

/** One pass of a rider on one line, or on two on a phone. */
export function RiderPassRow({ pass, zone, now }: { pass: Pass; zone: string; now: Date }) {
  const validity = validityOf(pass, { zone, now });
  return (
    <Link
      href={`/passes/${pass.id}`}
      prefetch={false}
      data-pass={pass.id}
      className="grid min-h-9 grid-cols-[minmax(0,1fr)_minmax(0,180px)_minmax(0,1.9fr)_auto] max-lg:grid-cols-[minmax(0,1fr)_minmax(0,150px)_minmax(0,1.3fr)_auto] items-center gap-x-3 py-1 -outline-offset-2 hover:bg-hover max-md:min-h-11 max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-y-1 max-md:py-2"
    >
      <span className="min-w-0 truncate">
        <span className="font-medium">{pass.product_name ?? "Pass without a product"}</span>{" "}
        <span className="mono ml-1 text-ink-2">{shortId(pass.pass_uuid ?? pass.id)}</span>
      </span>
      <span className="flex flex-wrap items-center gap-1 max-md:justify-end">
        {pass.status === "USING" ? (
          <PassLiveStatus facts={pass} serverNow={now.toISOString()} />
        ) : (
          <StatusPill status={pass.status} />
        )}
        {flagsOf(pass).map((kind) => (
          <Flag key={kind} kind={kind} />
        ))}
      </span>
      <span className="flex min-w-0 items-center gap-3">
        <span className="w-22 shrink-0 max-xl:hidden">
          {validity.bar ? <ValidityBar {...validity.bar} className="w-22" /> : null}
        </span>
        <span className="min-w-0 truncate text-12 tabular-nums">
          {validity.main} {validity.detail ? <span className="text-ink-3">{validity.detail}</span> : null}
        </span>
      </span>
      <span className="text-right tabular-nums">{passPrice(pass.payment)}</span>
    </Link>
  );
}

function flagsOf(pass: Pass): FlagKind[] {
  const flags: [FlagKind, boolean][] = [
    ["drift", pass.drift !== null],
    ["pinned", pass.pinned.length > 0],
    ["device_locked", pass.device_locked],
    ["archived", pass.archived],
  ];
  return flags.flatMap(([kind, isSet]) => (isSet ? [kind] : []));
}
