import type { ReactNode } from "react";
import { moneyText } from "./rider-words";
import { formatCount } from "@/lib/format";
import { priceText } from "@/lib/passes/words/price-words";
import type { Rider } from "@/lib/riders/rider";

export function RiderFigures({ rider }: { rider: Rider }) {
  const { counts, paid_12_months } = rider;
  const [most, ...others] = paid_12_months;
  const past = counts.expired + counts.used_up + counts.unknown;
  const unknown = counts.unknown > 0 ? `${formatCount(counts.unknown)} unknown` : null;
  return (
    <dl className="mt-4 grid grid-cols-4 divide-x rounded-card border max-md:grid-cols-2 max-md:divide-x-0">
      <Figure label="Using now" detail={null}>
        {formatCount(counts.using)}
      </Figure>
      <Figure label="Usable" detail={null}>
        {formatCount(counts.usable)}
      </Figure>
      <Figure label="Past" detail={unknown}>
        {formatCount(past, { relation: counts.total.relation })}
      </Figure>
      <Figure label="Paid, last 12 months" detail={others.length > 0 ? `and ${moneyText(others)}` : null}>
        {most ? priceText(most) : "None"}
      </Figure>
    </dl>
  );
}

function Figure({ label, detail, children }: { label: string; detail: string | null; children: ReactNode }) {
  return (
    <div className="min-w-0 px-4 py-3">
      <dt className="truncate text-12 text-ink-2">{label}</dt>
      <dd className="text-20 font-semibold tracking-tight break-words tabular-nums max-md:text-16">
        {children}
        {detail ? <span className="block text-12 font-normal tracking-normal text-ink-3">{detail}</span> : null}
      </dd>
    </div>
  ); // prettier-ignore
}
