"use client";

import { usePathname } from "next/navigation";
import { type FailedPage, LoadFailed } from "@/components/ui/page/load-failed";

/** What a page shows, by the beginning of its address; the first match applies. */
const SHOWN: readonly { under: string; what: string; isFilterKept?: true }[] = [
  { under: "/passes/", what: "The pass" },
  { under: "/passes", what: "The passes", isFilterKept: true },
  { under: "/riders/", what: "The rider" },
  { under: "/corrections/new", what: "The selection", isFilterKept: true },
  { under: "/corrections/bulk/", what: "The bulk correction" },
  { under: "/corrections", what: "The corrections", isFilterKept: true },
  { under: "/exports", what: "Exports" },
  { under: "/archive", what: "The archive" },
  { under: "/audit", what: "The audit log", isFilterKept: true },
  { under: "/jobs", what: "The list of jobs", isFilterKept: true },
  { under: "/settings", what: "The settings" },
];

/** Replaces any page of the desk that failed; the app shell around it stays. */
export default function DeskError(props: FailedPage) {
  const pathname = usePathname();
  const { what, isFilterKept } = SHOWN.find(({ under }) => pathname.startsWith(under)) ?? {
    what: "This page",
  };
  return <LoadFailed {...props} what={what} isFilterKept={isFilterKept} />;
}
