import { CloudOff, RefreshCw } from "lucide-react";
import { CompareAround } from "./compare-around";
import { OnlyDifferences } from "./compare-only-differences";
import {
  COMPARED_ROW,
  compareAdvice,
  compareColumns,
  DIFFERING_ROW,
  SAME_ROW,
  orderedRows,
} from "./compare-columns";
import { Table } from "@/components/data-table/table";
import { Age } from "@/components/ui/time/age";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/page/empty-state";
import { zoneLabel } from "@/lib/format";
import type { Pass } from "@/lib/passes/pass";
import { providerName } from "@/lib/passes/words/provider-name";
import type { PassComparison } from "@/lib/providers/compare-pass-with-provider";

export type ComparePanelProps = {
  pass: Pass;
  comparison: PassComparison;
  can: { correct: boolean };
  zone: string;
  now: Date;
};

/** An answer older than this may be out of date. */
const OLD_AFTER_MS = 60 * 60_000;

export function ComparePanel(props: ComparePanelProps) {
  const { pass, comparison, can } = props;
  const correctHref = can.correct ? `/passes/${pass.id}/correct` : null;
  return (
    <>
      {comparison.snapshot ? <Compared {...props} correctHref={correctHref} /> : <NoAnswer {...props} />}
      <LiveAnswer comparison={comparison} provider={providerName(pass.provider)} />
      <CompareAround comparison={comparison} correctHref={correctHref} />
    </>
  );
}

type ComparedProps = ComparePanelProps & { correctHref: string | null };

function Compared(props: ComparedProps) {
  const { pass, comparison, zone, now, correctHref } = props;
  const provider = providerName(pass.provider);
  const names = { portal: pass.product_name, provider: comparison.snapshot?.product_name ?? null };
  return (
    <OnlyDifferences summary={<Summary {...props} />} canHide={comparison.differences.length > 0}>
      <Table
        look="plain"
        phone="stack"
        className="mt-2 table-fixed"
        caption={`Values in the portal and at ${provider}, times in ${zoneLabel(zone, now)}`}
        columns={compareColumns(provider)}
        rows={orderedRows(comparison)}
        rowKey={({ field }) => field.field}
        rowClassName={COMPARED_ROW}
        markRow={({ difference }) => (difference ? DIFFERING_ROW : SAME_ROW)}
        given={{ names, zone, correctHref }}
        details={compareAdvice}
      />
    </OnlyDifferences>
  );
}

function Summary({ comparison, zone, now }: ComparePanelProps) {
  const { snapshot, fields, differences } = comparison;
  if (snapshot === null) return null;
  const compared = fields.filter((field) => field.verdict !== "not_comparable").length;
  const count = differences.length;
  return (
    <>
      Snapshot from{" "}
      <Age
        iso={snapshot.taken_on}
        now={now.toISOString()}
        zone={zone}
        stale_after_ms={OLD_AFTER_MS}
        isLong
        className="font-medium"
      />
      .{" "}
      {count === 0 ? (
        <span>All {compared} fields agree.</span>
      ) : (
        <span className="font-medium text-drift-fg">
          {count} of {compared} fields {count === 1 ? "differs" : "differ"}.
        </span>
      )}{" "}
      <span className="text-12 text-ink-3">Times in {zoneLabel(zone, now)}</span>
    </>
  );
}

function NoAnswer({ pass, comparison, zone, now }: ComparePanelProps) {
  const provider = providerName(pass.provider);
  if (comparison.snapshot_state === "unreadable") {
    return (
      <EmptyState
        icon={<CloudOff strokeWidth={1.5} />}
        title="The stored snapshot cannot be read"
        body={`An answer of ${provider} is stored in a form this desk does not know, so there is nothing to compare with. Tell an admin; the next sync stores a new one.`}
      />
    );
  }
  const { synced_on } = comparison.portal;
  return (
    <EmptyState
      icon={<CloudOff strokeWidth={1.5} />}
      title={`No answer of ${provider} is kept`}
      body={
        <>
          {provider} has not answered about this pass since its answers are kept, so there is nothing to
          compare the portal’s row with.
          {synced_on ? (
            <>
              {" "}
              The row itself was last checked{" "}
              <Age iso={synced_on} now={now.toISOString()} zone={zone} stale_after_ms={OLD_AFTER_MS} isLong />
              .
            </>
          ) : (
            " The row itself was never checked."
          )}
        </>
      }
    />
  );
}

function LiveAnswer({ comparison, provider }: { comparison: PassComparison; provider: string }) {
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2">
      <Button disabled size="sm" icon={<RefreshCw aria-hidden />} aria-describedby="no-live-answer">
        Ask {provider} now
      </Button>
      <span id="no-live-answer" className="min-w-0 flex-1 text-12 text-ink-3">
        {comparison.live.reason}
      </span>
    </div>
  );
}
