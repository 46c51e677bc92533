"use client";

import { use } from "react";
import type { CountOutcome } from "@/components/passes/query/count-outcome";
import { useExactCount } from "@/components/passes/query/use-exact-count";
import { formatCount } from "@/lib/format";
import type { PassQuery } from "@/lib/passes/query/pass-query";

const LINK = "link max-md:min-h-11";

/** How many passes match; if there are more than 10,000, a click counts them exactly. */
export function PassCount({ count, query }: { count: Promise<CountOutcome>; query: PassQuery }) {
  const first = use(count);
  const exact = useExactCount(query);
  return (
    <span
      role="status"
      className="inline-flex items-baseline gap-2 whitespace-nowrap text-ink-3 tabular-nums"
    >
      <Told first={first} exact={exact} />
    </span>
  );
}

function Told({ first, exact }: { first: CountOutcome; exact: ReturnType<typeof useExactCount> }) {
  switch (exact.count.state) {
    case "counted":
      return <Amount value={exact.count.value} relation="eq" />;
    case "counting":
      return (
        <>
          Counting{exact.count.seconds > 0 ? `, ${exact.count.seconds}\u00a0s` : "…"}
          <button type="button" className={LINK} onClick={exact.stop}>
            Stop
          </button>
        </>
      );
    case "refused":
      return (
        <>
          <span title={exact.count.message}>Not counted</span>
          <CountExactly onClick={() => void exact.start()} />
        </>
      );
    case "idle":
      if (first.kind === "counted" && first.relation === "eq") return <Amount {...first} />;
      return (
        <>
          {first.kind === "counted" && first.value > 0 ? <Amount {...first} /> : null}
          <CountExactly onClick={() => void exact.start()} />
        </>
      );
  }
}

function Amount({ value, relation }: { value: number; relation: "eq" | "gte" }) {
  return (
    <span>
      <b className="font-medium text-ink">{formatCount(value, { relation })}</b>{" "}
      {value === 1 && relation === "eq" ? "pass" : "passes"}
    </span>
  );
}

function CountExactly({ onClick }: { onClick: () => void }) {
  return (
    <button type="button" className={LINK} onClick={onClick}>
      Count exactly
    </button>
  );
}
