import { cache } from "react";
import type { SidebarView } from "@/components/views/sidebar-views";
import type { Context } from "@/lib/context";
import { listViews } from "@/lib/views/list-views";

/** The reader's views, read once for the frame and the page in it. */
export const readViews = cache(listViews);

/** What the frame shows of them; none where they cannot be read, because a page must not fail by its frame. */
export async function readSidebarViews(ctx: Context): Promise<SidebarView[]> {
  try {
    const views = await readViews(ctx);
    return views.map(({ id, name, scope, search }) => ({ id, name, scope, search }));
  } catch (error) {
    ctx.log.warn({ err: error, event: "views_not_read" }, "the views of the frame could not be read");
    return [];
  }
}
