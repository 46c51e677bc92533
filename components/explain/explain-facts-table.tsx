import { TriangleAlert } from "lucide-react";
import { Table } from "@/components/data-table/table";
import type { Column } from "@/components/data-table/table-shape";
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

/** The facts behind the verdicts, each once, in the order of the verdicts. */
export function usedFacts(verdicts: readonly Verdict[]): Fact[] {
  const once = new Map<string, Fact>();
  for (const fact of verdicts.flatMap((verdict) => verdict.facts)) {
    const key = `${fact.source} ${fact.field}`;
    if (!once.has(key)) once.set(key, fact);
  }
  return [...once.values()];
}

const COLUMNS: readonly Column<Fact, { zone: string; now: string }>[] = [
  {
    label: "Fact",
    cell: (fact) => fact.label,
    isRowHeader: true,
    cellClassName: "text-ink-3 md:whitespace-nowrap max-md:basis-full",
  },
  { label: "Value", cell: (fact) => fact.value },
  { label: "Source", cell: (fact) => SOURCE_LABEL[fact.source], cellClassName: "text-ink-2" },
  {
    label: "Age",
    cell: (fact, clock) => <FactAge fact={fact} {...clock} />,
    cellClassName: "text-ink-2",
  },
];

type ExplainFactsTableProps = { facts: readonly Fact[]; zone: string; now: string };

export function ExplainFactsTable({ facts, zone, now }: ExplainFactsTableProps) {
  return (
    <Table
      look="quiet"
      density="compact"
      phone="stack"
      className="mt-1 mb-2"
      rowClassName="max-md:flex-row max-md:flex-wrap max-md:gap-x-3 max-md:border-line-soft max-md:px-0 max-md:py-1"
      caption="Facts used"
      columns={COLUMNS}
      rows={facts}
      rowKey={(fact) => `${fact.source} ${fact.field}`}
      given={{ zone, now }}
    />
  );
}

/* A setting is right until somebody changes it; a value read from elsewhere gets old. */
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
