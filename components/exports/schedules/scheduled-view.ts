import type { View } from "@/lib/views/view";

/** What a schedule may take out: a saved view by its id, or one that everybody has by its query. */
export type ScheduledView = Pick<View, "id" | "name"> & {
  scope: View["scope"] | "everybody";
  search: string | null;
};
