import type { ReactNode } from "react";
import { readSidebarViews } from "./read-views";
import { AppShell } from "@/components/shell/app-shell";
import { may } from "@/lib/acts";
import { env } from "@/lib/env";
import { currentContext } from "@/lib/http/page-context";

/** The frame of the desk. It authorizes nothing: each page asks for itself. */
export default async function DeskLayout({ children }: { children: ReactNode }) {
  // Nobody, or a database that is away: the page inside meets the same and says so in its own words.
  const ctx = await currentContext().catch(() => null);
  if (!ctx?.actor) return children;
  const { actor, zone, shownZone, clock } = ctx;
  const { AGENCY_NAME, isDemo } = env();
  return (
    <AppShell
      user={{ name: actor.name, email: actor.email, role: actor.role }}
      can={{
        readAudit: may(actor.role, "audit.list"),
        export: may(actor.role, "export.list"),
        archive: may(actor.role, "archive.read"),
        readJobs: may(actor.role, "job.list"),
      }}
      zone={{ agency: zone, shown: shownZone, now: clock.now().toISOString() }}
      environment={isDemo ? "Demo" : "Production"}
      agencyName={AGENCY_NAME}
      views={await readSidebarViews(ctx)}
    >
      {children}
    </AppShell>
  );
}
