import "server-only";
import { isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import type { View } from "@/lib/views/view";
import { readViews } from "./read-once";

/**
 * The frame around every page for its reader; null if nobody is signed in.
 * @unauthorized The frame shows only what the reader may see; each page authorizes itself.
 */
export async function readFrame(ctx: Context) {
  const { actor, zone, shownZone, clock } = ctx;
  if (actor === null) return null;
  const { AGENCY_NAME, isDemo } = env();
  return {
    user: { name: actor.name, email: actor.email, role: actor.role },
    can: {
      readAudit: isAllowed(ctx, "audit.list"),
      export: isAllowed(ctx, "export.list"),
      archive: isAllowed(ctx, "archive.read"),
      readJobs: isAllowed(ctx, "job.list"),
    },
    zone: { agency: zone, shown: shownZone, now: clock.now().toISOString() },
    environment: isDemo ? ("Demo" as const) : ("Production" as const),
    agencyName: AGENCY_NAME,
    views: await sidebarViews(ctx),
  };
}

/* Empty if the views cannot be read: the frame must not make a page fail. */
async function sidebarViews(ctx: Context): Promise<Pick<View, "id" | "name" | "scope" | "search">[]> {
  try {
    const views = await readViews(ctx);
    return views.map(({ id, name, scope, search }) => ({ id, name, scope, search }));
  } catch (error) {
    ctx.log.warn({ err: error, event: "views_not_read" }, "the views of the frame could not be read");
    return [];
  }
}
