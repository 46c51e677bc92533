import Link from "next/link";
import { recentRider, riderHref } from "./found-places";
import { FoundSection } from "./found-section";
import { rememberRecent } from "./kept-look-ups";
import { Nothing } from "@/components/ui/page/aside-part";
import { Tag } from "@/components/ui/value/tag";
import { formatCount } from "@/lib/format";
import type { FoundRider } from "@/lib/search/search-result";

/** Riders that a look-up found, masked; each row leads to its rider. */
export function FoundRiders({ riders }: { riders: readonly FoundRider[] }) {
  return (
    <FoundSection title="Riders" count={formatCount(riders.length)}>
      <table className="table">
        <caption className="sr-only">Riders found</caption>
        <thead className="max-md:sr-only">
          <tr>
            <th scope="col">Rider</th>
            <th scope="col">Email</th>
            <th scope="col">Phone</th>
            <th scope="col">Passes</th>
          </tr>
        </thead>
        <tbody>
          {riders.map((rider) => (
            <tr key={rider.user_id}>
              <td>
                <Link
                  href={riderHref(rider.user_id)}
                  prefetch={false}
                  onClick={() => rememberRecent(recentRider(rider))}
                  className="block font-medium text-accent-text hover:underline max-md:py-1"
                >
                  {rider.display_name}
                  <span className="block text-12 font-normal text-ink-3">Rider {rider.user_id}</span>
                </Link>
                {rider.is_deleted ? <Tag>Deleted</Tag> : null}
              </td>
              <td className="max-md:hidden">{rider.email_masked ?? <Nothing>None</Nothing>}</td>
              <td className="whitespace-nowrap max-md:hidden">
                {rider.phone_masked ?? <Nothing>None</Nothing>}
              </td>
              <td className="whitespace-nowrap tabular-nums">
                {formatCount(rider.passes.total.value, { relation: rider.passes.total.relation })}
                <span className="md:hidden"> {rider.passes.total.value === 1 ? "pass" : "passes"}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </FoundSection>
  );
}
