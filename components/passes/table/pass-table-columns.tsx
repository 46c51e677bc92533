import type { ComponentType } from "react";
import {
  type CellProps, PassCell, PaymentCell, ProviderCell, RiderCell, StatusCell, UpdatedCell, ValidityCell,
} from "./pass-cells"; // prettier-ignore
import { FieldCell, IdCell, UsesCell } from "./plain-cells";
import { SyncedAge } from "./synced-age";
import type { FieldKind } from "@/lib/fields/field-spec";
import type { ListField } from "@/lib/passes/pass-fields";
import type { ColumnView, ComposedColumn } from "@/lib/passes/list/list-columns";

interface ColumnLook {
  cell: ComponentType<CellProps>;
  width?: string;
  compactWidth?: string;
  className?: string;
  cellClassName?: string;
}

// A phone shows two lines with two values each: pass and status, rider and validity.
const NOT_ON_PHONE = "max-md:hidden!";
const ON_PHONE = "max-md:block max-md:h-auto! max-md:border-0! max-md:p-0! max-md:bg-transparent!";

/* Columns that show more than one field, or one in a special way. */
const DRAWN: Readonly<Record<ComposedColumn, ColumnLook> & Partial<Record<ListField, ColumnLook>>> = {
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
  uses_count: { cell: UsesCell, width: "w-24", className: "right", cellClassName: NOT_ON_PHONE },
  synced_on: { cell: SyncedAge, width: "w-38", cellClassName: NOT_ON_PHONE },
  id: {
    cell: ({ row }) => <span className="mono">{row.id}</span>,
    width: "w-28",
    className: "right",
    cellClassName: NOT_ON_PHONE,
  },
};

const WIDTH: Readonly<Record<FieldKind, string>> = {
  time: "w-38",
  id: "w-28",
  code: "w-46",
  text: "w-46",
  count: "w-24",
  flag: "w-24",
};

export function columnLook(view: ColumnView): ColumnLook {
  if (view.only === undefined) return DRAWN[view.id];
  const { id, only } = view;
  return (
    DRAWN[id] ?? {
      cell: ({ row }) => <FieldCell row={row} view={only} />,
      width: WIDTH[only.kind],
      className: only.kind === "count" ? "right" : undefined,
      cellClassName: NOT_ON_PHONE,
    }
  );
}
