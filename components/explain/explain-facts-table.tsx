import { TriangleAlert } from "lucide-react";
import { TimeText } from "@/components/ui/time/time-text";
import { formatDuration, formatTimeTitle } from "@/lib/format";
import type { Fact, FactSource, Verdict } from "@/lib/explain/explain-facts";

const OLD_MS = 3_600_000;

const SOURCE_LABEL: Readonly<Record<FactSource, string>> = {
  portal: "Portal",
  provider: "Provider",
  order: "Order",
  setting: "Settings",
  clock: "Clock",
};

/** What the verdicts rest on, each value once, in the order of the verdicts. */
export function usedFacts(verdicts: readonly Verdict[]): Fact[] {
  const once = new Map<string, Fact>();
  for (const fact of verdicts.flatMap((verdict) => verdict.facts)) {
    const key = `${fact.source} ${fact.field}`;
    if (!once.has(key)) once.set(key, fact);
  }
  return [...once.values()];
}

type ExplainFactsTableProps = { facts: readonly Fact[]; zone: string; now: string };

/** Values with where they come from and how old they are. */
export function ExplainFactsTable({ facts, zone, now }: ExplainFactsTableProps) {
  return (
    <table className="mt-1 mb-2 w-full text-left text-12 max-md:block">
      <caption className="sr-only">Facts used</caption>
      <thead className="text-ink-3 max-md:sr-only [&_th]:py-1 [&_th]:pr-3 [&_th]:font-normal">
        <tr>
          <th scope="col">Fact</th>
          <th scope="col">Value</th>
          <th scope="col">Source</th>
          <th scope="col">Age</th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {facts.map((fact) => (
          <tr
            key={`${fact.source} ${fact.field}`}
            className="border-t border-line-soft max-md:flex max-md:flex-wrap max-md:gap-x-3 max-md:py-1 md:[&>*]:py-1 md:[&>*]:pr-3"
          >
            <th scope="row" className="font-normal whitespace-nowrap text-ink-3 max-md:basis-full">
              {fact.label}
            </th>
            <td className="break-words tabular-nums">{fact.value}</td>
            <td className="text-ink-2">{SOURCE_LABEL[fact.source]}</td>
            <td className="text-ink-2 tabular-nums">
              <FactAge fact={fact} zone={zone} now={now} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/* A setting stays right until somebody changes it; what was read from elsewhere goes stale. */
function FactAge({ fact, zone, now }: { fact: Fact; zone: string; now: string }) {
  if (fact.as_of === null) return null;
  const age_ms = Math.max(0, Date.parse(now) - Date.parse(fact.as_of));
  const isOld = age_ms > OLD_MS && fact.source !== "setting";
  const said = fact.source === "setting" ? "set" : "as of";
  return (
    <span className={isOld ? "inline-flex items-center gap-1 text-warn-fg" : undefined}>
      {isOld ? <TriangleAlert aria-hidden className="size-3 shrink-0" /> : null}
      <TimeText
        iso={fact.as_of}
        text={`${said} ${formatDuration(age_ms)} ago`}
        title={formatTimeTitle(fact.as_of, { zone })}
      />
      {isOld ? <span className="sr-only">, old</span> : null}
    </span>
  );
}
