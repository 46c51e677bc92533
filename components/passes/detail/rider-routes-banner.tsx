import Link from "next/link";
import { Banner } from "@/components/ui/banner";
import type { RiderRoutes } from "@/lib/passes/rider-routes";

/** Warns that more than one rider claims the pass, and says by which routes; renders nothing if all routes agree. */
export function RiderRoutesBanner({ routes }: { routes: RiderRoutes }) {
  if (!routes.disagree) return null;
  const riders = [...Map.groupBy(routes.routes, (each) => each.user_id)];
  return (
    <Banner tone="warn" title={`${countWord(riders.length)} riders claim this pass.`} className="mt-5">
      Ask for the receipt before anything is told about either.
      <ul className="mt-1">
        {riders.map(([user_id, ways]) => (
          <li key={user_id}>
            <Link
              href={`/riders/${user_id}`}
              className="link inline-flex min-h-6 items-center rounded-tag tabular-nums"
            >
              Rider {user_id}
            </Link>
            : {ways.map((way) => lowered(way.label)).join(", ")}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

const countWord = (count: number) => (count === 2 ? "Two" : count === 3 ? "Three" : String(count));
const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
