import type { Context } from "@/lib/context";
import { FIELD_LABELS } from "@/lib/passes/field-labels";

/** The address of one of the two lists of corrections, starting at `cursor`. */
export function correctionsAddress(
  tab: "bulk" | "single",
  search: URLSearchParams,
  cursor: string | null,
): string {
  const next = new URLSearchParams(search);
  next.delete("cursor");
  if (cursor !== null) next.set("cursor", cursor);
  return `/corrections?${new URLSearchParams([["tab", tab], ...next])}`;
}

/** What the rows of both lists need to word fields and times. */
export function correctionWords({ shownZone, clock }: Pick<Context, "shownZone" | "clock">) {
  return { labels: FIELD_LABELS, zone: shownZone, now: clock.now() };
}
