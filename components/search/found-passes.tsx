import Link from "next/link";
import { passHref, recentPass, riderHref } from "./found-places";
import { FoundSection } from "./found-section";
import { rememberRecent } from "./kept-look-ups";
import { Flag } from "@/components/ui/value/flag";
import { StatusPill } from "@/components/ui/value/status-pill";
import { TimeText } from "@/components/ui/time/time-text";
import type { ShownZone } from "@/lib/display-zone";
import { formatCount, formatTime, formatTimeTitle, shortId } from "@/lib/format";
import type { Pass } from "@/lib/passes/pass";
import type { BoundedTotal } from "@/lib/search/search-result";

type FoundPassesProps = { passes: readonly Pass[]; total: BoundedTotal; zone: ShownZone };

/** Passes that a look-up found; each row leads to its pass. */
export function FoundPasses({ passes, total, zone }: FoundPassesProps) {
  return (
    <FoundSection title="Passes" count={formatCount(total.value, { relation: total.relation })}>
      <table className="table">
        <caption className="sr-only">Passes found</caption>
        <thead className="max-md:sr-only">
          <tr>
            <th scope="col">Pass</th>
            <th scope="col">Status</th>
            <th scope="col">Rider</th>
            <th scope="col">First used</th>
            <th scope="col">Expiration</th>
          </tr>
        </thead>
        <tbody>
          {passes.map((pass) => (
            <PassRow key={pass.id} pass={pass} zone={zone} />
          ))}
        </tbody>
      </table>
    </FoundSection>
  );
}

function PassRow({ pass, zone }: { pass: Pass; zone: ShownZone }) {
  return (
    <tr>
      <td>
        <Link
          href={passHref(pass.id)}
          prefetch={false}
          onClick={() => rememberRecent(recentPass(pass))}
          className="block font-medium text-accent-text hover:underline max-md:py-1"
        >
          {pass.product_name ?? "Unnamed product"}
          <span className="mono block text-12 font-normal text-ink-3">
            {shortId(pass.pass_uuid ?? pass.id)}
          </span>
        </Link>
      </td>
      <td>
        <span className="flex flex-wrap items-center gap-1.5">
          <StatusPill status={pass.status} />
          {pass.duplicate ? <Flag kind="duplicate" /> : null}
          {pass.drift ? <Flag kind="drift" /> : null}
        </span>
      </td>
      <td className="max-md:hidden">
        {pass.user_id === null ? (
          <Flag kind="unlinked" />
        ) : (
          <Link href={riderHref(pass.user_id)} prefetch={false} className="hover:underline">
            {pass.rider?.display_name ?? `Rider ${pass.user_id}`}
          </Link>
        )}
      </td>
      <TimeCell iso={pass.time_used} none="Not used" zone={zone} />
      <TimeCell iso={pass.expiration} none="None" zone={zone} />
    </tr>
  );
}

function TimeCell({ iso, none, zone }: { iso: string | null; none: string; zone: ShownZone }) {
  return (
    <td className="whitespace-nowrap max-md:hidden">
      {iso === null ? (
        <span className="text-ink-3">{none}</span>
      ) : (
        <TimeText
          iso={iso}
          text={formatTime(iso, { zone: zone.shown, now: zone.now })}
          title={formatTimeTitle(iso, { zone: zone.shown })}
        />
      )}
    </td>
  );
}
