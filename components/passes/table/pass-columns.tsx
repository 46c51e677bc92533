import type { ComponentType } from "react";
import {
  type CellProps, PassCell, PaymentCell, ProviderCell, RiderCell, StatusCell, UpdatedCell, ValidityCell,
} from "./pass-cells"; // prettier-ignore
import { IdCell, ResolvedByCell, TimeCell, UsesCell } from "./plain-cells";
import { SyncedAge } from "./synced-age";
import type { ListColumn } from "@/lib/passes/list/list-columns";

interface ColumnLook {
  cell: ComponentType<CellProps>;
  width?: string;
  compactWidth?: string;
  className?: string;
  cellClassName?: string;
}

// A phone shows two lines of two: pass and status, rider and validity.
const NOT_ON_PHONE = "max-md:hidden!";
const ON_PHONE = "max-md:block max-md:h-auto! max-md:border-0! max-md:p-0! max-md:bg-transparent!";

/** How each column of the list is drawn. */
export const COLUMN_LOOK: Readonly<Record<ListColumn, ColumnLook>> = {
  pass_uuid: {
    cell: PassCell,
    width: "w-54 max-lg:w-48",
    compactWidth: "w-68",
    cellClassName: `${ON_PHONE} sticky left-11 z-2 max-md:static max-md:col-start-1 max-md:row-start-1`,
  },
  user_id: {
    cell: RiderCell,
    width: "w-43",
    compactWidth: "w-42",
    cellClassName: `${ON_PHONE} max-md:col-start-1 max-md:row-start-2 max-md:self-center`,
  },
  status: {
    cell: StatusCell,
    width: "w-41",
    cellClassName: `${ON_PHONE} max-md:col-start-2 max-md:row-start-1 max-md:self-center max-md:justify-self-end`,
  },
  validity: {
    cell: ValidityCell,
    width: "w-auto min-w-66 max-lg:min-w-0",
    cellClassName: `${ON_PHONE} max-md:col-start-2 max-md:row-start-2 max-md:self-center max-md:justify-self-end`,
  },
  payment: { cell: PaymentCell, width: "w-31", className: "right max-lg:pr-6", cellClassName: NOT_ON_PHONE },
  provider: { cell: ProviderCell, width: "w-26", className: "max-lg:hidden", cellClassName: NOT_ON_PHONE },
  modified_on: {
    cell: UpdatedCell,
    width: "w-31",
    className: "max-lg:hidden",
    cellClassName: `relative ${NOT_ON_PHONE}`,
  },
  serial: {
    cell: ({ row }) => <IdCell id={row.serial} isWhole />,
    width: "w-46",
    cellClassName: NOT_ON_PHONE,
  },
  order_uuid: {
    cell: ({ row }) => <IdCell id={row.order_uuid} />,
    width: "w-28",
    cellClassName: NOT_ON_PHONE,
  },
  time_created: timeColumn((pass) => pass.time_created),
  time_used: timeColumn((pass) => pass.time_used),
  expiration: timeColumn((pass) => pass.expiration),
  uses_count: { cell: UsesCell, width: "w-24", className: "right", cellClassName: NOT_ON_PHONE },
  resolved_by: { cell: ResolvedByCell, width: "w-32", cellClassName: NOT_ON_PHONE },
  synced_on: { cell: SyncedAge, width: "w-38", cellClassName: NOT_ON_PHONE },
  id: {
    cell: ({ row }) => <span className="mono">{row.id}</span>,
    width: "w-28",
    className: "right",
    cellClassName: NOT_ON_PHONE,
  },
};

function timeColumn(read: (pass: CellProps["row"]) => string | null): ColumnLook {
  return {
    cell: ({ row }) => <TimeCell iso={read(row)} />,
    width: "w-38",
    cellClassName: NOT_ON_PHONE,
  };
}
