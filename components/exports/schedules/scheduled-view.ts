import type { View } from "@/lib/views/view";

/** A view that a schedule may export: a saved view by its id, or a built-in one by its query. */
export type ScheduledView = Pick<View, "id" | "name"> & {
  scope: View["scope"] | "everybody";
  search: string | null;
};
