import { EqualNot } from "lucide-react";
import Link from "next/link";
import { DriftAdvice } from "./drift-advice";
import type { PassComparison } from "@/lib/providers/compare-pass-with-provider";

type CompareAroundProps = { comparison: PassComparison; correctHref: string | null };

/**
 * Findings that concern no single field, such as orders, duplicates and missed refreshes, and the routes to the rider.
 */
export function CompareAround({ comparison, correctHref }: CompareAroundProps) {
  const { findings, routes } = comparison;
  return (
    <>
      {findings.length > 0 ? (
        <section aria-labelledby="around-pass" className="mt-5">
          <h2 id="around-pass" className="text-13">
            Around this pass
          </h2>
          <ul className="mt-1.5 flex flex-col gap-2">
            {findings.map((finding, at) => (
              <li
                key={at}
                className="flex gap-2.5 rounded-control bg-drift-bg px-3 py-2 forced-colors:border"
              >
                <EqualNot aria-hidden className="mt-0.5 size-4 shrink-0 text-drift-fg" />
                <div className="min-w-0">
                  <DriftAdvice advice={finding} correctHref={correctHref} />
                  <Rows ids={finding.pass_ids} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {routes.routes.length > 0 ? <Routes routes={routes.routes} /> : null}
    </>
  );
}

function Rows({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-3 text-12">
      {ids.map((id) => (
        <Link key={id} href={`/passes/${id}`} className="link inline-flex min-h-6 items-center rounded-tag">
          Row {id}
        </Link>
      ))}
    </p>
  );
}

function Routes({ routes }: { routes: PassComparison["routes"]["routes"] }) {
  return (
    <section aria-labelledby="rider-routes" className="mt-5">
      <h2 id="rider-routes" className="text-13">
        Ways to the rider
      </h2>
      <ul className="mt-1 text-12 text-ink-2">
        {routes.map(({ route, user_id, label }) => (
          <li key={`${route} ${user_id}`} className="flex min-h-6 flex-wrap items-center gap-x-2">
            {label}
            <Link
              href={`/riders/${user_id}`}
              className="link inline-flex min-h-6 items-center rounded-tag tabular-nums"
            >
              Rider {user_id}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
