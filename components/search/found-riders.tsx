import { recentRider, riderHref } from "./found-places";
import { FoundSection } from "./found-section";
import { rememberRecent } from "./kept-look-ups";
import { RowLink } from "@/components/data-table/row-link";
import { Table } from "@/components/data-table/table";
import type { Column } from "@/components/data-table/table-shape";
import { Nothing } from "@/components/ui/page/aside-part";
import { Tag } from "@/components/ui/value/tag";
import { formatCount } from "@/lib/format";
import type { FoundRider } from "@/lib/search/search-result";

const COLUMNS: readonly Column<FoundRider>[] = [
  { label: "Rider", cell: (rider) => <Name rider={rider} /> },
  {
    label: "Email",
    cell: ({ email_masked }) => email_masked ?? <Nothing>None</Nothing>,
    className: "max-md:hidden",
  },
  {
    label: "Phone",
    cell: ({ phone_masked }) => phone_masked ?? <Nothing>None</Nothing>,
    className: "max-md:hidden",
    cellClassName: "whitespace-nowrap",
  },
  {
    label: "Passes",
    cell: ({ passes: { total } }) => <PassCount {...total} />,
    cellClassName: "whitespace-nowrap tabular-nums",
  },
];

/** The riders that a look-up found, with masked contacts; each row links to its rider. */
export function FoundRiders({ riders }: { riders: readonly FoundRider[] }) {
  return (
    <FoundSection title="Riders" count={formatCount(riders.length)}>
      <Table
        phone="headless"
        caption="Riders found"
        columns={COLUMNS}
        rows={riders}
        rowKey={({ user_id }) => user_id}
      />
    </FoundSection>
  );
}

function Name({ rider }: { rider: FoundRider }) {
  return (
    <>
      <RowLink
        href={riderHref(rider.user_id)}
        note={`Rider ${rider.user_id}`}
        onClick={() => rememberRecent(recentRider(rider))}
      >
        {rider.display_name}
      </RowLink>
      {rider.is_deleted ? <Tag>Deleted</Tag> : null}
    </>
  );
}

function PassCount({ value, relation }: FoundRider["passes"]["total"]) {
  return (
    <>
      {formatCount(value, { relation })}
      <span className="md:hidden"> {value === 1 ? "pass" : "passes"}</span>
    </>
  );
}
