import type { ReactNode } from "react";
import { ArchivedBanner } from "@/components/archive/archived-banner";
import { getArchiving } from "@/lib/archive/get-archiving";
import { isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import type { Pass } from "@/lib/passes/pass";

/** What stands over an archived pass; nothing over any other. */
export async function archivedBanner(ctx: Context, pass: Pass): Promise<ReactNode> {
  const archiving = pass.archived ? await getArchiving(ctx, pass.id) : null;
  if (archiving === null) return null;
  const clock = { zone: ctx.shownZone, now: ctx.clock.now() };
  const canRestore = isAllowed(ctx, "pass.restore");
  return <ArchivedBanner passId={pass.id} {...{ archiving, canRestore, clock }} />;
}
