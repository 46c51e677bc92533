"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import type { NewExportProps } from "@/components/exports/new/new-export-drawer";
import type { ScheduleDrawerProps } from "@/components/exports/schedules/schedule-drawer";
import type { FilterView } from "@/lib/passes/query/filter-views";

const NewExportDrawer = dynamic(
  () => import("@/components/exports/new/new-export-drawer").then((module) => module.NewExportDrawer),
  { ssr: false },
);
const ScheduleDrawer = dynamic(
  () => import("@/components/exports/schedules/schedule-drawer").then((module) => module.ScheduleDrawer),
  {
    ssr: false,
  },
);

export type ExportDrawersProps = {
  drawer:
    | { kind: "new"; start: NewExportProps["start"] }
    | { kind: "schedules"; start: ScheduleDrawerProps["start"] }
    | null;
  filterViews: readonly FilterView[];
  zone: string;
  now: string;
  /** The address of the page without a drawer. */
  backHref: string;
};

/** Opens the drawer that the address asks for; closing it goes back to the page. */
export function ExportDrawers({ drawer, filterViews, zone, now, backHref }: ExportDrawersProps) {
  const router = useRouter();
  const close = () => router.push(backHref, { scroll: false });
  if (drawer === null) return null;
  if (drawer.kind === "schedules") {
    return <ScheduleDrawer start={drawer.start} zone={zone} now={now} onClose={close} />;
  }
  const clock = { zone, now: new Date(now) };
  return <NewExportDrawer start={drawer.start} filterViews={filterViews} clock={clock} onClose={close} />;
}
