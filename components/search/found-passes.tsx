import Link from "next/link";
import { passHref, recentPass, riderHref } from "./found-places";
import { FoundSection } from "./found-section";
import { rememberRecent } from "./kept-look-ups";
import { RowLink } from "@/components/data-table/row-link";
import { Table } from "@/components/data-table/table";
import type { Column } from "@/components/data-table/table-shape";
import { NoRiderFlag } from "@/components/passes/no-rider";
import { Flag } from "@/components/ui/value/flag";
import { StatusPill } from "@/components/ui/value/status-pill";
import { TimeText } from "@/components/ui/time/time-text";
import type { ShownZone } from "@/lib/display-zone";
import { formatCount, formatTime, formatTimeTitle, shortId } from "@/lib/format";
import type { Pass } from "@/lib/passes/pass";
import type { BoundedTotal } from "@/lib/search/search-result";

const COLUMNS: readonly Column<Pass, ShownZone>[] = [
  { label: "Pass", cell: (pass) => <Name pass={pass} /> },
  { label: "Status", cell: (pass) => <Status pass={pass} /> },
  { label: "Rider", cell: (pass) => <Rider pass={pass} />, className: "max-md:hidden" },
  timeColumn("First used", "Not used", (pass) => pass.time_used),
  timeColumn("Expiration", "None", (pass) => pass.expiration),
];

type FoundPassesProps = { passes: readonly Pass[]; total: BoundedTotal; zone: ShownZone };

export function FoundPasses({ passes, total, zone }: FoundPassesProps) {
  return (
    <FoundSection title="Passes" count={formatCount(total.value, { relation: total.relation })}>
      <Table
        phone="headless"
        caption="Passes found"
        columns={COLUMNS}
        rows={passes}
        rowKey={({ id }) => id}
        given={zone}
      />
    </FoundSection>
  );
}

function Name({ pass }: { pass: Pass }) {
  return (
    <RowLink
      href={passHref(pass.id)}
      note={<span className="mono">{shortId(pass.pass_uuid ?? pass.id)}</span>}
      onClick={() => rememberRecent(recentPass(pass))}
    >
      {pass.product_name ?? "Unnamed product"}
    </RowLink>
  );
}

function Status({ pass }: { pass: Pass }) {
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <StatusPill status={pass.status} />
      {pass.duplicate ? <Flag kind="duplicate" /> : null}
      {pass.drift ? <Flag kind="drift" /> : null}
    </span>
  );
}

function Rider({ pass }: { pass: Pass }) {
  const { user_id, rider } = pass;
  if (user_id === null) return <NoRiderFlag pass={pass} />;
  return (
    <Link href={riderHref(user_id)} prefetch={false} className="hover:underline">
      {rider?.display_name ?? `Rider ${user_id}`}
    </Link>
  );
}

function timeColumn(
  label: string,
  none: string,
  read: (pass: Pass) => string | null,
): Column<Pass, ShownZone> {
  return {
    label,
    cell: (pass, { shown, now }) => {
      const iso = read(pass);
      if (iso === null) return <span className="text-ink-3">{none}</span>;
      return (
        <TimeText
          iso={iso}
          text={formatTime(iso, { zone: shown, now })}
          title={formatTimeTitle(iso, { zone: shown })}
        />
      );
    },
    className: "max-md:hidden",
    cellClassName: "whitespace-nowrap",
  };
}
